import { type Box, boxAround } from '../geometry/box'
import { type BoardPoint, distance } from '../geometry/point'
import { unbent } from '../geometry/route'
import { HEAD_WIDTH, type Head, headLength, heads } from './arrow-heads'
import { wayOf } from './arrow-way'
import type { Between, ElementProps } from './element'
import { knotsOf } from './knots'
import type { Outline } from './pen'
import { number, string } from './props'
import { hasRuns } from './text-runs'
import { lengthOf, traced } from './trace'

/** How an arrow runs: what is worked out once for its properties. All from its `at`. */
export type Course = {
  /** The whole way, from tip to tip. */
  readonly points: readonly BoardPoint[]
  readonly length: number
  /** Around all but the width of its line, heads included. */
  readonly box: Box
  readonly start: Tip | null
  readonly end: Tip | null
}

/** A head in its place. `along`: the direction in which it points, in radians. */
export type Tip = {
  readonly head: Head
  readonly at: BoardPoint
  readonly along: number
  readonly l: number
  readonly w: number
}

/** Corners of a way with right angles are rounded so far, in hundredths, where its pieces are long enough. */
const CORNER = 1200
/** A head takes no more than this share of a short way. */
const SHARE = 0.4

const courses = new WeakMap<ElementProps, Course>()

/** How an arrow runs. */
export function courseOf(p: ElementProps): Course {
  let course = courses.get(p)
  if (course === undefined) {
    course = courseFor(p)
    courses.set(p, course)
  }
  return course
}

function courseFor(p: ElementProps): Course {
  const points = pointsOf(p)
  const length = lengthOf(points)
  const l = Math.min(headLength(number(p, 'thickness')), length * SHARE)
  const start = tipOf(string(p, 'start-head'), points, l)
  const end = tipOf(string(p, 'end-head'), points.toReversed(), l)
  const around = [start, end].flatMap((tip) => (tip === null ? [] : cornersOf(tip)))
  return { points, length, box: boxAround([...points, ...around])!, start, end }
}

/** The way as a line of short straight pieces. */
function pointsOf(p: ElementProps): readonly BoardPoint[] {
  const way = wayOf(p)
  const route = string(p, 'route')
  if (way.length < 2) return [{ x: 0, y: 0 }]
  if (route === 'straight') return way
  const ring = traced((to) => (route === 'curve' ? curve(way, to) : rounded(unbent(way), to))).rings[0]
  return ring ?? [{ x: 0, y: 0 }]
}

function curve(way: readonly BoardPoint[], to: Outline): void {
  to.moveTo(way[0]!.x, way[0]!.y)
  for (let i = 1; i + 2 < way.length; i += 3) {
    const [c, d, b] = [way[i]!, way[i + 1]!, way[i + 2]!]
    to.bezierCurveTo(c.x, c.y, d.x, d.y, b.x, b.y)
  }
}

function rounded(way: readonly BoardPoint[], to: Outline): void {
  to.moveTo(way[0]!.x, way[0]!.y)
  for (let i = 1; i < way.length - 1; i++) {
    const [a, b, c] = [way[i - 1]!, way[i]!, way[i + 1]!]
    const r = Math.min(CORNER, distance(a, b) / 2, distance(b, c) / 2)
    const before = towards(b, a, r)
    const after = towards(b, c, r)
    to.lineTo(before.x, before.y)
    to.quadraticCurveTo(b.x, b.y, after.x, after.y)
  }
  to.lineTo(way.at(-1)!.x, way.at(-1)!.y)
}

