import type { Board } from '../board/board'
import { flag } from '../elements/props'

/** The one tree of a board (design, section 5): elements lie in groups, groups in groups, all of it in layers. Coordinates stay absolute. */

/** Deeper than this a tree is not followed; the core knows no such limit, a hand never gets there. */
const DEEP = 200

/** The parents of an element, nearest first; absent ones read as none. */
export function ancestors(board: Board, id: string): string[] {
  const ids: string[] = []
  for (let at = board.parent(id); at !== '' && ids.length < DEEP; at = board.parent(at)) ids.push(at)
  return ids
}

function isGroup(board: Board, id: string): boolean {
  return board.element(id)?.props.get('kind') === 'group'
}

/** What a click on an element takes hold of: the outermost group around it within the group that was entered, or itself. */
export function unitOf(board: Board, id: string, entered: string): string {
  let unit = id
  for (const parent of ancestors(board, id)) {
    if (parent === entered || !isGroup(board, parent)) break
    unit = parent
  }
  return unit
}

/** Whether it, or something that it lies in, has a flag. */
function flagged(board: Board, id: string, name: 'locked' | 'hidden'): boolean {
  return [id, ...ancestors(board, id)].some((one) => {
    const props = board.element(one)?.props
    return props !== undefined && flag(props, name)
  })
}

/** Whether an element may not be touched: it or something around it is locked. */
export function isLocked(board: Board, id: string): boolean {
  return flagged(board, id, 'locked')
}

/** Whether an element is not shown: it or something around it is hidden. */
export function isHidden(board: Board, id: string): boolean {
  return flagged(board, id, 'hidden')
}
