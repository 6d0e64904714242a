import type { Op } from '../../board/types'
import { allSigned, type Beside, noteAtHand, noteBeside, notesSelected } from '../notes'
import type { Command, Editor } from '../types'
import { onFree } from './free'

function beside(id: string, title: string, side: Beside): Command {
  return {
    id,
    title,
    keys: [],
    words: 'sticky tab another plus',
    enabled: (editor) => !editor.state.readOnly && noteAtHand(editor) !== null,
    run: (editor) => noteBeside(editor, noteAtHand(editor)!, side),
  }
}

/** One note after the other. While one writes in a note, Tab and shift with Tab do the first two (text-overlay.ts). */
export const noteCommands: readonly Command[] = [
  beside('note-after', 'Next note, to the right', 'right'),
  beside('note-before', 'Next note, to the left', 'left'),
  beside('note-below', 'Next note, below', 'below'),
  beside('note-above', 'Next note, above', 'above'),
]

/** What is done to so many of the notes that are selected, or more; how is loaded when it is asked for. */
function several(
  of: Pick<Command, 'id' | 'title' | 'words' | 'on'>,
  least: number,
  ops: (piles: typeof import('../note-piles'), editor: Editor) => readonly Op[],
): Command {
  return {
    ...of,
    keys: [],
    enabled: (editor) => !editor.state.readOnly && notesSelected(editor).length >= least,
    run: async (editor) => editor.commit(ops(await import('../note-piles'), editor), editor.newID()),
  }
}

/** What is done to the notes among what is selected. */
export const notesCommands: readonly Command[] = onFree(
  several({ id: 'notes-stack', title: 'Stack notes', words: 'sticky pile heap gather together' }, 2, (piles, editor) =>
    piles.stacked(editor.client.view, notesSelected(editor)),
  ),
  several(
    { id: 'notes-spread', title: 'Spread notes out', words: 'sticky grid lay unstack rows' },
    2,
    (piles, editor) => piles.spread(editor.client.view, notesSelected(editor)),
  ),
  several(
    { id: 'note-signed', title: 'Author on the note', words: 'sticky name who signature', on: allSigned },
    1,
    (piles, editor) => piles.signedAs(editor.client.view, notesSelected(editor), !allSigned(editor)),
  ),
)
