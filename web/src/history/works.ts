import type { Board } from '../board/board'
import { visible } from '../elements/kind-of'
import type { Row } from './row'

/** What one person has on a board: what they drew, and what others drew and they changed last. */
export type Works = { readonly drew: ReadonlySet<string>; readonly changed: ReadonlySet<string> }

/** What everybody has on a board, by author number; what only holds others is nobody's. Costs a look at each element. */
export function worksOf(board: Board): ReadonlyMap<number, Works> {
  const works = new Map<number, { readonly drew: Set<string>; readonly changed: Set<string> }>()
  const of = (author: number) => {
    let found = works.get(author)
    if (found === undefined) {
      found = { drew: new Set(), changed: new Set() }
      works.set(author, found)
    }
    return found
  }
  for (const { id, maker, last, props } of board.elements()) {
    if (!visible(props)) continue
    of(maker).drew.add(id)
    if (last.author !== maker) of(last.author).changed.add(id)
  }
  return works
}

/** How many of some changes each author made. */
export function changesOf(rows: readonly Row[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const { author } of rows) counts.set(author, (counts.get(author) ?? 0) + 1)
  return counts
}
