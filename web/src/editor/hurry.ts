import type { Board } from '../board/board'
import type { Box } from '../geometry/box'
import type { Finder } from './finder'

/** What a finder leaves for later where much is to be looked at, and in a past that goes by (`Finder.hurried`). */

/** Of more elements that are tied to others the ways are looked for afterwards: each may take milliseconds. */
export const MANY_TIED = 24

/** On a board with more on it than this, a single way may take as long as a frame. */
const CROWDED = 2000

/** Whether ways on a board of so many elements are looked for only when it rests. */
export const crowded = (drawn: number): boolean => drawn > CROWDED

/** More than so many elements, and more than one in so many. */
const MANY = 200
const SHARE = 8

/**
 * Whether a board of so many elements becomes another where so many do: to paint all of it anew takes less than to look for each where it was
 * and where it is.
 */
export const leaps = (touched: number, drawn: number): boolean => touched > MANY && touched * SHARE > drawn

/** Has a finder look at what has changed on a board; returns where the picture is no longer right. */
export function staleAfter(finder: Finder, board: Board, touched: ReadonlySet<string> | 'all'): readonly Box[] | 'all' {
  if (touched === 'all') {
    finder.reload(board)
    return 'all'
  }
  const leap = finder.leaps(touched)
  const boxes = finder.update(board, touched)
  return leap ? 'all' : boxes
}
