import { noticesOf } from '../editor/notices'
import type { Command, Editor } from '../editor/types'
import { say } from '../words/say'

/**
 * Boards in files of our own, out and in. What it takes is loaded when it is first asked for. That must not import the clipboard: it
 * would be cut into a file of its own, which the first stroke would wait for.
 */

function withFiles(editor: Editor, act: (files: typeof import('./own-file')) => unknown): void {
  import('./own-file').then(act, () =>
    noticesOf(editor).say(say('This could not be loaded'), say('Look to your connection and try again.')),
  )
}

/** Saving what is selected, or all where nothing is selected, as a file; and opening one. */
export const fileCommands: readonly Command[] = [
  {
    id: 'save-file',
    title: 'Save as file',
    keys: [],
    words: 'download keep backup export drawingroom',
    enabled: (editor) => editor.extent() !== null,
    run: (editor) => withFiles(editor, ({ saveFile }) => saveFile(editor)),
  },
  {
    id: 'open-file',
    title: 'Open a file …',
    keys: [],
    words: 'import load insert upload drawingroom svg text',
    enabled: (editor) => !editor.state.readOnly,
    run: (editor) =>
      withFiles(editor, async ({ chooseFiles }) => {
        const files = await chooseFiles()
        if (files.length > 0)
          await (await import('../editor/clipboard')).clipboardOf(editor).paste({ is: 'files', files })
      }),
  },
]
