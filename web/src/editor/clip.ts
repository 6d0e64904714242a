import type { Board } from '../board/board'
import type { ElementProps } from '../elements/element'
import { sized } from '../elements/props'
import { type Box, limited } from '../geometry/box'

/** Deeper than this a tree is not followed. */
const DEEP = 200

/** Says of a frame how it is now; undefined where it is as the board says. */
export type FrameNow = (id: string) => ElementProps | undefined

/**
 * The part of the board in which something is seen that lies in `parent`: within all frames around it. Null where nothing limits it; an
 * empty box where the frames have nothing in common. `now`: how frames are that somebody holds.
 */
export function clipIn(board: Board, parent: string, now: FrameNow = () => undefined): Box | null {
  let clip: Box | null = null
  for (let at = parent, depth = 0; at !== '' && depth < DEEP; at = board.parent(at), depth++) {
    const props = board.element(at)?.props
    if (props?.get('kind') !== 'frame') continue
    clip = limited(clip, sized(now(at) ?? props))
  }
  return clip
}

/** The part of the board in which an element is seen. */
export function clipOf(board: Board, id: string): Box | null {
  const parent = board.parent(id)
  return parent === '' ? null : clipIn(board, parent)
}

/** Whether two clips are the same. */
export function sameClip(a: Box | null, b: Box | null): boolean {
  if (a === null || b === null) return a === b
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h
}
