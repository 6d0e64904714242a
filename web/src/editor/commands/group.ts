import { groupable, grouped, ungrouped } from '../group'
import { isGroup } from '../tree'
import type { Command, Editor } from '../types'

const hasGroup = ({ client, state }: Editor) => [...state.selection].some((id) => isGroup(client.view, id))

/** Putting things together, and taking them apart. */
export const groupCommands: readonly Command[] = [
  {
    id: 'group',
    title: 'Group',
    keys: ['mod+g'],
    words: 'together join combine',
    enabled: ({ client, state }) =>
      !state.readOnly && state.selection.size > 1 && groupable(client.view, state.selection).length > 1,
    run: (editor) => {
      const group = editor.newID()
      editor.commit(grouped(editor.client.view, editor.state.selection, group), editor.newID())
      editor.turns.afterwards(() => editor.select([group]))
    },
  },
  {
    id: 'ungroup',
    title: 'Ungroup',
    keys: ['mod+shift+g'],
    words: 'apart split separate',
    enabled: (editor) => !editor.state.readOnly && hasGroup(editor),
    run: (editor) => {
      const { ops, ids } = ungrouped(editor.client.view, editor.state.selection)
      editor.commit(ops, editor.newID())
      editor.turns.afterwards(() => editor.select(ids))
    },
  },
]
