import { boxAround } from './box'
import type { Guess } from './clean'
import { type BoardPoint, distance } from './point'
import { angleAt, corners, evenly, lengthOf, offLine } from './polyline'
import { closedShape } from './recognise-closed'

/**
 * What a sketch was meant to be. Pure geometry, without sizes of its own: all is measured by the sketch itself. It says how sure it is,
 * and says nothing where it is not: a line that becomes something that nobody meant is worse than one that stays.
 */

/** A sketch is looked at as so many points, evenly along it. */
const POINTS = 96
/** What is less sure than this is not said. */
const SURE = 0.3

/** What a sketch was meant to be; null where it is nothing that is known. */
export function recognise(sketch: readonly BoardPoint[]): Guess | null {
  const line = rested(sketch)
  const box = boxAround(line)
  if (line.length < 2 || box === null) return null
  const size = Math.hypot(box.w, box.h)
  if (size === 0) return null
  const points = evenly(line, POINTS)
  const loop = looped(points, size)
  const guess = loop === null ? openShape(points, size) : closedShape(loop, size)
  return guess !== null && guess.confidence >= SURE ? guess : null
}

/** Without the trembling of a hand that holds still at the end. */
function rested(sketch: readonly BoardPoint[]): readonly BoardPoint[] {
  const box = boxAround(sketch)
  const end = sketch.at(-1)
  if (box === null || end === undefined) return []
  const near = Math.hypot(box.w, box.h) * 0.02
  const last = sketch.findLastIndex((p) => distance(p, end) > near)
  return last < 0 ? sketch : [...sketch.slice(0, last + 1), end]
}

/** How far apart the ends of a closed sketch may be, as a share of its size. */
const OPEN = 0.2
/** What of it may run past its own beginning. */
const PAST = 0.14

/** The points of a sketch that comes back to where it began, what runs past that left out; null for others. */
function looped(points: readonly BoardPoint[], size: number): readonly BoardPoint[] | null {
  if (lengthOf(points) < size * 1.7) return null
  const reach = Math.floor(points.length * PAST)
  let [near, from, to] = [Infinity, 0, points.length - 1]
  for (let i = 0; i <= reach; i++) {
    for (let j = points.length - 1 - reach; j < points.length; j++) {
      // The ends themselves are preferred.
      const d = distance(points[i]!, points[j]!) + (i + points.length - 1 - j) * size * 0.002
      if (d < near) [near, from, to] = [d, i, j]
    }
  }
  return near > size * OPEN ? null : evenly(points.slice(from, to + 1), points.length)
}

function openShape(points: readonly BoardPoint[], size: number): Guess | null {
  const [a, b] = [points[0]!, points.at(-1)!]
  const straight = distance(a, b)
  const off = Math.max(...points.map((p) => Math.abs(offLine(p, a, b))))
  const sure = 1 - off / (straight * 0.09)
  // A smooth arc is none, however flat: all of it lies on one side.
  if (straight > size * 0.9 && bowOf(points, a, b) < straight * 0.045 && sure > 0)
    return { clean: { is: 'line', points: levelled(a, b), closed: false }, confidence: sure }
  return bentLine(points, size)
}

/** How far points lie to one side of the way between two others, on average. */
function bowOf(points: readonly BoardPoint[], a: BoardPoint, b: BoardPoint): number {
  return Math.abs(points.reduce((sum, p) => sum + offLine(p, a, b), 0) / points.length)
}

/** What is nearly level or upright is meant to be so; within so many degrees. */
const LEVEL = 3

function levelled(a: BoardPoint, b: BoardPoint): readonly BoardPoint[] {
  const degrees = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI
  const off = Math.abs(degrees - Math.round(degrees / 90) * 90)
  if (off > LEVEL) return [a, b]
  return [a, Math.abs(b.x - a.x) > Math.abs(b.y - a.y) ? { x: b.x, y: a.y } : { x: a.x, y: b.y }]
}

/** The most corners of an open line, and of its sides the shortest, as a share of its size. */
const MOST = 3
const SHORTEST = 0.18

/** Straight sides with plain corners between them. */
function bentLine(points: readonly BoardPoint[], size: number): Guess | null {
  const found = corners(points, size * 0.05)
  if (found.length < 3 || found.length > MOST + 2) return null
  let worst = 0
  for (let i = 1; i < found.length; i++) {
    const [from, to] = [found[i - 1]!, found[i]!]
    const [a, b] = [points[from]!, points[to]!]
    const long = distance(a, b)
    if (long < size * SHORTEST) return null
    const side = points.slice(from, to + 1)
    const off = side.reduce((sum, p) => sum + Math.abs(offLine(p, a, b)), 0) / side.length
    worst = Math.max(worst, off / (size * 0.03), bowOf(side, a, b) / (long * 0.05))
    const next = points[found[i + 1] ?? -1]
    if (next !== undefined && plain(angleAt(a, b, next)) === false) return null
  }
  return { clean: { is: 'line', points: found.map((i) => points[i]!), closed: false }, confidence: 1 - worst }
}

/** A corner is neither next to nothing nor the way back: that is how one hatches and writes. */
const plain = (degrees: number): boolean => degrees > 35 && degrees < 150
