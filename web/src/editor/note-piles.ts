import type { Board } from '../board/board'
import { byBytes, orderOf } from '../board/element'
import type { SetProps } from '../board/types'
import { type Box, boxUnion } from '../geometry/box'
import { carriedOps, type Placed } from './arrange'
import { GAP } from './notes'
import { ordering, topOrders } from './order'
import { each } from './work'

/** Several notes at once: loaded when somebody asks for it. */

/** Of several in a stack each lies so far to the right of and below the one before, in hundredths: its first words are still seen. */
const ASIDE = 1600

/** Lays notes over each other, the first at the back where it lies, each of the others a little aside; as they are read, so they lie. */
export function stacked(board: Board, notes: readonly Placed[]): SetProps[] {
  const first = notes[0]?.box
  if (first === undefined) return []
  const to = (i: number, { box }: Placed) => ({ x: first.x + i * ASIDE - box.x, y: first.y + i * ASIDE - box.y })
  const ways = new Map(notes.map((note, i) => [note.id, to(i, note)]))
  return [...carriedOps(board, ways), ...layeredAs(board, notes)]
}

/** Gives notes the order keys that they have among themselves, so that each lies over the one before; in every parent by itself. */
function layeredAs(board: Board, notes: readonly Placed[]): SetProps[] {
  const parents = new Set(notes.map(({ id }) => board.parent(id)))
  return [...parents].flatMap((parent) => {
    const those = notes.filter(({ id }) => board.parent(id) === parent)
    const orders = those.map(({ id }) => orderOf(board.element(id)!))
    if (orders.every((order, i) => order !== '' && (i === 0 || order > orders[i - 1]!))) return []
    const apart = new Set(orders).size === orders.length && !orders.includes('')
    const keys = apart ? orders.toSorted(byBytes) : topOrders(board, parent, those.length)
    return ordering(new Map(those.map(({ id }, i) => [id, keys[i]!])))
  })
}

/** Lays notes out in rows and columns as they are read, from where the first of them lie; none over another. */
export function spread(board: Board, notes: readonly Placed[]): SetProps[] {
  const all = boxUnion(notes.map(({ box }) => box))
  const columns = Math.ceil(Math.sqrt(notes.length))
  const most = (side: 'w' | 'h') => notes.reduce((length, { box }) => Math.max(length, box[side]), 0) + GAP
  const [wide, high] = [most('w'), most('h')]
  const to = (i: number, box: Box) => ({
    x: all!.x + (i % columns) * wide - box.x,
    y: all!.y + Math.floor(i / columns) * high - box.y,
  })
  return carriedOps(board, new Map(notes.map(({ id, box }, i) => [id, to(i, box)])))
}

/** Has notes say who made them, or not. */
export function signedAs(board: Board, notes: readonly Placed[], signed: boolean): SetProps[] {
  return each(
    board,
    notes.map(({ id }) => id),
    () => new Map([['signed', signed]]),
  )
}
