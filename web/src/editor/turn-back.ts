import { say } from '../words/say'
import type { BoardEditor } from './editor'
import { noticesOf } from './notices'
import { remeasure } from './remeasure'

/** Takes the last step back, or does it again, once all is committed that was done before. What a large one comes to is worked out in one piece. */
export function turnBack(editor: BoardEditor, way: 'undo' | 'redo'): void {
  const { turns, history } = editor
  turns.afterwards(() => {
    turns.weighed(history.weight(way), way === 'undo' ? say('Undo') : say('Redo'), () => turn(editor, way))
  })
}

/** Where others have changed all of the step since, it stays as it is, the person is told, and nothing older is touched. */
function turn(editor: BoardEditor, way: 'undo' | 'redo'): void {
  if (editor.state.readOnly) {
    notTurned(editor, way, say('This board is only to look at here.'))
    return
  }
  const step = editor.newID()
  const { client, state } = editor
  const turned = editor.history[way](client.view, client.author, step, state.selection)
  if (turned === null) return
  if (turned === 'overridden') {
    notTurned(editor, way, say('Others have changed that since; it stays as it is.'))
    return
  }
  const { ops, selection } = turned
  const gone = ops.filter(({ op, id }) => op === 'restore' && client.view.element(id) === undefined).map(({ id }) => id)
  for (const watcher of editor.watchers) watcher.doing?.(ops, way)
  editor.turns.commit(ops, step)
  editor.turns.afterwards(() => remeasure(editor, ops, step))
  if (editor.tool.id === 'select') editor.turns.afterwards(() => selectAgain(editor, selection, gone))
}

/** What cannot be taken back is never passed over in silence (C73). */
function notTurned(editor: BoardEditor, way: 'undo' | 'redo', why: string): void {
  noticesOf(editor).say(way === 'undo' ? say('Not undone') : say('Not done again'), why)
}

/** Selects what was selected before the step; where that is not known or not there, what has come back; else what is selected stays so. */
function selectAgain(editor: BoardEditor, before: Iterable<string>, back: readonly string[]): void {
  const there = [...before].filter((id) => editor.client.view.element(id) !== undefined)
  if (there.length > 0) editor.select(there)
  else if (back.length > 0) editor.select(back)
}
