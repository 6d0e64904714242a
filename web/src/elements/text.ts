import { type Box, centreOf, cornersOf, grown, touches, within } from '../geometry/box'
import { type BoardPoint, turned, whole } from '../geometry/point'
import { inPolygon, lineInBox, segmentNearLine } from '../geometry/segment'
import { toSay } from '../words/say'
import type { Changes, ElementProps, Kind } from './element'
import type { Pen } from './pen'
import { carried, number, pair, string, upright } from './props'
import { layoutOf } from './text-layout'
import { lettered } from './text-lines'
import { joined, runsOf } from './text-runs'
import { flippedOver, growthOf, turnedBy } from './turning'

/** The size that whoever wrote last has measured, or else this page's own. Machines differ; the stored one is for all. */
function box(p: ElementProps): Box {
  const [x, y] = pair(p, 'at')
  const [w, h] = pair(p, 'measured')
  if (w > 0 && h > 0) return { x, y, w, h }
  const own = layoutOf(p)
  return { x, y, w: own.w, h: own.h }
}

function corners(p: ElementProps): BoardPoint[] {
  const own = box(p)
  const centre = centreOf(own)
  const angle = number(p, 'angle')
  const points = cornersOf(own).map((q) => turned(q, centre, angle))
  points.push(points[0]!)
  return points
}

function paint(p: ElementProps, pen: Pen): void {
  const { x, y, w, h } = box(p)
  pen.from(x, y, number(p, 'angle'), w / 2, h / 2)
  lettered(p, layoutOf(p), { x: 0, y: 0, w }, string(p, 'colour'), pen)
}

function resized(p: ElementProps, from: Box, to: Box): Changes {
  const own = box(p)
  const { middle, across, down, angle } = growthOf(p, own, from, to)
  const w = Math.abs(own.w * across)
  const taller = Math.abs(down)
  const changes = new Map<string, number | readonly number[]>()
  if (Math.abs(taller - 1) >= 0.001) scaled(p, own, taller, changes)
  // A side handle of a text sets where it wraps; a corner scales the letters.
  else if (Math.abs(Math.abs(across) - taller) >= 0.0015) wrapped(p, Math.max(1, whole(w)), changes)
  if (number(p, 'angle') === 0)
    return changes.set('at', [whole(middle.x - w / 2), whole(middle.y - (own.h * taller) / 2)])
  const now = box(new Map([...p, ...changes]))
  return changes.set('at', [whole(middle.x - now.w / 2), whole(middle.y - now.h / 2)]).set('angle', angle)
}

function wrapped(p: ElementProps, width: number, into: Map<string, number | readonly number[]>): void {
  const set = layoutOf(new Map([...p, ['width', width]]))
  into.set('width', width).set('measured', [set.w, set.h])
}

function scaled(p: ElementProps, own: Box, taller: number, into: Map<string, number | readonly number[]>): void {
  const size = Math.min(20_000, Math.max(100, Math.round(number(p, 'font-size') * taller)))
  const scale = size / Math.max(1, number(p, 'font-size'))
  into.set('font-size', size).set('measured', [whole(own.w * scale), whole(own.h * scale)])
  if (number(p, 'width') > 0) into.set('width', whole(number(p, 'width') * scale))
}

/** Words on the board. */
export const text: Kind = {
  kind: 'text',
  noun: () => toSay('Text'),
  own: box,
  frame: (p) => upright(p, box(p)),
  // Letters reach a little over the box that advance widths and line heights make.
  bounds: (p) => grown(upright(p, box(p)), number(p, 'font-size') * 0.2),
  edge: corners,
  hit(p, at, slack) {
    const own = box(p)
    return within(grown(own, slack), turned(at, centreOf(own), -number(p, 'angle')))
  },
  cross(p, from, to, slack) {
    const line = corners(p)
    return inPolygon(from, line) || inPolygon(to, line) || segmentNearLine(from, to, line, slack)
  },
  enters(p, area) {
    const line = corners(p)
    if (!touches(area, upright(p, box(p)))) return false
    return lineInBox(line, area) || cornersOf(area).some((c) => inPolygon(c, line))
  },
  draw: paint,
  resized,
  moved: carried,
  turned: (p, by, about) => turnedBy(p, box(p), by, about),
  flipped: (p, axis, about) => flippedOver(p, box(p), axis, about),
  label: (p) => joined(runsOf(p)).trim(),
}
