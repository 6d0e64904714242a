import { describe, expect, it } from 'vitest'
import { freshSeed, Random } from '../../board/test/random'
import { type Ink, Raster } from './raster'

const white = 0xffffffff
const blue: Ink = { bgr: 0xff0000, strength: 256 }

function bare(w = 40, h = 30): Raster {
  const raster = new Raster(w, h)
  raster.pixels.fill(white)
  return raster
}

/** Where something was laid on white. */
function laid({ pixels, w }: Raster): { count: number; left: number; top: number; right: number; bottom: number } {
  const at = [...pixels.keys()].filter((i) => pixels[i] !== white)
  const xs = at.map((i) => i % w)
  const ys = at.map((i) => Math.floor(i / w))
  return {
    count: at.length,
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs) + 1,
    bottom: Math.max(...ys) + 1,
  }
}

describe('pixels', () => {
  it('take a box, or what of it is there, in its colour', () => {
    const raster = bare()
    raster.box(10, 5, 8, 4, blue)
    expect(laid(raster)).toEqual({ count: 32, left: 10, top: 5, right: 18, bottom: 9 })
    expect(raster.pixels[5 * 40 + 10]).toBe(0xffff0000)
    raster.box(-10, -10, 15, 15, blue)
    expect(laid(raster).count).toBe(32 + 25)
  })

  it('mix with what is beneath', () => {
    const raster = bare()
    raster.box(0, 0, 1, 1, { bgr: 0x000000, strength: 128 })
    const pixel = raster.pixels[0]!
    for (const shift of [0, 8, 16]) expect(((pixel >> shift) & 255) / 255).toBeCloseTo(0.5, 1)
    expect(pixel >>> 24).toBe(255)
  })

  it('take a polygon: as many as its area has, and of one that crosses itself every second part', () => {
    const raster = bare(100, 100)
    raster.polygon([50, 10, 90, 50, 50, 90, 10, 50], blue)
    expect(laid(raster).count).toBeGreaterThan(3200 * 0.97)
    expect(laid(raster).count).toBeLessThan(3200 * 1.03)
    const star = bare(100, 100)
    star.polygon([50, 5, 78, 90, 5, 38, 95, 38, 22, 90], blue)
    expect(star.pixels[50 * 100 + 50]).toBe(white)
    expect(star.pixels[15 * 100 + 50]).not.toBe(white)
  })

  it('take lines without holes, as broad as they are, and fainter where they are less than a pixel', () => {
    for (const [x, y] of [
      [90, 20],
      [20, 90],
      [90, 90],
      [50, 90],
    ] as const)
      for (const width of [1, 2, 3, 6]) {
        const raster = bare(100, 100)
        raster.line(10, 10, x, y, width, blue)
        // Across a slanted line there are more pixels than it is broad, along an axis as many.
        const longer = Math.max(x - 10, y - 10)
        expect(laid(raster).count, `${x} ${y} ${width}`).toBeGreaterThanOrEqual(longer * Math.min(width, 3) * 0.95)
        const { right, bottom } = laid(raster)
        expect(Math.abs(right - x)).toBeLessThan(width + 1)
        expect(Math.abs(bottom - y)).toBeLessThan(width + 1)
      }
    const faint = bare()
    faint.line(5, 5, 25, 5, 0.25, { bgr: 0, strength: 256 })
    expect((faint.pixels[5 * 40 + 10]! & 255) / 255).toBeCloseTo(2 / 3, 1)
    // What is left beside whole pixels lies beside them, faintly.
    const broader = bare()
    broader.line(5, 5.5, 25, 5.5, 1.5, { bgr: 0, strength: 256 })
    const column = [4, 5, 6].map((row) => Math.round((broader.pixels[row * 40 + 10]! & 255) / 128))
    expect(column.sort()).toEqual([0, 1, 2])
  })

  it('take what is near of a line that begins and ends far out', () => {
    const raster = bare()
    raster.line(-1e7, 10, 1e7, 10, 1, blue)
    expect(laid(raster)).toEqual({ count: 40, left: 0, top: 10, right: 40, bottom: 11 })
    raster.line(-1e7, 1e7, 1e7, 1e7, 1, blue)
    expect(laid(raster).count).toBe(40)
  })

  it('are never touched outside of a clip, whatever is drawn (seeded)', () => {
    const seed = freshSeed('raster')
    const random = new Random(seed)
    const anywhere = () => random.below(200) - 80
    let drawn = 0
    for (let i = 0; i < 500; i++) {
      const raster = bare()
      raster.clip(8, 6, 30, 20)
      raster.box(anywhere(), anywhere(), random.below(90), random.below(90), blue)
      raster.polygon(Array.from({ length: 2 * (1 + random.below(6)) }, anywhere), blue)
      raster.line(anywhere(), anywhere(), anywhere(), anywhere(), random.below(80) / 10, blue)
      const { count, left, top, right, bottom } = laid(raster)
      if (count === 0) continue
      drawn++
      expect([left >= 8, top >= 6, right <= 30, bottom <= 20], `seed ${seed}`).toEqual([true, true, true, true])
    }
    console.log(`raster, seed ${seed}: ${drawn} of 500 were seen`)
    expect(drawn).toBeGreaterThan(100)
  })
})
