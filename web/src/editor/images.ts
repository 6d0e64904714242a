import type { Assets } from '../assets/assets'
import { type Identified, identify, type Objection } from '../assets/identify'
import { assetsOf } from '../assets/offer'
import type { Value } from '../board/types'
import { sizeWithin } from '../elements/image'
import { say } from '../words/say'
import type { Carried } from './clipboard-payload'
import { noticesOf } from './notices'
import type { Editor } from './types'

/** The largest file, in bytes, and the most pixels of a picture: the usual limits of a server, which has the last word. */
const LARGEST = 32 * 2 ** 20
const PIXELS = 100_000_000
const SIDE = 16_384

/** A picture fills so much of what is seen at most. */
const SHARE = 0.8
/** Between pictures that are put at once, in hundredths. */
const GAP = 2000

/** A picture as it may be put on a board. `rest`: something else followed it in its file, and was left out. */
export type ReadImage = {
  readonly bytes: Blob
  readonly name: string
  readonly natural: readonly [w: number, h: number]
  readonly rest: boolean
}

const why: { readonly [objection in Objection]: (name: string) => string } = {
  kind: (name) => say('{name} is no picture that a board can show: PNG, JPEG, WebP, AVIF and GIF are.', { name }),
  damaged: (name) => say('{name} is damaged or cut short.', { name }),
}

/** Looks at a file that is to be a picture; a sentence where it cannot be one. */
export async function readImage(
  file: Blob & { readonly name?: string },
): Promise<ReadImage | { readonly sentence: string }> {
  const name = file.name === undefined || file.name === '' ? say('The picture') : file.name
  if (file.size > LARGEST) return { sentence: say('{name} is larger than {n} MB.', { name, n: LARGEST / 2 ** 20 }) }
  const found = identify(new Uint8Array(await file.arrayBuffer()))
  if (typeof found === 'string') return { sentence: why[found](name) }
  const bytes = file.slice(0, found.end, found.type)
  const natural = await naturalSize(bytes, found)
  if (natural === null) return { sentence: why.damaged(name) }
  const [w, h] = natural
  if (w * h > PIXELS || Math.max(w, h) > SIDE)
    return {
      sentence: say('{name} has more pixels than a board may show: {w} × {h}.', { name, w, h }),
    }
  return { bytes, name: file.name ?? '', natural, rest: found.end < file.size }
}

/** How many pixels it has, turned as its camera says; null where this browser cannot show it. Its head is read for that, and nothing unpacked. */
async function naturalSize(bytes: Blob, { type }: Identified): Promise<readonly [number, number] | null> {
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  const picture = new Image()
  try {
    await new Promise((resolve, reject) => {
      picture.onload = resolve
      picture.onerror = reject
      picture.src = address
    })
    const { naturalWidth: w, naturalHeight: h } = picture
    return w > 0 && h > 0 ? [w, h] : null
  } catch {
    return null
  } finally {
    picture.src = ''
    URL.revokeObjectURL(address)
  }
}

/** The properties of a picture at a place. */
function propsOf(
  asset: string,
  natural: readonly [number, number],
  at: readonly [number, number],
  size: readonly [number, number],
) {
  return new Map<string, Value>([
    ['kind', 'image'],
    ['at', at],
    ['size', size],
    ['asset', asset],
    ['natural', natural],
  ])
}

/**
 * Makes elements of files, side by side, each as large as it is or as fits into what is seen; their bytes are on this device then. What
 * is no picture is said. `going` hears the share and says whether to go on.
 */
export async function imageElements(
  editor: Editor,
  files: readonly File[],
  going: (share: number) => boolean,
): Promise<Carried[]> {
  const notices = noticesOf(editor)
  const assets = await openFor(editor)
  const { viewport, state } = editor
  const k = (SHARE * 100) / state.camera.zoom
  const room = { w: viewport.w * k, h: viewport.h * k }
  const columns = Math.ceil(Math.sqrt(files.length))
  const found: Carried[] = []
  let [x, y, row] = [0, 0, 0]
  for (const [i, file] of files.entries()) {
    if (!going(i / files.length)) return []
    const read = await readImage(file)
    if ('sentence' in read) {
      notices.say(say('No picture'), read.sentence)
      continue
    }
    if (read.rest)
      notices.say(
        say('Only the picture was taken'),
        say('Something else followed it in {file}.', { file: file.name ?? '' }),
      )
    const asset = await assets.add(read.bytes, read.name)
    const size = sizeWithin(read.natural, room)
    found.push({ id: editor.newID(), props: propsOf(asset, read.natural, [x, y], [size.x, size.y]) })
    x += size.x + GAP
    row = Math.max(row, size.y)
    if (found.length % columns === 0) [x, y, row] = [0, y + row + GAP, 0]
  }
  return found
}

const followed = new WeakSet<Assets>()

/** The pictures of the board; what becomes of their uploads is told from now on. */
export async function openFor(editor: Editor): Promise<Assets> {
  const assets = await assetsOf(editor.client)
  if (!followed.has(assets)) {
    followed.add(assets)
    const { followUploads } = await import('./images-told')
    followUploads(editor, assets)
  }
  return assets
}
