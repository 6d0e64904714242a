import { groupable, grouped, ungrouped } from '../group'
import { heldStill, isGroup, isLocked } from '../tree'
import type { Command, Editor } from '../types'
import { onFree } from './free'

/** Of what is locked it is asked too whether it could be done but for that (see onFree). */
const held = ({ client, state }: Editor) => heldStill(client.view, state.selection)

const mayGroup = (editor: Editor) => held(editor) || groupable(editor.client.view, editor.state.selection).length > 1

const hasGroup = (editor: Editor) => {
  const { view } = editor.client
  const asked = held(editor)
  return [...editor.state.selection].some((id) => isGroup(view, id) && (asked || !isLocked(view, id)))
}

/** Putting things together, and taking them apart. */
export const groupCommands: readonly Command[] = onFree(
  {
    id: 'group',
    title: 'Group',
    keys: ['mod+g'],
    words: 'together join combine',
    enabled: (editor) => !editor.state.readOnly && editor.state.selection.size > 1 && mayGroup(editor),
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
)
