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

test('where there is no room everything becomes as much coarser as it must, and no more', async () => {
  const studio = new Studio(64 * 2 ** 20)
  for (let round = 0; round < 20; round++) {
    studio.time += 100
    for (let i = 0; i < 50; i++) await studio.paints(`p${i}`, 1000)
  }
  const shown = await Promise.all(Array.from({ length: 50 }, (_, i) => studio.paints(`p${i}`, 1000)))
  expect(new Set(shown)).toEqual(new Set([500]))
})

test('after more than fits was drawn at once, a picture that is drawn alone becomes as fine as it should be', async () => {
  const studio = new Studio((PHOTO * 4) / 3)
  const both = async () => {
    studio.time += 1000
    for (const asset of ['a', 'b']) await studio.paints(asset, 4000)
  }
  // While both are drawn they stay coarse.
  for (let i = 0; i < 40; i++) await both()
  const made = studio.made.length
  for (let i = 0; i < 40; i++) await both()
  expect(studio.made.length).toBe(made)
  const coarse = (await studio.paints('b', 4000))!
  expect(coarse).toBeGreaterThanOrEqual(1000)
  expect(coarse).toBeLessThan(4000)
  for (let i = 0; i < 50; i++) {
    studio.time += 1000
    await studio.paints('b', 4000)
  }
  expect(await studio.paints('b', 4000)).toBe(4000)
  expect(studio.peak).toBeLessThanOrEqual(2.5 * PHOTO)
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

test('no level is larger than three quarters of the room, whatever a picture says of itself', async () => {
  const studio = new Studio((PHOTO * 4) / 3)
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
