import { Board } from '../board/board'
import { parentOf } from '../board/element'
import type { Element } from '../board/types'
import { anchorOf } from '../elements/arrow-end'

/** A board on which some elements of another are, and what these hang on: what they lie in, and what their ends are tied to. */
export function boardOf(from: Board, ids: Iterable<string>): Board {
  const all = new Map<string, Element>()
  const open = [...ids]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const element = from.element(id)
    if (element === undefined || all.has(id)) continue
    all.set(id, element)
    open.push(parentOf(element))
    for (const end of ['start', 'end'] as const) open.push(anchorOf(element.props, end)?.id ?? '')
  }
  return new Board(from.seq, all)
}
