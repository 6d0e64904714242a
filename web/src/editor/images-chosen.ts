import type { Op, Value } from '../board/types'
import { assetOf } from '../elements/asset-of'
import { uncropped } from '../elements/crop'
import { sized } from '../elements/props'
import { centreOf } from '../geometry/box'
import { whole } from '../geometry/point'
import { say } from '../words/say'
import { filesChosen } from './choose-files'
import { clipboardOf } from './clipboard'
import { croppedTies } from './crop-grip'
import { imageAtHand } from './image-at-hand'
import { openFor, readImage } from './images'
import { noticesOf } from './notices'
import { saveAs } from './save-as'
import type { Editor } from './types'

/** What the system offers to choose; what else is chosen all the same is answered with a sentence. */
const OFFERED = 'image/png,image/jpeg,image/webp,image/avif,image/gif,image/svg+xml'

async function put(editor: Editor, files: readonly File[]): Promise<void> {
  if (files.length > 0) await clipboardOf(editor).paste({ is: 'files', files })
}

/** Asks for pictures and puts them on the board. */
export async function pickImages(editor: Editor): Promise<void> {
  await put(editor, await filesChosen({ accept: OFFERED, multiple: true }))
}

/** Takes a photo with the device's camera and puts it on the board. */
export async function takePhoto(editor: Editor): Promise<void> {
  await put(editor, await filesChosen({ accept: 'image/*', camera: true }))
}

/** Shows all of the picture that is selected. */
export function showWhole(editor: Editor): void {
  const image = imageAtHand(editor)
  if (image === null) return
  const all = uncropped(image.props)
  const props = new Map<string, Value | null>([
    ['crop', null],
    ['at', all.get('at')!],
    ['size', all.get('size')!],
  ])
  const ties = croppedTies(editor.client.view, image, props, editor.finder.tied.followers(image.id))
  const ops = [[image.id, props] as const, ...ties].map(([id, props]) => ({ op: 'set' as const, id, props }))
  editor.commit(ops, editor.newID())
}

/** Puts another picture in the place of the one that is selected: around the same middle, as large as fits there. */
export async function replaceImage(editor: Editor): Promise<void> {
  const image = imageAtHand(editor)
  const [file] = await filesChosen({ accept: OFFERED })
  if (image === null || file === undefined) return
  const read = await readImage(file)
  if ('sentence' in read) return noticesOf(editor).say(say('Nothing was replaced'), read.sentence)
  const asset = await (await openFor(editor)).add(read.bytes, read.name)
  const box = sized(image.props)
  const [w, h] = read.natural
  const k = Math.min(box.w / w, box.h / h)
  const size = [Math.max(1, whole(w * k)), Math.max(1, whole(h * k))] as const
  const middle = centreOf(box)
  const props = new Map<string, Value | null>([
    ['asset', asset],
    ['natural', read.natural],
    ['crop', null],
    ['size', size],
    ['at', [whole(middle.x - size[0] / 2), whole(middle.y - size[1] / 2)]],
  ])
  const op: Op = { op: 'set', id: image.id, props }
  editor.commit([op], editor.newID())
}

const endings: { readonly [type: string]: string } = { 'image/jpeg': 'jpg' }

/** Saves the bytes of the picture that is selected as they were put on the board: uncropped, at full size. */
export async function downloadImage(editor: Editor): Promise<void> {
  const [id] = editor.state.selection
  const props = id === undefined ? undefined : editor.client.view.element(id)?.props
  if (props === undefined) return
  const asset = assetOf(props)
  const bytes = await (await openFor(editor)).bytesOf(asset)
  if (bytes === null)
    return noticesOf(editor).say(say('Nothing was saved'), say('The picture has not arrived here yet.'))
  const ending = endings[bytes.type] ?? bytes.type.replace('image/', '')
  saveAs(bytes, `picture-${asset.slice(0, 8)}.${ending}`)
}
