import type { Box } from '../geometry/box'
import type { Settings } from './settings'
import type { Tool } from './tool'
import type { Command, Style } from './types'

/** What an editor is given from outside: the tools, the clock, and where ids come from. */
export type Parts = {
  readonly tools: readonly Tool[]
  /** Commands of what stands around the canvas, beside those of commands/index.ts. */
  readonly commands?: readonly Command[]
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
}
