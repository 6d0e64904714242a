import { assetsOf } from '../assets/offer'
import type { Element } from '../board/types'
import type { Editor } from '../editor/types'
import { assetOf } from '../elements/asset-of'
import { naturalOf, partOf } from '../elements/image'
import { sized } from '../elements/props'
import type { Pictures } from '../render/pictures'
import { drawPixels } from '../render/pixels'
import { decodePicture } from '../render/unpack'

/** Where the pictures on a board come from: its id, and the bytes of an asset; null where they are not to be had. */
export type Source = { readonly board: string; readonly bytes: (asset: string) => Promise<Blob | null> }

/** No pictures. */
export const noSource: Source = { board: '', bytes: async () => null }

/** The pictures on an editor's board. */
export function sourceOf({ client }: Editor): Source {
  return { board: client.boardID, bytes: async (asset) => (await assetsOf(client)).bytesOf(asset) }
}

/** The assets that elements show. */
export function assetsIn(elements: Iterable<Pick<Element, 'props'>>): Set<string> {
  const found = new Set<string>()
  for (const { props } of elements) found.add(assetOf(props))
  found.delete('')
  return found
}

/** The pixels of all pictures may take so many bytes while something is painted; then all are coarser. */
const MOST = 400 * 2 ** 20

/** What is needed of a picture, in pixels. `natural`: how large the whole is. */
type Needed = { readonly w: number; readonly h: number; readonly natural: readonly [w: number, h: number] }

/** How many pixels of each picture are needed at a scale of device pixels to a unit. */
function needed(elements: readonly Pick<Element, 'props'>[], scale: number): Map<string, Needed> {
  const found = new Map<string, Needed>()
  for (const { props } of elements) {
    const asset = assetOf(props)
    if (asset === '') continue
    const natural = naturalOf(props)
    const [w, h] = natural
    const part = partOf(props)
    const seen = sized(props)
    const k = Math.min(1, (Math.max(seen.w / part.w, seen.h / part.h) * scale) / 100)
    const before = found.get(asset)?.w ?? 0
    if (w * k > before)
      found.set(asset, { w: Math.max(1, Math.ceil(w * k)), h: Math.max(1, Math.ceil(h * k)), natural })
  }
  return found
}

/** Unpacks the pictures that are about to be painted; `close` gives their memory back. What is not to be had is painted as its stand-in. */
export async function unpacked(
  elements: readonly Pick<Element, 'props'>[],
  scale: number,
  { bytes }: Source,
): Promise<Pictures & { close(): void }> {
  const wanted = needed(elements, scale)
  let all = 0
  for (const { w, h } of wanted.values()) all += w * h * 4
  const k = Math.min(1, Math.sqrt(MOST / Math.max(1, all)))
  const there = new Map<string, ImageBitmap>()
  for (const [asset, { w, h, natural }] of wanted) {
    const found = await bytes(asset).catch(() => null)
    if (found === null) continue
    const side = (length: number) => Math.max(1, Math.round(length * k))
    const bitmap = await decodePicture(found, side(w), side(h), natural).catch(() => null)
    if (bitmap !== null) there.set(asset, bitmap)
  }
  return {
    draw: (to, placed) => {
      const pixels = there.get(placed.asset)
      if (pixels !== undefined) drawPixels(to, pixels, placed)
      return pixels !== undefined
    },
    close: () => {
      for (const bitmap of there.values()) bitmap.close()
    },
  }
}

/** The pictures of elements as addresses that hold all of their bytes. */
export async function inside(
  elements: readonly Pick<Element, 'props'>[],
  { bytes }: Source,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const asset of assetsIn(elements)) {
    const one = await bytes(asset).catch(() => null)
    if (one !== null) found.set(asset, await addressOf(one))
  }
  return found
}

function addressOf(bytes: Blob): Promise<string> {
  const reader = new FileReader()
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(bytes)
  })
}
