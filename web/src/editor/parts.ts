import type { Op } from '../board/types'
import type { Box } from '../geometry/box'
import type { Kit } from './kit'
import type { Settings } from './settings'
import type { Style } from './types'

/** What an editor is given from outside: its kit, the clock, and where ids come from. */
export type Parts = {
  /** What it begins with. */
  readonly kit: Kit
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
  readonly newID: () => string
  /** Calls before the next frame is drawn; the result calls it off. */
  readonly frame: (run: () => void) => () => void
  /** Calls after so many milliseconds; the result calls it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void
  /** What the person chose here before; the first settings where it is absent. */
  readonly settings?: Settings
  /** What the person chose to draw with here before. */
  readonly style?: Partial<Style>
  /** Whether the camera may glide. */
  readonly motion: () => boolean
}

/** What draws an editor is told here. */
export type Watcher = {
  /** The picture of the board is no longer right in these boxes, or anywhere. */
  stale(boxes: readonly Box[] | 'all'): void
  /** Something of a gesture, a selection or another's hand moved; the board did not. */
  live(): void
  /** One is about to do this, or to take it back or do it again. */
  doing?(ops: readonly Op[], way?: 'undo' | 'redo'): void
}
