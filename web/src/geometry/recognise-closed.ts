import { type Box, boxAround, centreOf } from './box'
import type { Clean, Guess } from './clean'
import { clockwise, turnOf } from './hull'
import { type BoardPoint, distance, turned } from './point'
import { angleAt, corners, lengthOf, meanOff } from './polyline'

/** What a sketch that comes back to where it began was meant to be. */

/** The most that a loop may lie off a shape on average, as a share of its size: what is round is drawn more truly than what has corners. */
const OFF = { round: 0.03, sharp: 0.04 }
/** How much longer or shorter a loop may be than the way around a shape: longer ones go to and fro. */
const LONGER = 1.15
const SHORTER = 0.8

/** `off`: how far the loop lies off it, as a share of what it may; `round`: how long the way around it is. */
type Candidate = { readonly clean: Clean; readonly off: number; readonly round: number }

/** The best of what a loop of this size may be; null where it is nothing. */
export function closedShape(loop: readonly BoardPoint[], size: number): Guess | null {
  const long = lengthOf(loop)
  const fitting = [ellipseOf(loop, size), polygonOf(loop, size)]
    .filter((one) => one !== null)
    .filter(({ off, round }) => off < 1 && long < round * LONGER && long > round * SHORTER)
    .sort((a, b) => a.off - b.off)
  const best = fitting[0]
  return best === undefined ? null : { clean: best.clean, confidence: 1 - best.off }
}

/** Sides so nearly alike are meant to be the same. */
const ALIKE = 0.1
/** What is turned by less, in degrees, is meant to be upright. */
const UPRIGHT = 12

/** The ellipse with the same area and the same spread as the loop. */
function ellipseOf(loop: readonly BoardPoint[], size: number): Candidate | null {
  const { area, middle, xx, yy, xy } = momentsOf(clockwise(loop))
  if (area <= 0) return null
  const half = Math.hypot((xx - yy) / 2, xy)
  const mean = (xx + yy) / 2
  if (mean - half <= 0) return null
  let [a, b] = [2 * Math.sqrt(mean + half), 2 * Math.sqrt(mean - half)]
  let tilt = (Math.atan2(2 * xy, xx - yy) * 90) / Math.PI
  const off = loop.reduce((sum, p) => {
    const q = turned(p, middle, -tilt * 100)
    const share = Math.hypot((q.x - middle.x) / a, (q.y - middle.y) / b)
    return sum + Math.abs(1 - 1 / share) * distance(p, middle)
  }, 0)
  const round = Math.PI * (3 * (a + b) - Math.sqrt((3 * a + b) * (a + 3 * b)))
  if (Math.abs(a - b) < a * ALIKE) {
    a = Math.sqrt(a * b)
    b = a
    tilt = 0
  }
  const upright = Math.round(tilt / 90) * 90
  if (Math.abs(tilt - upright) < UPRIGHT) {
    if (upright % 180 !== 0) [a, b] = [b, a]
    tilt = 0
  }
  const box = { x: middle.x - a, y: middle.y - b, w: 2 * a, h: 2 * b }
  return {
    clean: { is: 'box', kind: 'ellipse', frame: { box, tilt: Math.round(tilt * 100) } },
    off: off / loop.length / (size * OFF.round),
    round,
  }
}

type Moments = {
  readonly area: number
  readonly middle: BoardPoint
  /** How it spreads about its middle: the means of the squares, and of the product. */
  readonly xx: number
  readonly yy: number
  readonly xy: number
}

/** Of the area within a polygon. */
function momentsOf(polygon: readonly BoardPoint[]): Moments {
  // About a corner of its own: far out the squares would swallow the differences.
  const o = polygon[0]!
  let [area, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0]
  for (const [i, p] of polygon.entries()) {
    const q = polygon[(i + 1) % polygon.length]!
    const [ax, ay, bx, by] = [p.x - o.x, p.y - o.y, q.x - o.x, q.y - o.y]
    const part = ax * by - bx * ay
    area += part / 2
    x += ((ax + bx) * part) / 6
    y += ((ay + by) * part) / 6
    xx += ((ax * ax + ax * bx + bx * bx) * part) / 12
    yy += ((ay * ay + ay * by + by * by) * part) / 12
    xy += ((ax * by + 2 * ax * ay + 2 * bx * by + bx * ay) * part) / 24
  }
  const [mx, my] = [x / area, y / area]
  return {
    area,
    middle: { x: o.x + mx, y: o.y + my },
    xx: xx / area - mx * mx,
    yy: yy / area - my * my,
    xy: xy / area - mx * my,
  }
}

