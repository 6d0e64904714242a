import { carriesWords } from '../../elements/writing'
import { duplicate } from '../duplicate'
import { removed } from '../group'
import { sayLocked } from '../lock'
import { heldStill } from '../tree'
import type { Command, Editor } from '../types'

/** What is done to the selection as a whole. */
export const editCommands: readonly Command[] = [
  {
    id: 'duplicate',
    title: 'Duplicate',
    keys: ['mod+d'],
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly,
    words: 'copy again repeat',
    onEach: true,
    run: duplicate,
  },
  {
    id: 'delete',
    title: 'Delete',
    keys: ['delete', 'backspace'],
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly,
    words: 'remove erase',
    onEach: true,
    run: (editor) => {
      if (heldStill(editor.client.view, editor.state.selection)) sayLocked(editor)
      else editor.commit(removed(editor.client.view, editor.state.selection), editor.newID())
    },
  },
  {
    id: 'edit-text',
    title: 'Edit text, or go into the group',
    keys: ['enter'],
    words: 'write type open enter',
    enabled: (editor) => only(editor, 'group') !== null || (written(editor) !== null && !editor.state.readOnly),
    run: (editor) => {
      const id = written(editor)
      const group = only(editor, 'group')
      if (id !== null) editor.edit(id)
      if (group !== null) editor.select(editor.client.view.children(group).map((child) => child.id))
    },
  },
  {
    id: 'escape',
    title: 'Cancel, deselect, back to selecting',
    keys: ['escape'],
    enabled: () => true,
    run: (editor) => editor.escape(),
  },
]

/** What is selected, if that is one thing that one may write in. */
function written(editor: Editor): string | null {
  const [id] = editor.state.selection
  const props = id === undefined || editor.state.selection.size > 1 ? undefined : editor.client.view.element(id)?.props
  return props !== undefined && carriesWords(props) ? id! : null
}

/** What is selected, if that is one thing of a kind. */
function only(editor: Editor, kind: string): string | null {
  const [id] = editor.state.selection
  if (id === undefined || editor.state.selection.size > 1) return null
  return editor.client.view.element(id)?.props.get('kind') === kind ? id : null
}
