import { expect, test } from 'vitest'
import type { Placed } from '../elements/pen'
import { Levels, type LevelsParts } from './levels'

/** Levels that unpack at once; what was made is noted as "asset width". */
class Studio {
  readonly made: string[] = []
  readonly arrived: string[] = []
  readonly missing = new Set<string>()
  open = 0
  /** The most that was ever there at once. */
  peak = 0
  time = 0
  readonly levels: Levels

  constructor(budget: number, more: Partial<LevelsParts> = {}) {
    this.levels = new Levels({
      budget,
      now: () => this.time,
      bytes: async (asset) => (this.missing.has(asset) ? null : new Blob([asset])),
      decode: async (bytes, width, height) => {
        this.made.push(`${await bytes.text()} ${width}`)
        this.open += width * height * 4
        this.peak = Math.max(this.peak, this.open)
        const close = () => {
          this.open -= width * height * 4
        }
        return { width, height, close } as ImageBitmap
      },
      arrived: (asset) => this.arrived.push(asset),
      ...more,
    })
  }

  /** Asks for a picture as it is painted, and lets everything come. */
  async paints(
    asset: string,
    across: number,
    natural: readonly [number, number] = [4000, 3000],
  ): Promise<number | null> {
    const [w, h] = natural
    const placed: Placed = { asset, w, h, natural, part: { x: 0, y: 0, w, h }, mirrored: false, radius: 0 }
    const found = this.levels.pixels(placed, across)
    await this.rests()
    return found?.width ?? null
  }

  async rests(): Promise<void> {
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve))
  }
}

const PHOTO = 4000 * 3000 * 4

test('the level that the screen needs is made, once, and finer ones when it needs them', async () => {
  const studio = new Studio(3 * PHOTO)
  expect(await studio.paints('a', 300)).toBeNull()
  expect(await studio.paints('a', 300)).toBe(500)
  expect(await studio.paints('a', 260)).toBe(500)
  expect(await studio.paints('a', 501)).toBe(500)
  expect(await studio.paints('a', 501)).toBe(1000)
  expect(await studio.paints('a', 9000)).toBe(1000)
  expect(await studio.paints('a', 9000)).toBe(4000)
  expect(studio.made).toEqual(['a 500', 'a 1000', 'a 4000'])
  expect(studio.arrived).toEqual(['a', 'a', 'a'])
})

test('fifty photos take no more memory than they may, however often each is painted', async () => {
  const studio = new Studio(2 * PHOTO)
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < 50; i++) {
      studio.time += 20
      await studio.paints(`p${i}`, 1500)
      expect(studio.open).toBeLessThanOrEqual(2 * PHOTO + 2000 * 1500 * 4)
      expect(studio.levels.bytes).toBe(studio.open)
    }
  }
  // What does not fit becomes coarser instead of being made over and over.
  const before = studio.made.length
  for (let i = 0; i < 50; i++) await studio.paints(`p${i}`, 1500)
  expect(studio.made.length - before).toBeLessThanOrEqual(50)
})

test('what is drawn no more goes before something is made in its place', async () => {
  const studio = new Studio(2 * PHOTO)
  for (const asset of ['a', 'b', 'c', 'd']) {
    studio.time += 5_000
    await studio.paints(asset, 4000)
    await studio.paints(asset, 4000)
  }
  expect(studio.made).toEqual(['a 4000', 'b 4000', 'c 4000', 'd 4000'])
  expect(studio.peak).toBe(2 * PHOTO)
})

test('no level is larger than half of the room, whatever a picture says of itself', async () => {
  const studio = new Studio(2 * PHOTO)
  await studio.paints('a', 60_000, [60_000, 60_000])
  expect(studio.open).toBeLessThanOrEqual(PHOTO)
})

test('what is missing is made when it is there', async () => {
  const studio = new Studio(PHOTO * 2)
  studio.missing.add('a')
  expect(await studio.paints('a', 300)).toBeNull()
  expect(await studio.paints('a', 300)).toBeNull()
  expect(studio.made).toEqual([])
  studio.missing.clear()
  studio.levels.there('a')
  await studio.rests()
  expect(studio.made).toEqual(['a 500'])
})

test('bytes that cannot be unpacked are not tried again, and keep nothing else waiting', async () => {
  let tries = 0
  const studio = new Studio(PHOTO * 2, {
    decode: async (bytes, width, height) => {
      if ((await bytes.text()) !== 'bad') return { width, height, close: () => {} } as ImageBitmap
      tries++
      throw new Error('damaged')
    },
  })
  await studio.paints('bad', 300)
  await studio.paints('bad', 300)
  expect(tries).toBe(1)
  await studio.paints('good', 300)
  expect(await studio.paints('good', 300)).toBe(500)
})
