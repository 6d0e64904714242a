import type { Board } from '../board/board'
import { visible } from '../elements'
import { string } from '../elements/props'
import { isHidden, isLocked, isWithin, leavesOf, levelOf, opened, outermost, unitIn } from './tree'

/** Whether there is something of it that can be seen. */
function seen(board: Board, id: string): boolean {
  const element = board.element(id)
  if (element === undefined) return false
  if (visible(element.props)) return !isHidden(board, id)
  if (element.props.get('kind') !== 'group') return false
  for (const leaf of leavesOf(board, [id])) if (!isHidden(board, leaf)) return true
  return false
}

/** What of these can be selected together: what is seen, and a group instead of what lies in it. */
export function chosen(board: Board, ids: Iterable<string>): string[] {
  return outermost(
    board,
    [...ids].filter((id) => seen(board, id)),
  )
}

/** Whether a change may have taken something from a selection: one of it, a group or layer around it, or what lay in it. */
export function unsettled(board: Board, touched: ReadonlySet<string> | 'all', selection: ReadonlySet<string>): boolean {
  if (touched === 'all') return true
  for (const id of touched) {
    const element = board.element(id)
    if (element === undefined || selection.has(id) || !visible(element.props)) return true
  }
  return false
}

/** The group that is entered once these are selected: the innermost around all of them; with nothing selected it stays, if it is still there. */
export function enteredWith(board: Board, selection: ReadonlySet<string>, entered: string): string {
  if (selection.size > 0) return levelOf(board, selection)
  return board.element(entered)?.props.get('kind') === 'group' ? entered : ''
}

/** The units, in a group that is entered, that these lie in; '' is the board itself. */
export function unitsWithin(board: Board, ids: Iterable<string>, group: string): ReadonlySet<string> {
  const open = opened(board, group)
  return new Set([...ids].filter((id) => isWithin(board, id, group)).map((id) => unitIn(board, id, open)))
}

/** What "select all" takes: the units within the entered group that are seen and not locked. */
export function selectable(board: Board, entered = ''): string[] {
  const open = opened(board, entered)
  const units = new Set<string>()
  for (const { id, props } of board.elements()) {
    if (!visible(props) || isLocked(board, id) || isHidden(board, id)) continue
    if (entered === '' || isWithin(board, id, entered)) units.add(unitIn(board, id, open))
  }
  return [...units]
}

/** All that can be selected and is not. */
export function invertedSelection(board: Board, selection: ReadonlySet<string>, entered: string): string[] {
  return selectable(board, entered).filter((id) => !selection.has(id))
}

/** What an element says of some properties, its kind's defaults counted in. */
function traits(board: Board, id: string, properties: readonly string[]): string {
  const { props } = board.element(id)!
  return properties.map((name) => string(props, name)).join(' ')
}

/** The units in which something agrees with something selected in these properties; the entered group is the place that is searched. */
export function selectedLike(
  board: Board,
  selection: ReadonlySet<string>,
  entered: string,
  properties: readonly string[],
): string[] {
  const wanted = new Set([...leavesOf(board, selection)].map((id) => traits(board, id, properties)))
  return selectable(board, entered).filter((unit) => {
    for (const leaf of leavesOf(board, [unit])) if (wanted.has(traits(board, leaf, properties))) return true
    return false
  })
}
