import type { Change } from '../board/types'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { say } from '../words/say'

/** Saves what the server has not taken as a file, so that it does not hang on this browser's storage. */
export function saveUnanswered(editor: Editor, changes: readonly Change[]): void {
  import('../export/refused-file').then(
    ({ saveRefused }) => saveRefused(editor, changes),
    () => noticesOf(editor).say(say('This could not be loaded'), say('Look to your connection and try again.')),
  )
}
