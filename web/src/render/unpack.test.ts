import { afterEach, expect, test, vi } from 'vitest'
import { inSize } from './halves'
import { decodePicture } from './unpack'

/** Pictures that are nothing but their size; how many are open. */
let open = 0
const made: string[] = []
const picture = (width: number, height: number): ImageBitmap => {
  open++
  return { width, height, close: () => open-- }
}

vi.stubGlobal('createImageBitmap', async (from: { width?: number; height?: number }, to?: ImageBitmapOptions) => {
  made.push(`${to?.resizeWidth} ${to?.resizeHeight}`)
  return picture(to?.resizeWidth ?? from.width ?? 0, to?.resizeHeight ?? from.height ?? 0)
})

afterEach(() => {
  vi.stubGlobal('ImageDecoder', undefined)
  open = 0
  made.length = 0
})

test.each([
  [1000, 750, ['2000 1500', '1000 750']],
  [2001, 1501, ['2001 1501']],
  [63, 47, ['2000 1500', '1000 750', '500 375', '250 188', '125 94', '63 47']],
  [1, 1, 12],
  [5000, 10, 9],
] as const)('a picture comes to %d × %d by halves, and nothing else stays open', async (w, h, steps) => {
  const small = await decodePicture(new Blob(), w, h, [4000, 3000])
  expect([small.width, small.height]).toEqual([w, h])
  if (typeof steps === 'number') expect(made.length).toBe(steps)
  else expect(made).toEqual(steps)
  expect(open).toBe(1)
})

test('a whole picture is unpacked only', async () => {
  await decodePicture(new Blob(), 4000, 3000, [4000, 3000])
  expect([open, made]).toEqual([1, ['4000 3000']])
})

/** A decoder that gives a picture of a size of its own, whatever is asked; what it was asked for. */
function decoding(width: number, height: number): { readonly asked: [number, number][]; closed: number } {
  const seen = { asked: [] as [number, number][], closed: 0 }
  vi.stubGlobal(
    'ImageDecoder',
    class {
      constructor(init: { desiredWidth: number; desiredHeight: number }) {
        seen.asked.push([init.desiredWidth, init.desiredHeight])
      }
      async decode() {
        return { image: { displayWidth: width, displayHeight: height, width, height, close: () => seen.closed++ } }
      }
      close() {
        seen.closed++
      }
    },
  )
  return seen
}

const jpeg = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])])

test('a photo is unpacked to about the size that is wanted, and comes to that by halves', async () => {
  const seen = decoding(500, 375)
  const small = await decodePicture(jpeg, 250, 188, [4000, 3000])
  expect([small.width, small.height]).toEqual([250, 188])
  expect(seen).toEqual({ asked: [[250, 188]], closed: 2 })
  expect(made).toEqual(['undefined undefined', '250 188'])
  expect(open).toBe(1)
  // The whole of it is not asked for there, and neither is what is no photo.
  await decodePicture(jpeg, 4000, 3000, [4000, 3000])
  await decodePicture(new Blob(['PNG']), 250, 188, [4000, 3000])
  expect(seen.asked.length).toBe(1)
})

test('a photo that comes smaller than it is wanted is unpacked the other way', async () => {
  const seen = decoding(100, 75)
  const small = await decodePicture(jpeg, 1000, 750, [4000, 3000])
  expect([small.width, small.height, open]).toEqual([1000, 750, 1])
  expect(seen.closed).toBe(2)
})

test('of the same size it is a copy, and what it was made of stays', async () => {
  const first = picture(200, 100)
  const copy = await inSize(first, 200, 100)
  expect(copy).not.toBe(first)
  expect([copy.width, copy.height, open]).toEqual([200, 100, 2])
})

test('where there is no memory for it, what there is of it is let go of', async () => {
  vi.stubGlobal('createImageBitmap', async (from: Blob | ImageBitmap) => {
    if (from instanceof Blob) return picture(2000, 1500)
    throw new DOMException('no', 'InvalidStateError')
  })
  await expect(decodePicture(new Blob(), 500, 375, [4000, 3000])).rejects.toThrow('no')
  expect(open).toBe(0)
})
