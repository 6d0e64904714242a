import { say } from '../words/say'
import { noticesOf } from './notices'
import type { Editor } from './types'

/** Says that something was struck out of the board's history, and what that means for what one did. */
export function tellStruck(editor: Editor): void {
  noticesOf(editor).say(
    say('Struck out of the history'),
    say('The owner struck something out of this board for good. What you could undo was forgotten with it.'),
  )
}
