import { type Box, centreOf, touches } from '../geometry/box'
import { cellBox, cellsOf, type Level } from './level'
import { type Look, seenBy } from './look'

/** A tile that is wanted. */
export type Spot = {
  readonly level: Level
  readonly column: number
  readonly row: number
  /** It is on the screen. */
  readonly urgent: boolean
}

/** A place that is on the screen, as it is wanted. */
export function spotOf({ level, column, row }: Omit<Spot, 'urgent'>): Spot {
  return { level, column, row, urgent: true }
}

/** Cells of a level within a box, those nearest to its middle first; none where the board is empty. */
export function nearest(level: Level, box: Box, extent: Box, urgent: boolean): Spot[] {
  const cells = cellsOf(level, box)
  const found: Spot[] = []
  for (let row = cells.top; row < cells.bottom; row++) {
    for (let column = cells.left; column < cells.right; column++) {
      if (touches(cellBox(level, column, row), extent)) found.push({ level, column, row, urgent })
    }
  }
  const side = cellBox(level, 0, 0).w
  const middle = centreOf(box)
  const far = ({ column, row }: Spot) => Math.hypot((column + 0.5) * side - middle.x, (row + 0.5) * side - middle.y)
  return found.sort((a, b) => far(a) - far(b))
}

/** What is wanted around the viewport, in the order in which it is wanted: what is seen, what shows something wherever one goes, what comes next. */
export function* wantedOf(
  look: Look,
  level: Level,
  overview: Level,
  extent: Box,
  motion: { readonly x: number; readonly y: number },
): Iterable<Spot> {
  const seen = seenBy(look)
  yield* nearest(level, seen, extent, true)
  yield* nearest(overview, extent, extent, false)
  const side = cellBox(level, 0, 0).w
  const ahead = { ...seen, x: seen.x + Math.sign(motion.x) * side, y: seen.y + Math.sign(motion.y) * side }
  yield* nearest(level, ahead, extent, false)
  const ring = { x: seen.x - side, y: seen.y - side, w: seen.w + 2 * side, h: seen.h + 2 * side }
  yield* nearest(level, ring, extent, false)
}
