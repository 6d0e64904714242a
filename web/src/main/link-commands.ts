import { seen } from '../editor/camera'
import { noticesOf } from '../editor/notices'
import type { Command, Editor } from '../editor/types'
import { copyText } from '../ui/copy'
import { maxNamed, type Place } from './address'
import { linkTo } from './links'

async function copy(editor: Editor, place: Place, what: string): Promise<void> {
  const notices = noticesOf(editor)
  try {
    const copied = await copyText(await linkTo(editor.client.boardID, place))
    if (copied) notices.say('Link copied', `Whoever opens it comes onto this board, and sees ${what}.`)
    else notices.say('The link could not be copied', 'The browser did not allow it.')
  } catch (error) {
    notices.say('The link could not be made', error instanceof Error ? error.message : '')
  }
}

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
    run: (editor) => void copy(editor, viewNow(editor), 'what you see now'),
  },
  {
    id: 'copy-selection-link',
    title: 'Copy a link to the selection',
    keys: [],
    words: 'share element url address deep',
    enabled: (editor) => editor.state.selection.size > 0,
    run: (editor) => void copy(editor, selected(editor), 'what is selected now'),
  },
]
