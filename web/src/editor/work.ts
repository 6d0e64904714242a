import type { Board } from '../board/board'
import type { SetProps, Value } from '../board/types'
import { sameValue } from '../board/values'
import type { Axis, ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { carriesWords, refitted } from '../elements/writing'
import type { Box } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { styleChanges } from './style'
import { shownOn } from './tied'
import { contentsOf, isLocked, leavesOf } from './tree'
import type { Style } from './types'

/**
 * Ops on elements, made from the board as it is: what commands and tools commit. For groups they are ops on what lies in them.
 * Locked elements are left alone.
 */

/** What to set on an element. */
type Changing = (props: ReadonlyMap<string, Value>, id: string) => ReadonlyMap<string, Value>

const none: ReadonlySet<string> = new Set()

/** Changes several by what each of them asks for; what stays as it is, and what is locked, is left out. */
export function each(
  board: Board,
  ids: Iterable<string>,
  changes: Changing,
  free: ReadonlySet<string> = none,
): SetProps[] {
  const ops: SetProps[] = []
  for (const id of leavesOf(board, ids)) {
    if (isLocked(board, id) && !free.has(id)) continue
    const { props } = board.element(id)!
    const wanted = changes(props, id)
    const differing = [...wanted].filter(([path, value]) => !sameValue(props.get(path), value))
    if (differing.length === 0) continue
    ops.push({ op: 'set', id, props: differing.length === wanted.size ? wanted : new Map(differing) })
  }
  return ops
}

/**
 * Changes where several are, given as they are drawn. What is tied to others goes free if none of them comes along. Those of `free` come
 * along even if they are locked. What is tied to one of `beside` stays tied, too: those are placed by other ops of the same step.
 */
export function placed(
  board: Board,
  ids: Iterable<string>,
  changes: Changing,
  free: ReadonlySet<string> = none,
  beside: ReadonlySet<string> = none,
): SetProps[] {
  const leaves = new Set(leavesOf(board, ids))
  const comes = (id: string) => beside.has(id) || (leaves.has(id) && (free.has(id) || !isLocked(board, id)))
  const placing: Changing = (props, id) => {
    const { ties } = kindOf(props)
    if (ties === undefined) return changes(props, id)
    const drawn = shownOn(board, board.element(id)!).props
    return new Map([...changes(drawn, id), ...ties.freed(drawn, comes)])
  }
  return each(board, leaves, placing, free)
}

/** The same, with all that lies in the frames among them. */
export function carried(
  board: Board,
  ids: Iterable<string>,
  changes: Changing,
  beside: ReadonlySet<string> = none,
): SetProps[] {
  const leaves = leavesOf(board, ids)
  const inside = contentsOf(
    board,
    [...leaves].filter((id) => !isLocked(board, id)),
  )
  return placed(board, inside.size === 0 ? leaves : [...leaves, ...inside], changes, inside, beside)
}

/** Carries elements by hundredths; `beside` like for `placed`. */
export function movedBy(
  board: Board,
  ids: Iterable<string>,
  by: BoardPoint,
  beside: ReadonlySet<string> = none,
): SetProps[] {
  return carried(board, ids, (props) => kindOf(props).moved(props, by), beside)
}

/** Makes what fills one box fill another. */
export function resizedTo(board: Board, ids: Iterable<string>, from: Box, to: Box): SetProps[] {
  return placed(board, ids, (props) => kindOf(props).resized(props, from, to))
}

/** Turns elements about a point by hundredths of a degree; frames stay upright, and with them what lies in them. */
export function turnedBy(board: Board, ids: Iterable<string>, by: number, about: BoardPoint): SetProps[] {
  return placed(board, ids, (props) => kindOf(props).turned(props, by, about))
}

/** Mirrors elements in a line through a point. */
export function flippedIn(board: Board, ids: Iterable<string>, axis: Axis, about: BoardPoint): SetProps[] {
  return carried(board, ids, (props) => kindOf(props).flipped(props, axis, about))
}

/** Gives elements another style, as far as their kinds use it. A text's measured size follows its letters, and a shape grows with its label. */
export function styledAs(board: Board, ids: Iterable<string>, style: Partial<Style>): SetProps[] {
  return each(board, ids, (props) => {
    const changes = styleChanges(props, style)
    if (!carriesWords(props) || !(changes.has('font') || changes.has('font-size'))) return changes
    return withRoom(props, changes)
  })
}

/** Changes of an element, and those of its size that its words need then. */
export function withRoom(props: ElementProps, changes: ReadonlyMap<string, Value>): Map<string, Value> {
  const next = new Map([...props, ...changes])
  return new Map([...changes, ...refitted(next)])
}
