import type { BoardEditor } from './editor'
import { sayLocked } from './lock'
import { heldStill } from './tree'
import type { Style } from './types'
import { styledAs } from './work'

/** Gives another style to what is selected, or to the text that is being typed into. What is locked keeps its own, and the person is told. */
export function restyle(editor: BoardEditor, change: Partial<Style>): void {
  const { client, state } = editor
  const ids = state.editing === null ? state.selection : new Set([state.editing])
  if (!state.readOnly && heldStill(client.view, ids)) sayLocked(editor)
  else editor.commit(styledAs(client.view, ids, change), editor.newID())
}
