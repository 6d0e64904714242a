import type { Element } from '../board/types'
import { assetOf } from '../elements/asset-of'
import type { Carried } from './clipboard-payload'
import { openFor, readImage } from './images'
import type { Editor } from './types'

/** The bytes of pictures that came along, by their hash. */
export type Along = ReadonlyMap<string, Blob>

/** Whether any of these is a picture. */
export function hasPictures(elements: readonly Pick<Element, 'props'>[]): boolean {
  return elements.some(({ props }) => assetOf(props) !== '')
}

/**
 * Sees to it that the pictures among elements are on this board: from what came along, from this device, or from the board that they
 * were taken from. Returns those whose pictures are, or will be, there.
 */
export async function bringPictures(
  editor: Editor,
  elements: readonly Carried[],
  from: string,
  along: Along,
): Promise<readonly Carried[]> {
  const { boardID } = editor.client
  if (from === boardID && along.size === 0) return elements
  const assets = await openFor(editor)
  const there = new Map<string, boolean>([['', true]])
  for (const { props } of elements) {
    const asset = assetOf(props)
    if (there.has(asset)) continue
    const bytes = along.get(asset)
    there.set(asset, (bytes !== undefined && (await took(editor, bytes, asset))) || (await assets.bring(asset, from)))
  }
  return elements.filter(({ props }) => there.get(assetOf(props)))
}

/** Takes bytes in that came along, if they are the picture that they are said to be. */
async function took(editor: Editor, bytes: Blob, asset: string): Promise<boolean> {
  const read = await readImage(bytes)
  if ('sentence' in read || read.rest) return false
  return (await (await openFor(editor)).add(read.bytes, '')) === asset
}
