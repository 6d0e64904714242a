import type { Board } from '../board/board'
import { parentOf } from '../board/element'
import { visible } from '../elements/kind-of'
import type { BoardEditor } from './editor'
import { groupAround, Surroundings } from './tree'

/** What is selected, and the group that is entered for it. */
type Selected = { readonly selection: ReadonlySet<string>; readonly entered: string }

/**
 * Whether a change may have taken something from a selection, or the selection from where it was: one of it, a group or layer around it,
 * or what lay in it. Costs what was touched, however much is selected.
 */
function unsettled(board: Board, touched: ReadonlySet<string> | 'all', selected: Selected): boolean {
  if (touched === 'all') return true
  const surroundings = new Surroundings(board)
  for (const id of touched) {
    const element = board.element(id)
    if (element === undefined || !visible(element.props)) return true
    if (!selected.selection.has(id)) continue
    const stands = groupAround(board, id) === selected.entered && !surroundings.of(parentOf(element)).hidden
    if (!stands || element.props.get('hidden') === true) return true
  }
  return false
}

/** Goes along with a change: leaves out of what is selected, and of where new elements go, what is not there any more. */
export function settle(editor: BoardEditor, touched: ReadonlySet<string> | 'all'): void {
  if (!unsettled(editor.client.view, touched, editor.state)) return
  editor.turns.once(() => {
    editor.select(editor.state.selection)
    editor.setLayer(editor.state.layer)
  })
}
