import { GifReader } from 'omggif'
import { expect, it } from 'vitest'
import { freshSeed, Random } from '../board/test/random'
import type { Area } from './areas'
import type { Easel } from './easel'
import { beginGif } from './gif'

const [W, H] = [60, 40]

/** Pixels that are painted on here and there, in a few colours, as an easel shows them. */
class Pixels {
  readonly canvas = { width: W, height: H }
  readonly all = new Uint8ClampedArray(W * H * 4).fill(255)

  paint({ x, y, w, h }: Area, colour: readonly number[]): void {
    for (let i = y; i < y + h; i++) for (let j = x; j < x + w; j++) this.all.set([...colour, 255], (i * W + j) * 4)
  }

  pixels({ x, y, w, h }: Area): Uint8ClampedArray {
    const found = new Uint8ClampedArray(w * h * 4)
    for (let i = 0; i < h; i++)
      found.set(this.all.subarray(((y + i) * W + x) * 4, ((y + i) * W + x + w) * 4), i * w * 4)
    return found
  }
}

it('holds every picture, each for as long as it was seen, although only what changed is written: by reading it back', async () => {
  const seed = freshSeed('gif')
  const random = new Random(seed)
  const counts = { pictures: 0, still: 0, beside: 0 }
  for (let round = 0; round < 20; round++) {
    const easel = new Pixels()
    const maker = await beginGif(easel as unknown as Easel)
    const shown: { readonly pixels: Uint8ClampedArray; readonly until: number }[] = []
    for (let i = 0; i < 40; i++) {
      const still = i > 0 && random.below(3) === 0
      const area =
        i === 0
          ? { x: 0, y: 0, w: W, h: H }
          : { x: random.below(W - 9), y: random.below(H - 9), w: 1 + random.below(9), h: 1 + random.below(9) }
      if (!still)
        easel.paint(
          area,
          [0, 1, 2].map(() => random.below(8) * 32),
        )
      await maker.take(i * 80, 80, still ? null : area)
      if (still) shown.pop()
      shown.push({ pixels: easel.all.slice(), until: (i + 1) * 8 })
      counts.still += still ? 1 : 0
      counts.beside += !still && area.x > 0 ? 1 : 0
    }
    const gif = new GifReader(new Uint8Array(await (await maker.end()).arrayBuffer()))
    const pixels = new Uint8Array(W * H * 4)
    expect(gif.numFrames(), `seed ${seed}`).toBe(shown.length)
    let time = 0
    for (const [i, { pixels: expected, until }] of shown.entries()) {
      gif.decodeAndBlitFrameRGBA(i, pixels)
      time += gif.frameInfo(i).delay
      expect(time, `seed ${seed}, picture ${i}`).toBe(until)
      expect(Buffer.from(pixels).equals(Buffer.from(expected)), `seed ${seed}, picture ${i}`).toBe(true)
      counts.pictures++
    }
  }
  console.log(`gif, seed ${seed}:`, counts)
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
})
