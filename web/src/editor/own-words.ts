import { cleanText } from '../board/dictionary-types'
import { mayEdit } from '../sync/rights'
import { MAX_CHAT } from '../wire/company'
import type { Editor } from './types'

/** What was said stays for so long after the last letter, in milliseconds. */
const STAYS = 8_000
/** And so long when one has ended it. */
const ENDED = 4_000

const timers = new WeakMap<Editor, ReturnType<typeof setTimeout>>()

/** Says this at one's own cursor, for all to see; it fades some seconds after the last letter. Nothing takes back what was said. */
export function say(editor: Editor, words: string): void {
  const line = cleanText(words.slice(0, MAX_CHAT), false).trim()
  editor.client.present({ chat: line === '' ? null : line })
  hush(editor, STAYS)
}

/** The last line is ended: it can be read for a moment longer. */
export function endWords(editor: Editor): void {
  hush(editor, ENDED)
}

function hush(editor: Editor, wait: number): void {
  clearTimeout(timers.get(editor))
  timers.set(
    editor,
    setTimeout(() => editor.client.present({ chat: null }), wait),
  )
}

/** Whether one may say anything: who may only look may not (W26). */
export function mayTalk({ client }: Editor): boolean {
  return mayEdit(client.role)
}
