import type { Board } from '../board/board'
import { parentOf } from '../board/element'
import { visible } from '../elements/kind-of'
import { string } from '../elements/props'
import { isHidden, isWithin, leavesOf, levelOf, opened, outermost, Surroundings, unitIn } from './tree'

/** Whether something that is seen lies in a group. */
function shows(board: Board, group: string): boolean {
  for (const leaf of leavesOf(board, [group])) if (!isHidden(board, leaf)) return true
  return false
}

/** What of these can be selected together: what is seen, and a group or a frame instead of what lies in it. */
export function chosen(board: Board, ids: Iterable<string>): string[] {
  const surroundings = new Surroundings(board)
  const all = new Set<string>()
  let nested = false
  for (const id of ids) {
    const element = board.element(id)
    if (element === undefined) continue
    const { props } = element
    if (visible(props) ? props.get('hidden') === true : props.get('kind') !== 'group' || !shows(board, id)) continue
    const around = surroundings.of(parentOf(element))
    if (around.hidden) continue
    nested ||= around.unit !== '' || props.get('kind') === 'frame'
    all.add(id)
  }
  return nested ? outermost(board, all) : [...all]
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
  const surroundings = new Surroundings(board, entered)
  const units = new Set<string>()
  for (const element of board.elements()) {
    const { id, props } = element
    if (!visible(props) || props.get('locked') === true || props.get('hidden') === true) continue
    const { unit, within, locked, hidden } = surroundings.of(parentOf(element))
    if (within && !locked && !hidden) units.add(unit || id)
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