function towards(from: BoardPoint, to: BoardPoint, by: number): BoardPoint {
  const length = distance(from, to)
  const share = length === 0 ? 0 : by / length
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

/** A head at the first of some points; the line comes from the others. */
function tipOf(name: string, points: readonly BoardPoint[], l: number): Tip | null {
  const head = Object.hasOwn(heads, name) ? heads[name]! : null
  if (head === null || l === 0) return null
  const at = points[0]!
  // A curve is followed as far back as the head reaches.
  const back = pointAlong(points, l)
  return { head, at, along: Math.atan2(at.y - back.y, at.x - back.x), l, w: l * HEAD_WIDTH }
}

function cornersOf({ at, along, l, w }: Tip): BoardPoint[] {
  const [cos, sin] = [Math.cos(along), Math.sin(along)]
  const place = (x: number, y: number) => ({ x: at.x + x * cos - y * sin, y: at.y + x * sin + y * cos })
  return [place(0, -w), place(0, w), place(-1.7 * l, -w), place(-1.7 * l, w)]
}

/** The point of a line so far from its beginning. */
export function pointAlong(points: readonly BoardPoint[], length: number): BoardPoint {
  let left = length
  for (let i = 1; i < points.length; i++) {
    const piece = distance(points[i - 1]!, points[i]!)
    if (piece >= left && piece > 0) return towards(points[i - 1]!, points[i]!, left)
    left -= piece
  }
  return points.at(-1)!
}

/** Where an arrow offers more points, from its `at`. With right angles only one that has none between its ends does: there is no telling which piece is meant. */
export function middlesOf(p: ElementProps): readonly Between[] {
  const { points, length } = courseOf(p)
  const knots = knotsOf(p)
  // A label stands in the middle.
  if (knots.length === 2) return [{ after: 0, at: pointAlong(points, length * (hasRuns(p) ? 0.25 : 0.5)), length }]
  const way = wayOf(p)
  const route = string(p, 'route')
  if (route === 'elbow') return []
  const step = route === 'curve' ? 3 : 1
  return knots.slice(1).map((_, i) => {
    const [a, b] = [way[i * step]!, way[(i + 1) * step]!]
    return {
      after: i,
      at: route === 'curve' ? halfway(way.slice(i * 3, i * 3 + 4)) : middle(a, b),
      length: distance(a, b),
    }
  })
}

const middle = (a: BoardPoint, b: BoardPoint): BoardPoint => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

/** The middle of a piece of curve, given by its ends and the control points between. */
function halfway([a, c, d, b]: readonly BoardPoint[]): BoardPoint {
  const of = (axis: 'x' | 'y') => (a![axis] + 3 * c![axis] + 3 * d![axis] + b![axis]) / 8
  return { x: of('x'), y: of('y') }
}

/** The part of a line between two lengths from its beginning; nothing where that is empty. */
export function part(points: readonly BoardPoint[], from: number, to: number): BoardPoint[] {
  if (to <= from) return []
  const kept: BoardPoint[] = [pointAlong(points, from)]
  let done = 0
  for (let i = 1; i < points.length; i++) {
    done += distance(points[i - 1]!, points[i]!)
    if (done > from && done < to) kept.push(points[i]!)
  }
  kept.push(pointAlong(points, to))
  return kept
}

/** The parts of a line that do not lie in a box. */
export function outside(points: readonly BoardPoint[], box: Box): BoardPoint[][] {
  const parts: BoardPoint[][] = []
  let current: BoardPoint[] = []
  const end = () => {
    if (current.length > 1) parts.push(current)
    current = []
  }
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!]
    const inside = sharesIn(a, b, box)
    const at = (t: number) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t })
    if (current.length === 0 && (inside === null || inside[0] > 0)) current.push(a)
    if (inside === null) current.push(b)
    else {
      if (inside[0] > 0) current.push(at(inside[0]))
      end()
      if (inside[1] < 1) current.push(at(inside[1]), b)
    }
  }
  end()
  return parts
}

/** Between which shares of a segment it lies in a box; null where it does not. */
function sharesIn(a: BoardPoint, b: BoardPoint, { x, y, w, h }: Box): readonly [number, number] | null {
  let [from, to] = [0, 1]
  for (const [p, d, lo, hi] of [
    [a.x, b.x - a.x, x, x + w],
    [a.y, b.y - a.y, y, y + h],
  ] as const) {
    if (d === 0) {
      if (p < lo || p > hi) return null
      continue
    }
    const [s, t] = d > 0 ? [(lo - p) / d, (hi - p) / d] : [(hi - p) / d, (lo - p) / d]
    from = Math.max(from, s)
    to = Math.min(to, t)
  }
  return from < to ? [from, to] : null
}
