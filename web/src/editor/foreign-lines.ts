import { orderKeys } from '../board/order-keys'
import type { Value } from '../board/types'
import { knotPath, knotValue } from '../elements/knots'
import { evenPressure } from '../elements/stroke'
import { type BoardPoint, EDGE, whole } from '../geometry/point'

/** Lines of other programs: as lines where their points are few or they are filled, else as strokes, which hold many points in little room. */

/** Properties of an element in the making. */
export type Made = Map<string, Value>

/** How a line looks. `thickness` in hundredths, `opacity` in percent. */
export type LineLook = { readonly colour: string; readonly thickness: number; readonly opacity: number }

/** Milliseconds between two points. */
const PACE = 8
/** Points of one stroke (kinds.json, "points"). */
const MOST = 2000
/** A corner is drawn by a hand that stops there: without, smoothing would cut it off. In points at the same place. */
const STOPS = 3
/** Steps shorter than this are parts of a curve, in hundredths, where there are no corners. */
const STEP = 300

/** A line through board points, at most MOST_KNOTS of them; a closed one does not come back to its first. `look`: what else it says. */
export function lineThrough(
  points: readonly BoardPoint[],
  { closed, smooth }: { readonly closed: boolean; readonly smooth: boolean },
  look: Iterable<readonly [string, Value]>,
): Made {
  const at = { x: whole(points[0]!.x), y: whole(points[0]!.y) }
  const made: Made = new Map<string, Value>([['kind', 'line'], ['at', [at.x, at.y]], ...look])
  if (closed) made.set('closed', true)
  const orders = orderKeys(null, null, points.length)
  for (const [i, { x, y }] of points.entries())
    made.set(knotPath(`k${i}`), knotValue({ order: orders[i]!, x: x - at.x, y: y - at.y, smooth }))
  return made
}

/** Whether a number of a board point can be stored. */
export function isOnBoard(n: number): boolean {
  return Number.isFinite(n) && Math.abs(n) <= EDGE
}

/** A line of even width through board points, as strokes; none where it has no place on a board. `round`: it ends where it began. */
export function strokesAlong(points: readonly BoardPoint[], round: boolean, look: LineLook): Made[] {
  const pressure = evenPressure(look.thickness)
  const hand = stopping(points, round).map((p) => ({ ...p, pressure }))
  return strokesThrough(hand, true, look)
}

/** A line through points with a pressure each, in percent; `pen`: that is a real one. What one stroke cannot hold goes on in another. */
export function strokesThrough(
  points: readonly (BoardPoint & { readonly pressure: number })[],
  pen: boolean,
  look: LineLook,
): Made[] {
  if (points.length < 2 || !points.every(({ x, y }) => isOnBoard(x) && isOnBoard(y))) return []
  const made: Made[] = []
  for (let from = 0; from < points.length - 1; from += MOST - 1)
    made.push(strokeOf(points.slice(from, from + MOST), pen, look))
  return made
}

/** The points as a hand draws them that keeps the corners. */
function stopping(points: readonly BoardPoint[], round: boolean): BoardPoint[] {
  const hand: BoardPoint[] = []
  for (const [i, p] of points.entries()) {
    const before = points[i - 1]
    const after = points[i + 1]
    const far = (q: BoardPoint | undefined) => q === undefined || Math.hypot(q.x - p.x, q.y - p.y) > STEP
    const corner = far(before) || far(after) || (round && after === undefined)
    for (let n = 0; n < (corner ? STOPS : 1); n++) hand.push(p)
  }
  return hand
}

function strokeOf(
  part: readonly (BoardPoint & { readonly pressure: number })[],
  pen: boolean,
  { colour, thickness, opacity }: LineLook,
): Made {
  const at = { x: whole(part[0]!.x), y: whole(part[0]!.y) }
  const points: number[] = []
  let last = at
  for (const p of part) {
    const next = { x: whole(p.x), y: whole(p.y) }
    points.push(next.x - last.x, next.y - last.y, p.pressure, points.length === 0 ? 0 : PACE)
    last = next
  }
  return new Map<string, Value>([
    ['kind', 'stroke'],
    ['at', [at.x, at.y]],
    ['points', points],
    ['colour', colour],
    ['thickness', thickness],
    ['opacity', opacity],
    ['pen', pen],
  ])
}
