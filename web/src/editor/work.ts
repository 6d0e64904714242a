import type { Board } from '../board/board'
import { byBytes, orderOf } from '../board/element'
import { newID } from '../board/ids'
import { orderKeys } from '../board/order-keys'
import type { Op, SetProps, Value } from '../board/types'
import { kindOf } from '../elements'
import { dictionary, flag } from '../elements/props'
import { layout, typeOf } from '../elements/text-layout'
import { joined, runsOf } from '../elements/text-runs'
import type { Box } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { topOrder } from './order'
import type { Style } from './types'

/** Ops on elements, made from the board as it is: what commands and tools commit. Locked elements are left alone. */

function each(
  board: Board,
  ids: Iterable<string>,
  changes: (props: ReadonlyMap<string, Value>) => ReadonlyMap<string, Value>,
): SetProps[] {
  const ops: SetProps[] = []
  for (const id of ids) {
    const props = board.element(id)?.props
    if (props === undefined || flag(props, 'locked')) continue
    const differing = new Map([...changes(props)].filter(([path, value]) => !sameValue(props.get(path), value)))
    if (differing.size > 0) ops.push({ op: 'set', id, props: differing })
  }
  return ops
}

function sameValue(a: Value | undefined, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  return a.length === b.length && a.every((value, i) => sameValue(value, b[i]!))
}

/** Carries elements by hundredths. */
export function movedBy(board: Board, ids: Iterable<string>, by: BoardPoint): SetProps[] {
  return each(board, ids, (props) => kindOf(props).moved(props, by))
}

/** Makes what fills one box fill another. */
export function resizedTo(board: Board, ids: Iterable<string>, from: Box, to: Box): SetProps[] {
  return each(board, ids, (props) => kindOf(props).resized(props, from, to))
}

function usesStyle(props: ReadonlyMap<string, Value>, name: string): boolean {
  const kind = props.get('kind')
  return typeof kind === 'string' && Object.hasOwn(dictionary, kind) && dictionary[kind]!.uses.includes(name)
}

/** Gives elements another style, as far as their kinds use it. A text's measured size follows its letters. */
export function styledAs(board: Board, ids: Iterable<string>, style: Partial<Style>): SetProps[] {
  return each(board, ids, (props) => {
    const changes = new Map<string, Value>(Object.entries(style).filter(([name]) => usesStyle(props, name)))
    if (props.get('kind') !== 'text' || !(changes.has('font') || changes.has('font-size'))) return changes
    const next = new Map([...props, ...changes])
    const set = layout(joined(runsOf(next)), typeOf(next), Number(next.get('width') ?? 0))
    return changes.set('measured', [set.w, set.h])
  })
}

/** How far a duplicate lies from its model, in hundredths. */
const ASIDE = { x: 1600, y: 1600 }

/** Copies on top of everything, a little aside, in the order in which their models lie. */
export function duplicated(board: Board, selection: Iterable<string>): { readonly ops: Op[]; readonly ids: string[] } {
  const models = [...selection]
    .map((id) => board.element(id))
    .filter((element) => element !== undefined)
    .sort((a, b) => byBytes(orderOf(a), orderOf(b)) || byBytes(a.id, b.id))
  const keys = orderKeys(topOrder(board), null, models.length)
  const ops: Op[] = models.map(({ props }, i) => ({
    op: 'put',
    id: newID(),
    props: new Map([...props, ...kindOf(props).moved(props, ASIDE), ['order', keys[i]!]]),
  }))
  return { ops, ids: ops.map((op) => op.id) }
}
