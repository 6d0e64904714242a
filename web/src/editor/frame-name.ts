import { cleanText } from '../board/dictionary-types'
import { noticesOf } from './notices'
import { isFrame, isLocked } from './tree'
import type { Editor } from './types'

/** The longest name, in UTF-16 units (kinds.json, "line"). */
const LONGEST = 200

/** Asks for the name of a frame, which is selected for it; false where it is none. */
export function askFrameName(editor: Editor, id: string): boolean {
  if (!isFrame(editor.client.view, id)) return false
  editor.select([id])
  noticesOf(editor).wish('frame-name')
  return true
}

/** Gives a frame another name. */
export function renameFrame(editor: Editor, id: string, name: string): void {
  const { view } = editor.client
  if (!isFrame(view, id) || isLocked(view, id)) return
  const line = cleanText(name.slice(0, LONGEST), false).trim()
  editor.commit([{ op: 'set', id, props: new Map([['name', line === '' ? null : line]]) }], editor.newID())
}
