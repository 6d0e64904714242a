import { type Box, boxAround, cornersOf, grown, touches } from '../geometry/box'
import { type BoardPoint, distance } from '../geometry/point'
import { distanceToLine, inPolygon, lineInBox, segmentNearLine } from '../geometry/segment'
import { toSay } from '../words/say'
import type { ElementProps, Kind } from './element'
import { knotsOf, knotTransforms, middleAfter, through } from './knots'
import { paintClosed, paintOpen, strayOfBox } from './look'
import type { Outline, Pen } from './pen'
import { atOf, carried, flag, number, string } from './props'
import { traced } from './trace'

/** What is worked out once for the properties of a line: the way it takes, from its `at`, and the box around that. */
type Way = { readonly points: readonly BoardPoint[]; readonly box: Box }

const ways = new WeakMap<ElementProps, Way>()

const closed = (p: ElementProps): boolean => flag(p, 'closed') && knotsOf(p).length > 2

function wayOf(p: ElementProps): Way {
  let way = ways.get(p)
  if (way === undefined) {
    const points = [...(traced((to) => through(knotsOf(p), closed(p), to)).rings[0] ?? [{ x: 0, y: 0 }])]
    if (closed(p)) points.push(points[0]!)
    way = { points, box: boxAround(points)! }
    ways.set(p, way)
  }
  return way
}

function own(p: ElementProps): Box {
  const { x, y } = atOf(p)
  const { box } = wayOf(p)
  return { ...box, x: box.x + x, y: box.y + y }
}

/** The way it takes on the board. */
function lineOf(p: ElementProps): BoardPoint[] {
  const { x, y } = atOf(p)
  return wayOf(p).points.map((q) => ({ x: q.x + x, y: q.y + y }))
}

const filled = (p: ElementProps): boolean => closed(p) && string(p, 'fill') !== 'none'

const half = (p: ElementProps): number => number(p, 'thickness') / 2

function paint(p: ElementProps, pen: Pen): void {
  const { x, y } = atOf(p)
  const { box } = wayOf(p)
  const knots = knotsOf(p)
  if (knots.length < 2) return
  pen.from(x, y, 0, 0, 0)
  const build = (to: Outline) => through(knots, closed(p), to)
  const drawn = { key: knots, word: closed(p) ? 'closed' : '', w: box.w, h: box.h, build }
  if (closed(p)) paintClosed(p, drawn, pen)
  else paintOpen(p, drawn, pen)
}

/** A line through points: straight, with corners, bent, or closed and then filled. It is never turned: its points are. */
export const line: Kind = {
  kind: 'line',
  noun: () => toSay('Line'),
  own,
  frame: own,
  bounds: (p) => grown(own(p), half(p) + strayOfBox(p, wayOf(p).box)),
  hit(p, at, slack) {
    const way = lineOf(p)
    return distanceToLine(at, way) <= half(p) + slack || (filled(p) && inPolygon(at, way))
  },
  cross(p, from, to, slack) {
    const way = lineOf(p)
    if (filled(p) && (inPolygon(from, way) || inPolygon(to, way))) return true
    return segmentNearLine(from, to, way, half(p) + slack)
  },
  enters(p, box) {
    if (!touches(box, own(p))) return false
    const way = lineOf(p)
    return lineInBox(way, box) || (filled(p) && cornersOf(box).some((corner) => inPolygon(corner, way)))
  },
  between(p) {
    const at = atOf(p)
    const knots = knotsOf(p)
    return knots.slice(closed(p) ? 0 : 1).map((_, i) => {
      const middle = middleAfter(knots, i, closed(p))
      const length = distance(knots[i]!, knots[(i + 1) % knots.length]!)
      return { after: i, at: { x: at.x + middle.x, y: at.y + middle.y }, length }
    })
  },
  draw: paint,
  ...knotTransforms,
  moved: carried,
  label: () => '',
}
