import { afterEach, expect, test, vi } from 'vitest'
import type { ElementProps } from '../elements/element'
import { type Source, unpacked } from './pictures'

/** Pictures that are nothing but their size; how many are open, and what was unpacked whole or at a part of its size. */
let open = 0
const whole: string[] = []
const part: string[] = []

const bitmap = (width: number, height: number) => {
  open++
  return { width, height, close: () => open-- }
}

vi.stubGlobal('createImageBitmap', async (from: Blob | ImageBitmap, to?: ImageBitmapOptions) => {
  if (from instanceof Blob) whole.push(await from.slice(4).text())
  const { width = 0, height = 0 } = from as ImageBitmap
  return bitmap(to?.resizeWidth ?? width, to?.resizeHeight ?? height)
})

vi.stubGlobal(
  'ImageDecoder',
  class {
    private readonly image
    constructor({ desiredWidth: width, desiredHeight: height }: { desiredWidth: number; desiredHeight: number }) {
      part.push(`${width} × ${height}`)
      this.image = { displayWidth: width, displayHeight: height, width, height, close() {} }
    }
    decode = async () => ({ image: this.image })
    close() {}
  },
)

afterEach(() => {
  whole.length = 0
  part.length = 0
})

/** A picture of 4,000 × 3,000 pixels that is shown so wide, in units. */
const shown = (asset: string, w: number): { readonly props: ElementProps } => ({
  props: new Map<string, unknown>([
    ['kind', 'image'],
    ['asset', asset],
    ['at', [0, 0]],
    ['size', [w * 100, w * 75]],
    ['natural', [4000, 3000]],
  ]) as unknown as ElementProps,
})

const source: Source = {
  board: 'b',
  bytes: async (asset) =>
    asset === 'gone' ? null : new Blob([new Uint8Array([0xff, 0xd8, 0xff, asset === 'photo' ? 0xe0 : 0xe1]), asset]),
}

test('a photo that is painted in small is not unpacked whole, and once where it is shown twice', async () => {
  const board = [shown('photo', 100), shown('photo', 400), shown('other', 200), shown('gone', 100)]
  const pictures = await unpacked(board, 2, source)
  expect(part).toEqual(['800 × 600', '400 × 300'])
  expect(whole).toEqual([])
  expect(open).toBe(2)
  pictures.close()
  expect(open).toBe(0)
})

test('all of a photo is unpacked where all of it is seen', async () => {
  const pictures = await unpacked([shown('photo', 4000)], 2, source)
  expect(part).toEqual([])
  expect(whole).toEqual(['photo'])
  pictures.close()
  expect(open).toBe(0)
})
