import type { Board } from '../../board/board'
import { visible } from '../../elements/kind-of'
import { type Box, centreOf } from '../../geometry/box'
import type { Finder } from '../finder'
import { ancestors, groupAround, isFrame, isGroup, Surroundings } from '../tree'

/** Something on the board, and the box around it. */
export type Lying = { readonly id: string; readonly box: Box }

/** Whether two stand side by side: each has its middle beside the other, so that nothing is in the row of a long line beside it. */
function beside(a: Box, b: Box): boolean {
  const [y, z] = [centreOf(a).y, centreOf(b).y]
  return z >= a.y && z <= a.y + a.h && y >= b.y && y <= b.y + b.h
}

/** Puts things in the order in which they are read: rows from top to bottom, each from left to right. A row is what stands beside the highest that is left. */
export function inRows<T extends Lying>(things: readonly T[]): T[] {
  const rest = [...things].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x || (a.id < b.id ? -1 : 1))
  const rows: T[] = []
  while (rest.length > 0) {
    const first = rest[0]!.box
    const bottom = first.y + first.h
    const row: T[] = []
    // Nobody whose top lies below the row has the middle in it.
    let end = 0
    while (end < rest.length && rest[end]!.box.y <= bottom) end++
    const near = rest.splice(0, end)
    const later: T[] = []
    for (const one of near) (one.box === first || beside(first, one.box) ? row : later).push(one)
    rest.unshift(...later)
    rows.push(...row.sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y))
  }
  return rows
}

/** What lies in each group and frame, and on the board itself (''), in reading order; all that is seen, locked or not. Layers are looked through. */
export type ReadingTree = ReadonlyMap<string, readonly string[]>

/** Reads off a board what lies in what. */
export function readingTree(board: Board, finder: Pick<Finder, 'frame'>): ReadingTree {
  const surroundings = new Surroundings(board)
  const lying = new Map<string, Lying[]>()
  const known = new Set<string>()
  const add = (id: string) => {
    if (known.has(id)) return
    known.add(id)
    const box = finder.frame(id)
    if (box === null) return
    const holder = holderOf(board, id)
    const beside = lying.get(holder)
    if (beside === undefined) lying.set(holder, [{ id, box }])
    else beside.push({ id, box })
    if (isGroup(board, holder)) add(holder)
  }
  for (const { id, props } of board.elements()) {
    if (!visible(props) || props.get('hidden') === true) continue
    if (!surroundings.of(board.parent(id)).hidden) add(id)
  }
  return new Map([...lying].map(([holder, things]) => [holder, inRows(things).map(({ id }) => id)]))
}

/** The group or frame that something lies in, whatever layers are between; '' for none. */
function holderOf(board: Board, id: string): string {
  return ancestors(board, id).find((one) => isGroup(board, one) || isFrame(board, one)) ?? ''
}

/** What one meets on a level, a group or the board (''), in reading order: what lies in a frame comes right after the frame. */
export function onLevel(board: Board, tree: ReadingTree, level: string): string[] {
  return (tree.get(level) ?? []).flatMap((id) => (isFrame(board, id) ? [id, ...onLevel(board, tree, id)] : [id]))
}

/** What comes next from an element, or before it; out of a group at its ends. Null beyond the first and the last of the board. */
export function following(board: Board, tree: ReadingTree, from: string, way: 1 | -1): string | null {
  for (let id = from; id !== ''; id = groupAround(board, id)) {
    const order = onLevel(board, tree, groupAround(board, id))
    const at = order.indexOf(id)
    const next = at < 0 ? undefined : order[at + way]
    if (next !== undefined) return next
  }
  return null
}

/** Sideways, things count as so many times farther than straight ahead. */
const ASIDE = 2

/** The nearest of things in a direction from a point: within 60° of straight ahead, by their middles. Null where nothing lies there. */
export function nearest(things: readonly Lying[], from: Box, way: { readonly x: number; readonly y: number }) {
  const here = centreOf(from)
  let best: { readonly id: string; readonly far: number } | null = null
  for (const { id, box } of things) {
    const there = centreOf(box)
    const [dx, dy] = [there.x - here.x, there.y - here.y]
    const ahead = dx * way.x + dy * way.y
    const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x)
    if (ahead <= 0 || aside > ahead * Math.tan(Math.PI / 3)) continue
    const far = ahead + aside * ASIDE
    if (best === null || far < best.far) best = { id, far }
  }
  return best?.id ?? null
}
