import type { Command } from '../types'
import { duplicated } from '../work'

/** What is done to the selection as a whole. */
export const editCommands: readonly Command[] = [
  {
    id: 'select-all',
    title: 'Select all',
    keys: ['mod+a'],
    enabled: () => true,
    run: (editor) => editor.select(editor.selectable()),
  },
  {
    id: 'duplicate',
    title: 'Duplicate',
    keys: ['mod+d'],
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly,
    run: (editor) => {
      const { ops, ids } = duplicated(editor.client.view, editor.state.selection)
      editor.commit(ops, editor.newID())
      editor.select(ids)
    },
  },
  {
    id: 'delete',
    title: 'Delete',
    keys: ['delete', 'backspace'],
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly,
    run: (editor) => {
      const ids = [...editor.state.selection]
      editor.commit(
        ids.map((id) => ({ op: 'remove', id })),
        editor.newID(),
      )
    },
  },
  {
    id: 'edit-text',
    title: 'Edit text',
    keys: ['enter'],
    enabled: (editor) => editor.state.selection.size === 1 && !editor.state.readOnly && textOf(editor) !== null,
    run: (editor) => {
      const id = textOf(editor)
      if (id !== null) editor.edit(id)
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

function textOf(editor: Parameters<Command['run']>[0]): string | null {
  const [id] = editor.state.selection
  return id !== undefined && editor.client.view.element(id)?.props.get('kind') === 'text' ? id : null
}
