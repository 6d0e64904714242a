import type { Op, Value } from '../board/types'
import type { Hands } from './hands'

/** The id of the nth tile. */
export const tileID = (n: number) => `element-${n}`

/** A filled rectangle of 100 by 100 pixels, in the nth place of a row with a tile's room between two. */
export function tile(n: number, more: readonly (readonly [string, Value])[] = []): Op {
  const props = new Map<string, Value>([
    ['kind', 'rectangle'],
    ['order', `a${n}V`],
    ['at', [n * 20_000, 0]],
    ['size', [10_000, 10_000]],
    ['fill', 'red'],
    ...more,
  ])
  return { op: 'put', id: tileID(n), props }
}

/** Hands at a board with a row of tiles that they made themselves. */
export function rowOf<H extends Hands>(hands: H, n: number): H {
  hands.room.apply(
    hands.client.author,
    Array.from({ length: n }, (_, i) => tile(i)),
  )
  return hands
}

/** The tiles in paint order, by number. */
export function tilesOf(hands: Hands): number[] {
  return hands.elements.filter((e) => e.props.get('kind') === 'rectangle').map((e) => Number(e.id.split('-')[1]))
}
