import type { Board } from '../board/board'
import { visible } from '../elements'
import { flag } from '../elements/props'

/** The selection without what is no longer on the board; the same value where all of it still is. */
export function pruned(board: Board, selection: ReadonlySet<string>): ReadonlySet<string> {
  for (const id of selection) {
    if (board.element(id) === undefined)
      return new Set([...selection].filter((one) => board.element(one) !== undefined))
  }
  return selection
}

/** What "select all" takes: all that is seen and not locked. */
export function selectable(board: Board): string[] {
  const ids: string[] = []
  for (const { id, props } of board.elements()) if (visible(props) && !flag(props, 'locked')) ids.push(id)
  return ids
}
