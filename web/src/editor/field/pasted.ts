import { say } from '../../words/say'
import { matches } from '../keys'
import { noticesOf } from '../notices'
import { htmlOfWords, partsInHtml } from '../rich-html'
import { filledFrom, rowsIn } from '../table-paste'
import { addressOf } from './address'
import { erased, led, put, written } from './edits'
import type { TextField } from './field'

/** HTML longer than this is not looked through for marks: its words alone are taken. */
const LONGEST = 1_000_000

/** Copies what is marked, with its marks for those who know them; cuts it where the event says so. */
export function copied(field: TextField, e: ClipboardEvent): void {
  field.looked()
  const { session, selected } = field
  const { from, to } = selected
  if (session === null || from === to || e.clipboardData === null) return
  e.preventDefault()
  e.clipboardData.setData('text/plain', session.words.text.slice(from, to))
  e.clipboardData.setData('text/html', htmlOfWords(session.words, from, to))
  if (e.type === 'cut') field.does(erased(session, { from, to }, -1, true))
}

/** The last press asked for words alone. */
let plainly = false

/** Notes whether a press asks for a paste without marks. */
export function notePaste(e: KeyboardEvent): void {
  plainly = matches(e, 'mod+shift+v')
}

/** Pastes words with the marks we know. An address upon words makes these lead there. */
export function pasted(field: TextField, e: ClipboardEvent): void {
  if (e.defaultPrevented || e.clipboardData === null) return
  e.preventDefault()
  const plain = plainly
  plainly = false
  take(field, e.clipboardData, plain)
}

/** Words that are dropped come where they are dropped; files are not for a text. */
export function dropped(field: TextField, e: DragEvent): void {
  e.preventDefault()
  if (e.dataTransfer !== null) take(field, e.dataTransfer, false)
}

/** Cells that are pasted into one fill those from there on; false where nothing of the kind was brought. */
function fillsCells({ editor, typist }: TextField, text: string, html: string): boolean {
  const rows = rowsIn(text, html)
  typist.commit()
  const { session } = typist
  const props = session === null ? undefined : editor.client.view.element(session.id)?.props
  if (rows === null || session === null || props === undefined) return false
  if ('sentence' in rows) noticesOf(editor).say(say('Nothing was pasted'), rows.sentence)
  else {
    const changes = filledFrom(props, session.cell, rows, editor.newID)
    editor.commit([{ op: 'set', id: session.id, props: changes }], editor.newID())
  }
  return true
}

function take(field: TextField, from: DataTransfer, plain: boolean): void {
  field.looked()
  const { session, selected } = field
  if (session === null) return
  const text = from.getData('text/plain')
  const html = plain ? '' : from.getData('text/html')
  if (!plain && session.cell !== '' && fillsCells(field, text, html)) return
  const address = addressOf(text)
  const known = address !== null && /^[a-z]+:/i.test(text.trim())
  if (known && selected.from < selected.to) {
    field.does(led(session, selected, address))
    return
  }
  if (known) {
    field.does(put(session, selected, [{ text: text.trim(), marks: 'a', link: address }], ''))
    return
  }
  const { head, parts } = html === '' || html.length > LONGEST ? { head: '', parts: [] } : partsInHtml(html)
  if (parts.length > 0) field.does(put(session, selected, parts, head))
  else if (text !== '') field.does(written(session, selected, text, field.next))
}
