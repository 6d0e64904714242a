import type { Board } from '../board/board'
import { byBytes, orderOf } from '../board/element'
import { orderBetween } from '../board/order-keys'
import type { Op } from '../board/types'

/** The four ways of changing which lies over which. */
export type Layering = 'front' | 'forward' | 'backward' | 'back'

/** From the root down to the element itself. */
function line(board: Board, id: string): string[] {
  const ids = [id]
  for (let parent = board.parent(id); parent !== '' && ids.length < 200; parent = board.parent(parent)) ids.push(parent)
  return ids.reverse()
}

function siblings(board: Board, a: string, b: string): number {
  const first = board.element(a)
  const second = board.element(b)
  return byBytes(first ? orderOf(first) : '', second ? orderOf(second) : '') || byBytes(a, b)
}

/** Which of two elements is painted first (B10), without sorting the whole board: less than 0 where it is `a`. */
export function paintedBefore(board: Board, a: string, b: string): number {
  if (a === b) return 0
  if (board.parent(a) === board.parent(b)) return siblings(board, a, b)
  const first = line(board, a)
  const second = line(board, b)
  for (let depth = 0; ; depth++) {
    const one = first[depth]
    const other = second[depth]
    if (one === undefined || other === undefined) return first.length - second.length
    if (one !== other) return siblings(board, one, other)
  }
}

/** An order key above everything that has no parent: above the root that holds what is painted last. */
export function topOrder(board: Board): string {
  const last = board.paintOrder().at(-1)
  const root = last === undefined ? undefined : board.element(line(board, last)[0]!)
  return orderBetween(root === undefined ? null : orderOf(root) || null, null)
}

/** Where the moved block goes: after how many of those that stay. */
function place(all: readonly string[], stays: readonly string[], moved: ReadonlySet<string>, how: Layering): number {
  if (how === 'front') return stays.length
  if (how === 'back') return 0
  const index = how === 'forward' ? all.findLastIndex((id) => moved.has(id)) : all.findIndex((id) => moved.has(id))
  const below = all.slice(0, index).filter((id) => !moved.has(id)).length
  return how === 'forward' ? Math.min(stays.length, below + 1) : Math.max(0, below - 1)
}

function keyOf(board: Board, id: string | undefined): string | null {
  const element = id === undefined ? undefined : board.element(id)
  return element === undefined ? null : orderOf(element) || null
}

/** Keys for the moved ones between those that stay; where two neighbours share a key, the block goes past all that share it. */
function keyed(board: Board, stays: readonly string[], at: number, moved: readonly string[]): Op[] {
  const lower = keyOf(board, stays[at - 1])
  let above = at
  while (lower !== null && above < stays.length && (keyOf(board, stays[above]) ?? '') <= lower) above++
  const upper = keyOf(board, stays[above])
  let last = lower
  return moved.map((id) => {
    last = orderBetween(last, upper)
    return { op: 'set', id, props: new Map([['order', last]]) }
  })
}

/** Brings elements over or under others, among those with the same parent. Nothing to do gives no ops. */
export function relayered(board: Board, ids: ReadonlySet<string>, how: Layering): Op[] {
  const ops: Op[] = []
  const parents = new Set([...ids].filter((id) => board.element(id)).map((id) => board.parent(id)))
  for (const parent of parents) {
    const all = board
      .paintOrder()
      .filter((id) => board.parent(id) === parent && board.element(id)?.props.get('kind') !== 'board')
    const moved = all.filter((id) => ids.has(id))
    const stays = all.filter((id) => !ids.has(id))
    const at = place(all, stays, ids, how)
    const wanted = [...stays.slice(0, at), ...moved, ...stays.slice(at)]
    if (wanted.every((id, i) => id === all[i])) continue
    ops.push(...keyed(board, stays, at, moved))
  }
  return ops
}
