import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32, isPng, textIn, withText } from './png-chunks'

/** The smallest PNG: one transparent pixel. */
const pixel = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (c) => c.charCodeAt(0),
)

const MOST = 1 << 20

test('the CRC is that of the specification', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
  expect(crc32(new Uint8Array())).toBe(0)
})

test('what is put in is found again, and the picture stays a picture', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme-ascii', maxLength: 3000 }), async (text) => {
      const with_ = await withText(pixel, 'drawingroom', text)
      expect(isPng(with_)).toBe(true)
      expect(await textIn(with_, 'drawingroom', MOST)).toBe(text)
      expect(await textIn(with_, 'drawing', MOST)).toBeNull()
    }),
    { numRuns: 100 },
  )
})

test('a text that is not compressed is read as well', async () => {
  const body = new TextEncoder().encode('tEXtdrawingroom\0hello')
  const added = new Uint8Array(body.length + 8)
  new DataView(added.buffer).setUint32(0, body.length - 4)
  added.set(body, 4)
  new DataView(added.buffer).setUint32(4 + body.length, crc32(body))
  const whole = new Uint8Array([...pixel.subarray(0, 33), ...added, ...pixel.subarray(33)])
  expect(await textIn(whole, 'drawingroom', MOST)).toBe('hello')
})

test('a file that is no PNG, or is cut off or damaged anywhere, holds no text and breaks nothing', async () => {
  const whole = await withText(pixel, 'drawingroom', 'secret '.repeat(50))
  expect(await textIn(new Uint8Array(), 'drawingroom', MOST)).toBeNull()
  expect(await textIn(new TextEncoder().encode('GIF89a'), 'drawingroom', MOST)).toBeNull()
  for (let length = 0; length < whole.length - 12; length++)
    expect(await textIn(whole.slice(0, length), 'drawingroom', MOST)).toBeNull()
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const bad = whole.slice()
      bad[at] = bad[at]! ^ flip
      expect([null, 'secret '.repeat(50)]).toContain(await textIn(bad, 'drawingroom', MOST))
    }),
  )
  await expect(withText(pixel.slice(0, 40), 'drawingroom', 'x')).rejects.toThrow()
})

test('a text that would unpack to more than is wanted is not unpacked', async () => {
  const bomb = await withText(pixel, 'drawingroom', 'a'.repeat(4 * MOST))
  expect(bomb.length).toBeLessThan(20_000)
  expect(await textIn(bomb, 'drawingroom', MOST)).toBeNull()
})
