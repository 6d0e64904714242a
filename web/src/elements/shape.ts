import type { Value } from '../board/types'
import { type Box, centreOf, cornersOf, grown, mapped, touches } from '../geometry/box'
import { type BoardPoint, turned, whole } from '../geometry/point'
import { distanceToLine, inPolygon, lineInBox, segmentNearLine } from '../geometry/segment'
import type { Changes, ElementProps, Kind } from './element'
import { paint, reachOf, usualReach } from './look'
import type { Outline } from './pen'
import { carried, number, pair, sized, string, upright } from './props'
import { flippedOver, growthOf, turnedBy } from './turning'

/** What one closed shape with `at` and `size` differs in from another. */
export type Form = {
  readonly kind: string
  /** Its outline as a polygon fine enough for the finger, in a box. */
  polygon(box: Box): BoardPoint[]
  outline(p: ElementProps, w: number, h: number, to: Outline): void
  /** What beside the size its outline hangs on. */
  word(p: ElementProps): string
}

function edge(form: Form, p: ElementProps): BoardPoint[] {
  const box = sized(p)
  const angle = number(p, 'angle')
  const centre = centreOf(box)
  const polygon = form.polygon(box).map((q) => turned(q, centre, angle))
  polygon.push(polygon[0]!)
  return polygon
}

/** What a rectangle's corners are rounded by when they are simply to be round: a quarter of the shorter side, 32 units at most. */
export function roundRadius(w: number, h: number): number {
  return whole(Math.min(Math.min(w, h) / 4, 3200))
}

/** Corners that are simply round stay so in another size; a radius that somebody chose stays what it is. */
function withCorners(p: ElementProps, changes: Map<string, Value>): Changes {
  const [w, h] = pair(p, 'size')
  const radius = number(p, 'radius')
  const [wider, higher] = changes.get('size') as readonly [number, number]
  return radius > 0 && radius === roundRadius(w, h) ? changes.set('radius', roundRadius(wider, higher)) : changes
}

/** Resized while it is turned. */
function grownAskew(p: ElementProps, from: Box, to: Box): Map<string, Value> {
  const { w, h } = sized(p)
  const { middle, across, down, angle } = growthOf(p, sized(p), from, to)
  const size = [whole(Math.abs(w * across)), whole(Math.abs(h * down))] as const
  return new Map<string, Value>([
    ['at', [whole(middle.x - size[0] / 2), whole(middle.y - size[1] / 2)]],
    ['size', size],
    ['angle', angle],
  ])
}

/** A kind of closed shape: a rectangle, an ellipse, and what is to come of their family. */
export function shapeKind(form: Form): Kind {
  const half = (p: ElementProps) => number(p, 'thickness') / 2
  return {
    kind: form.kind,
    own: sized,
    frame: (p) => upright(p, sized(p)),
    bounds: (p) => grown(upright(p, sized(p)), reachOf(p)),
    overhang: usualReach,
    hit(p, at, slack) {
      const line = edge(form, p)
      if (string(p, 'fill') !== 'none' && inPolygon(at, line)) return true
      return distanceToLine(at, line) <= half(p) + slack
    },
    cross(p, from, to, slack) {
      const line = edge(form, p)
      if (string(p, 'fill') !== 'none' && (inPolygon(from, line) || inPolygon(to, line))) return true
      return segmentNearLine(from, to, line, half(p) + slack)
    },
    enters(p, box) {
      const line = edge(form, p)
      if (!touches(box, upright(p, sized(p)))) return false
      return lineInBox(line, box) || (string(p, 'fill') !== 'none' && cornersOf(box).some((c) => inPolygon(c, line)))
    },
    draw: (p, pen) => paint(form, p, pen),
    resized(p, from, to) {
      if (number(p, 'angle') !== 0) return withCorners(p, grownAskew(p, from, to))
      const [x, y] = pair(p, 'at')
      const [w, h] = pair(p, 'size')
      const a = mapped({ x, y }, from, to)
      const b = mapped({ x: x + w, y: y + h }, from, to)
      return withCorners(
        p,
        new Map<string, Value>([
          ['at', [whole(Math.min(a.x, b.x)), whole(Math.min(a.y, b.y))]],
          ['size', [whole(Math.abs(a.x - b.x)), whole(Math.abs(a.y - b.y))]],
        ]),
      )
    },
    moved: carried,
    turned: (p, by, about) => turnedBy(p, sized(p), by, about),
    flipped: (p, axis, about) => flippedOver(p, sized(p), axis, about),
    label: () => '',
  }
}
