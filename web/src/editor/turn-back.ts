import type { BoardEditor } from './editor'
import { noticesOf } from './notices'
import { remeasure } from './remeasure'

/** Takes the last step back, or does it again, once all is committed that was done before. What a large one comes to is worked out in one piece. */
export function turnBack(editor: BoardEditor, way: 'undo' | 'redo'): void {
  const { turns, history } = editor
  turns.afterwards(() => {
    turns.weighed(history.weight(way), way === 'undo' ? 'Undo' : 'Redo', () => turn(editor, way))
  })
}

/** Where others have changed all of the step since, it stays as it is, the person is told, and nothing older is touched. */
function turn(editor: BoardEditor, way: 'undo' | 'redo'): void {
  if (editor.state.readOnly) return
  const step = editor.newID()
  const { client, state } = editor
  const turned = editor.history[way](client.view, client.author, step, state.selection)
  if (turned === null) return
  if (turned === 'overridden') {
    noticesOf(editor).say(
      way === 'undo' ? 'Not undone' : 'Not done again',
      'Others have changed that since; it stays as it is.',
    )
    return
  }
  const { ops, selection } = turned
  const gone = ops.filter(({ op, id }) => op === 'restore' && client.view.element(id) === undefined).map(({ id }) => id)
  editor.turns.commit(ops, step)
  editor.turns.afterwards(() => remeasure(editor, ops, step))
  if (editor.tool.id === 'select') editor.turns.afterwards(() => selectAgain(editor, selection, gone))
}

/** Selects what was selected before the step; where that is not known or not there, what has come back; else what is selected stays so. */
function selectAgain(editor: BoardEditor, before: Iterable<string>, back: readonly string[]): void {
  const there = [...before].filter((id) => editor.client.view.element(id) !== undefined)
  if (there.length > 0) editor.select(there)
  else if (back.length > 0) editor.select(back)
}
