import type { Board } from '../board/board'
import { byBytes, orderOf, parentOf } from '../board/element'
import type { Sibling } from '../board/order'
import { orderBetween, orderKeys } from '../board/order-keys'
import type { Element, Op, SetProps } from '../board/types'
import { isLocked } from './tree'

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

/** Of more elements than one in so many, one goes along the whole board's order instead of sorting them. */
const SHARE = 16

/** Elements in the order in which they are painted. What each is sorted by is read once: thousands may be in sight. */
export function inPaintOrder(board: Board, elements: readonly Element[]): Element[] {
  if (elements.length * SHARE > board.size && elements.length > 500) return picked(board, elements)
  const keyed = elements.map((element) => {
    return { element, parent: parentOf(element) && board.parent(element.id), order: orderOf(element) }
  })
  keyed.sort((a, b) => {
    if (a.parent !== b.parent) return paintedBefore(board, a.element.id, b.element.id)
    return byBytes(a.order, b.order) || byBytes(a.element.id, b.element.id)
  })
  return keyed.map(({ element }) => element)
}

function picked(board: Board, elements: readonly Element[]): Element[] {
  const wanted = new Map(elements.map((element) => [element.id, element]))
  const found: Element[] = []
  for (const id of board.paintOrder()) {
    const element = wanted.get(id)
    if (element !== undefined) found.push(element)
  }
  return found
}

/**
 * Where the keys of layers begin: a whole range of keys of the usual make above those that elements get, so that what lies in
 * no layer is painted below all layers whoever makes either at the same time.
 */
export const LAYERS = 'n00000000000000'

/** How many of the root's children lie below the layers' range. */
export function baseSize(board: Board): number {
  const all = board.children('')
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (all[middle]!.order < LAYERS) low = middle + 1
    else high = middle
  }
  return low
}

/** What lies on top in a parent; at the root, on top of what lies in no layer. */
function topOf(board: Board, parent: string): Sibling | undefined {
  const all = board.children(parent)
  return all[(parent === '' ? baseSize(board) : all.length) - 1]
}

/** An order key above everything with the same parent; at the root, above everything that lies in no layer. */
export function topOrder(board: Board, parent = ''): string {
  return orderBetween(topOf(board, parent)?.order || null, null)
}

/** An order key below everything with the same parent. */
export function bottomOrder(board: Board, parent = ''): string {
  const bottom = board.children(parent).find(({ id, order }) => order !== '' && !isSettings(board, id))
  return orderBetween(null, bottom?.order ?? null)
}

const isSettings = (board: Board, id: string): boolean => board.element(id)?.props.get('kind') === 'board'

/** So many ascending keys above everything with the same parent. */
export function topOrders(board: Board, parent: string, n: number): string[] {
  return orderKeys(topOf(board, parent)?.order || null, null, n)
}

/** Where the moved block goes: after how many of those that stay. */
function place(all: readonly Sibling[], stays: readonly Sibling[], moves: Moves, how: Layering): number {
  if (how === 'front') return stays.length
  if (how === 'back') return 0
  const index = how === 'forward' ? all.findLastIndex(moves) : all.findIndex(moves)
  const below = all.slice(0, index).filter((one) => !moves(one)).length
  return how === 'forward' ? Math.min(stays.length, below + 1) : Math.max(0, below - 1)
}

type Moves = (one: Sibling) => boolean

/** How many neighbours on each side get new keys where there is no room between them. */
const WIDER = [0, 4, 16, 64, 256]

/** Keys longer than this are a sign that many were put in one place; the longest that may be is 64. */
const LONG = 40

function fits(keys: readonly string[], lower: Sibling | undefined, upper: Sibling | undefined): boolean {
  if (keys.some((key, i) => key.length > LONG || (i > 0 && key <= keys[i - 1]!))) return false
  return !(lower && keys[0]! <= lower.order) && !(upper && keys.at(-1)! >= upper.order)
}

/**
 * Order keys for a block between those below and those above it, the nearest last below and first above. Where there is no room,
 * neighbours are given new keys with it, as few as it takes. `floor` is a key that all stay above.
 */
export function between(
  below: readonly Sibling[],
  block: readonly string[],
  above: readonly Sibling[],
  floor: string | null = null,
): ReadonlyMap<string, string> {
  for (const wider of [...WIDER, below.length + above.length]) {
    const lower = below.at(-1 - wider)
    const upper = above[wider]
    const low = wider === 0 ? [] : below.slice(-wider)
    const ids = [...low.map((one) => one.id), ...block, ...above.slice(0, wider).map((one) => one.id)]
    const keys = orderKeys(lower?.order || floor, upper?.order || null, ids.length)
    if (fits(keys, lower, upper) || (!lower && !upper)) return new Map(ids.map((id, i) => [id, keys[i]!]))
  }
  return new Map()
}

/** The ops that give elements these keys. */
export function ordering(keys: ReadonlyMap<string, string>): SetProps[] {
  return [...keys].map(([id, key]) => ({ op: 'set', id, props: new Map([['order', key]]) }))
}

/**
 * Brings the block of those that move over or under the others of a list in paint order; `floor` is what all stay above. Nothing
 * to do gives no ops.
 */
export function reordered(all: readonly Sibling[], moves: Moves, how: Layering, floor?: string): SetProps[] {
  const stays = all.filter((one) => !moves(one))
  return placed(all, moves, place(all, stays, moves, how), floor)
}

/** Puts the block of those that move between the others of a list in paint order: over the first `at` of them. Otherwise like `reordered`. */
export function placed(all: readonly Sibling[], moves: Moves, at: number, floor?: string): SetProps[] {
  const moved = all.filter(moves)
  const stays = all.filter((one) => !moves(one))
  const wanted = [...stays.slice(0, at), ...moved, ...stays.slice(at)]
  if (wanted.every((one, i) => one === all[i])) return []
  return ordering(
    between(
      stays.slice(0, at),
      moved.map((one) => one.id),
      stays.slice(at),
      floor,
    ),
  )
}

/** Brings elements over or under others, among those with the same parent. Locked ones stay where they are, and so do layers. */
export function relayered(board: Board, ids: ReadonlySet<string>, how: Layering): Op[] {
  const free = new Set([...ids].filter((id) => board.element(id) !== undefined && !isLocked(board, id)))
  const parents = new Set([...free].map((id) => board.parent(id)))
  return [...parents].flatMap((parent) => {
    const all = board.children(parent).filter(({ id }) => {
      const kind = board.element(id)?.props.get('kind')
      return kind !== 'board' && kind !== 'layer'
    })
    return reordered(all, (one) => free.has(one.id), how)
  })
}