/** The triangle or quadrangle whose sides the loop goes along. */
function polygonOf(loop: readonly BoardPoint[], size: number): Candidate | null {
  const found = cornersOf(loop, size)
  if (found.length !== 3 && found.length !== 4) return null
  const polygon = clockwise(sharpened(loop, found))
  if (turnOf(polygon) <= 0) return null
  const clean = polygon.length === 3 ? triangle(polygon, size) : quadrangle(polygon, size)
  return { clean, off: meanOff(loop, polygon) / (size * OFF.sharp), round: lengthOf([...polygon, polygon[0]!]) }
}

/** Corners that are blunter than this, in degrees, are none. */
const BLUNT = 152

/** Two corners nearer to each other than this share of the size are one: where the ends of a loop do not quite meet. */
const ONE = 0.1

/** The indices of a loop's corners. */
function cornersOf(loop: readonly BoardPoint[], size: number): number[] {
  const middle = centreOf(boxAround(loop)!)
  const far = loop.reduce((best, p, i) => (distance(p, middle) > distance(loop[best]!, middle) ? i : best), 0)
  const n = loop.length
  const from = [...loop.slice(far), ...loop.slice(0, far + 1)]
  let found = corners(from, size * 0.06).slice(0, -1)
  for (let i = 0; i < found.length && found.length > 2; ) {
    const at = (k: number) => from[found[(k + found.length) % found.length]!]!
    const apart = Math.min(distance(at(i - 1), at(i)), distance(at(i), at(i + 1)))
    if (angleAt(at(i - 1), at(i), at(i + 1)) < BLUNT && (apart > size * ONE || found.length < 4)) i++
    else {
      found = found.filter((_, k) => k !== i)
      i = 0
    }
  }
  return found.map((i) => (i + far) % n)
}

/** The corners where the sides meet, each laid through its own points: a hand rounds what it means to be sharp. */
function sharpened(loop: readonly BoardPoint[], found: readonly number[]): readonly BoardPoint[] {
  const n = loop.length
  const sides = found.map((from, i) => {
    const to = found[(i + 1) % found.length]!
    const long = (to - from + n) % n
    const inner = Array.from({ length: long + 1 }, (_, k) => loop[(from + k) % n]!)
    const cut = Math.floor(long * 0.15)
    return throughAll(inner.slice(cut, inner.length - cut))
  })
  const polygon = sides.map((side, i) => meeting(sides[(i + sides.length - 1) % sides.length]!, side))
  // Sides that hardly differ in direction meet anywhere.
  return polygon.every((p, i) => p !== null && distance(p, loop[found[i]!]!) < lengthOf(loop) * 0.12)
    ? (polygon as BoardPoint[])
    : found.map((i) => loop[i]!)
}

type Ray = { readonly at: BoardPoint; readonly way: BoardPoint }

