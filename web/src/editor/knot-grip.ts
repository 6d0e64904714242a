import type { Between, ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { type Knot, knotPath, knotsOf } from '../elements/knots'
import { atOf } from '../elements/props'
import type { BoardPoint } from '../geometry/point'
import type { ToolView } from './tool'
import { isLocked } from './tree'

/** The points of a line in the hand. */

/** What of a line is grasped: one of its points, or the middle between one and the next, where a new one would be. */
export type KnotGrip =
  | { readonly line: string; readonly knot: string }
  | { readonly line: string; readonly after: number }

/** A line of which the points are shown and can be grasped. */
export type LineAtHand = { readonly id: string; readonly props: ElementProps; readonly knots: readonly Knot[] }

/** Of lines with more points none are shown: they would lie on each other. */
const MOST = 200
/** Between points nearer than so many CSS pixels no new one is offered. */
const ROOM = 40

type View = Pick<ToolView, 'board' | 'element' | 'selection' | 'readOnly' | 'camera'>

/** The only thing that is selected, if it is a line that may be changed; else null. */
export function lineAtHand({ board, element, selection, readOnly }: View): LineAtHand | null {
  const [id] = selection
  if (readOnly || id === undefined || selection.size > 1 || isLocked(board, id)) return null
  const props = element(id)?.props
  if (props === undefined || kindOf(props).between === undefined) return null
  const knots = knotsOf(props)
  return knots.length < 2 || knots.length > MOST ? null : { id, props, knots }
}

/** Whether a line is grasped by its points alone: a frame around a straight one would say nothing. */
export const isStraight = ({ knots }: LineAtHand): boolean => knots.length === 2

/** Where a knot is on the board. */
export function knotPlace({ props }: LineAtHand, { x, y }: BoardPoint): BoardPoint {
  const at = atOf(props)
  return { x: at.x + x, y: at.y + y }
}

/** The middles that are offered for new points, by the index of the knot before. */
export function middles({ props }: LineAtHand, zoom: number): readonly Between[] {
  return (
    kindOf(props)
      .between?.(props)
      .filter(({ length }) => (length * zoom) / 100 >= ROOM) ?? []
  )
}

/** What of the line at hand lies within so many CSS pixels of a point; its points come before the middles. */
export function knotGripAt(view: View, at: BoardPoint, pixels: number): KnotGrip | null {
  const line = lineAtHand(view)
  if (line === null) return null
  const { zoom } = view.camera
  const slack = (pixels * 100) / zoom
  const near = (q: BoardPoint) => Math.hypot(q.x - at.x, q.y - at.y) <= slack
  const knot = line.knots.findLast((one) => near(knotPlace(line, one)))
  if (knot !== undefined) return { line: line.id, knot: knot.id }
  for (const middle of middles(line, zoom)) if (near(middle.at)) return { line: line.id, after: middle.after }
  return null
}

/** What to set so that a line goes without one of its points; nothing where it has not enough of them. */
export function withoutKnot(props: ElementProps, knot: string): Map<string, null>[] {
  const knots = knotsOf(props)
  return knots.length > 2 && knots.some(({ id }) => id === knot) ? [new Map([[knotPath(knot), null]])] : []
}
