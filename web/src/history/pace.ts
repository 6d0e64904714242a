import type { ElementProps } from '../elements/element'
import { pointsOf, STRIDE } from '../elements/ink'
import { changed } from '../elements/props'
import type { Row } from './row'

/**
 * How fast a history plays. Time in which nobody drew is left out: between two changes there is as much as lay between them, but no more than IDLE,
 * and no less than the hand took for the second one. All times are milliseconds of film at speed 1.
 */

/** A rest of the hand that is still seen. */
export const IDLE = 800

/** A stroke that took longer is drawn faster. */
export const LONGEST = 20_000

/** A stroke as it was put on the board. */
export type Drawn = { readonly id: string; readonly props: ElementProps }

/** The stroke that a change is, when it was drawn by a hand and is nothing else. */
export function strokeOf({ change }: Row): Drawn | null {
  const op = change?.ops.length === 1 ? change.ops[0]! : undefined
  if (op?.op !== 'put') return null
  const props = changed(new Map(), op.props)
  return pointsOf(props).length > STRIDE ? { id: op.id, props } : null
}

/** How long the hand took for a change; 0 where that is not known. */
export function drawnFor(row: Row): number {
  const stroke = strokeOf(row)
  return stroke === null ? 0 : Math.min(LONGEST, durationOf(pointsOf(stroke.props)))
}

/** How long points took, by what each says of the time since the one before. */
export function durationOf(points: readonly number[]): number {
  let sum = 0
  for (let i = STRIDE - 1; i < points.length; i += STRIDE) sum += Math.max(0, points[i]!)
  return sum
}

/** How much film lies before a change, behind the one before it. */
export function gapBefore(row: Row, before: Row | undefined): number {
  if (before === undefined) return 0
  const gap = Math.max(0, row.time - before.time)
  return Math.min(gap, Math.max(IDLE, drawnFor(row)))
}