/** The line that lies nearest to all points. */
function throughAll(points: readonly BoardPoint[]): Ray {
  const n = points.length
  const at = { x: points.reduce((sum, p) => sum + p.x, 0) / n, y: points.reduce((sum, p) => sum + p.y, 0) / n }
  let [xx, yy, xy] = [0, 0, 0]
  for (const p of points) {
    xx += (p.x - at.x) ** 2
    yy += (p.y - at.y) ** 2
    xy += (p.x - at.x) * (p.y - at.y)
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2
  return { at, way: { x: Math.cos(angle), y: Math.sin(angle) } }
}

function meeting(a: Ray, b: Ray): BoardPoint | null {
  const cross = a.way.x * b.way.y - a.way.y * b.way.x
  if (Math.abs(cross) < 0.15) return null
  const t = ((b.at.x - a.at.x) * b.way.y - (b.at.y - a.at.y) * b.way.x) / cross
  return { x: a.at.x + a.way.x * t, y: a.at.y + a.way.y * t }
}

const asLine = (points: readonly BoardPoint[]): Clean => ({ is: 'line', points, closed: true })

/** Standing on its base with its tip above the middle of it, it is the figure; else its corners stay where they are. */
function triangle(polygon: readonly BoardPoint[], size: number): Clean {
  const [tip, one, other] = polygon.toSorted((p, q) => p.y - q.y) as [BoardPoint, BoardPoint, BoardPoint]
  const level = Math.abs(one.y - other.y) < size * 0.1
  const even = Math.abs(tip.x - (one.x + other.x) / 2) < Math.abs(one.x - other.x) * 0.14
  if (!level || !even) return asLine(polygon)
  return { is: 'box', kind: 'triangle', frame: { box: boxAround(polygon)!, tilt: 0 } }
}

function quadrangle(polygon: readonly BoardPoint[], size: number): Clean {
  const box = boxAround(polygon)!
  if (standsOnTip(polygon, box)) return { is: 'box', kind: 'diamond', frame: { box: evened(box), tilt: 0 } }
  return rectangle(polygon) ?? skewed(polygon, size)
}

/** Whether each corner lies in the middle of a side of the box around all. */
function standsOnTip(polygon: readonly BoardPoint[], { x, y, w, h }: Box): boolean {
  const middles = [
    { x: x + w / 2, y },
    { x: x + w, y: y + h / 2 },
    { x: x + w / 2, y: y + h },
    { x, y: y + h / 2 },
  ]
  return middles.every((m) => polygon.some((p) => Math.abs(p.x - m.x) < w * 0.17 && Math.abs(p.y - m.y) < h * 0.17))
}

/** How far a right angle may be off, in degrees. */
const RIGHT = 17

function rectangle(polygon: readonly BoardPoint[]): Clean | null {
  const at = (i: number) => polygon[(i + 4) % 4]!
  if (polygon.some((p, i) => Math.abs(angleAt(at(i - 1), p, at(i + 1)) - 90) > RIGHT)) return null
  const sides = polygon.map((p, i) => ({ x: at(i + 1).x - p.x, y: at(i + 1).y - p.y }))
  // All sides say how it is turned, the longer the more: taken by four, their angles agree.
  const angles = sides.map(({ x, y }) => ({ long: Math.hypot(x, y), angle: Math.atan2(y, x) * 4 }))
  const tilt =
    (Math.atan2(
      angles.reduce((sum, { long, angle }) => sum + long * Math.sin(angle), 0),
      angles.reduce((sum, { long, angle }) => sum + long * Math.cos(angle), 0),
    ) *
      45) /
    Math.PI
  const upright = Math.abs(tilt) < UPRIGHT
  const turn = upright ? 0 : Math.round(tilt * 100)
  const middle = { x: (at(0).x + at(1).x + at(2).x + at(3).x) / 4, y: (at(0).y + at(1).y + at(2).y + at(3).y) / 4 }
  const [p, q] = [
    spread(polygon.map((one) => turned(one, middle, -turn).x)),
    spread(polygon.map((one) => turned(one, middle, -turn).y)),
  ]
  const box = evened({ x: middle.x - p / 2, y: middle.y - q / 2, w: p, h: q })
  return { is: 'box', kind: 'rectangle', frame: { box, tilt: turn } }
}

/** How far the two greater of four values lie from the two smaller, on average. */
function spread(values: readonly number[]): number {
  const [a, b, c, d] = values.toSorted((one, other) => one - other) as [number, number, number, number]
  return (c + d - a - b) / 2
}

/** With sides alike where they nearly are. */
function evened(box: Box): Box {
  if (Math.abs(box.w - box.h) > Math.max(box.w, box.h) * ALIKE) return box
  const side = (box.w + box.h) / 2
  const middle = centreOf(box)
  return { x: middle.x - side / 2, y: middle.y - side / 2, w: side, h: side }
}

/** Any other quadrangle keeps its corners; those of nearly one height are levelled. */
function skewed(polygon: readonly BoardPoint[], size: number): Clean {
  const level = (p: BoardPoint, q: BoardPoint) => (Math.abs(p.y - q.y) < size * 0.04 ? (p.y + q.y) / 2 : p.y)
  return asLine(
    polygon.map((p, i) => {
      const [before, after] = [polygon[(i + 3) % 4]!, polygon[(i + 1) % 4]!]
      const near = Math.abs(p.y - before.y) < Math.abs(p.y - after.y) ? before : after
      return { x: p.x, y: level(p, near) }
    }),
  )
}
