import { encodePayload } from '../editor/clipboard-payload'
import { taken, textsOf } from '../editor/clipboard-take'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { assetsIn, sourceOf } from '../export/pictures'
import { say } from '../words/say'
import { keepShapes } from './library-store'

/** What a shape is called at first: so much of what it says. */
const NAME = 40

/** Puts what is selected into the library, with the bytes of its pictures. Never throws; what goes wrong is said. Whether it is there. */
export async function addToLibrary(editor: Editor): Promise<boolean> {
  const elements = taken(editor.client.view, editor.state.selection)
  if (elements.length === 0) return false
  const source = sourceOf(editor)
  const pictures = new Map<string, Blob>()
  const wanted = assetsIn(elements)
  for (const asset of wanted) {
    const bytes = await source.bytes(asset).catch(() => null)
    if (bytes !== null) pictures.set(asset, bytes)
  }
  const notices = noticesOf(editor)
  if (pictures.size < wanted.size) {
    notices.say(say('Nothing was kept'), say('The pictures in it have not arrived here yet: look to your connection.'))
    return false
  }
  const [line = ''] = textsOf(elements).split('\n')
  try {
    await keepShapes([{ name: line.trim().slice(0, NAME), payload: encodePayload(elements), pictures }])
    return true
  } catch {
    notices.say(say('Nothing was kept'), say('This browser keeps nothing for this page, or has no room left.'))
    return false
  }
}
