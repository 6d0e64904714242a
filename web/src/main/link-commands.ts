import { seen } from '../editor/camera'
import type { Command, Editor } from '../editor/types'
import { copyLink } from '../ui/copy-link'
import { say } from '../words/say'
import { maxNamed, type Place } from './address'
import { linkTo } from './links'

const copy = (editor: Editor, place: Place, told: string): Promise<void> =>
  copyLink(editor, () => linkTo(editor.client.boardID, place), told)

const viewNow = (editor: Editor): Place => ({ to: 'view', box: seen(editor.state.camera, editor.viewport) })

/** The elements by name; where they are too many for an address, the place where they lie. */
function selected(editor: Editor): Place {
  const ids = [...editor.state.selection]
  const box = editor.selectionBox()
  return ids.length > maxNamed && box !== null ? { to: 'view', box } : { to: 'elements', ids }
}

/** Links that lead to a place on the board. */
export const linkCommands: readonly Command[] = [
  {
    id: 'copy-view-link',
    title: 'Copy a link to this view',
    keys: [],
    words: 'share place url address deep',
    enabled: () => true,
    run: (editor) =>
      void copy(editor, viewNow(editor), say('Whoever opens it comes onto this board, and sees what you see now.')),
  },
  {
    id: 'copy-selection-link',
    title: 'Copy a link to the selection',
    keys: [],
    words: 'share element url address deep',
    enabled: (editor) => editor.state.selection.size > 0,
    run: (editor) =>
      void copy(
        editor,
        selected(editor),
        say('Whoever opens it comes onto this board, and sees what is selected now.'),
      ),
  },
]
