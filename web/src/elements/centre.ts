import type { BoardPoint } from '../geometry/point'
import type { ElementProps } from './element'
import { STEP, type Stretch } from './gaps'
import { lagOf, lineOf, pointsOf, sizeOf } from './ink'
import { flag, number, string } from './props'

/**
 * The line in the middle of a stroke's ink, from its `at`. It is not the way of the hand: ink of a pressure nib lags behind the hand, so
 * that it does not shake, by most of a step where the hand is fast; an even one rounds the corners. What is rubbed out is what is seen.
 */
export type Centre = {
  readonly line: readonly BoardPoint[]
  /** The place (see gaps.ts) of each of its points. */
  readonly places: readonly number[]
  /** How far each lies along the line, in hundredths. */
  readonly arcs: readonly number[]
}

const centres = new WeakMap<object, Map<string, Centre>>()

/** The middle of a stroke's ink. Kept while the list of its points is: those of a stroke in the hand, or rubbed at, are asked for often. */
export function centreOf(p: ElementProps): Centre {
  const points = pointsOf(p)
  const pressed = string(p, 'nib') === 'pressure'
  const word = pressed ? `${flag(p, 'pen')} ${number(p, 'thickness')}` : 'even'
  let words = centres.get(points)
  if (words === undefined) {
    words = new Map()
    centres.set(points, words)
  }
  let found = words.get(word)
  if (found === undefined) {
    const line = lineOf(points, { x: 0, y: 0 })
    const making = new Making()
    if (pressed) lagging(line, number(p, 'thickness'), flag(p, 'pen'), making)
    else rounded(line, making)
    found = making
    words.set(word, found)
  }
  return found
}

/** A centre in the making: point after point. */
class Making implements Centre {
  readonly line: BoardPoint[] = []
  readonly places: number[] = []
  readonly arcs: number[] = []
  private arc = 0

  add(point: BoardPoint, place: number): void {
    const last = this.line.at(-1)
    if (last !== undefined) this.arc += Math.hypot(point.x - last.x, point.y - last.y)
    this.line.push(point)
    this.places.push(place)
    this.arcs.push(this.arc)
  }
}

/** As perfect-freehand lets the ink follow the hand (its getStrokePoints): what it leaves out at first, it leaves out here. */
function lagging(line: readonly BoardPoint[], thickness: number, pen: boolean, to: Making): void {
  const first = line[0]
  if (first === undefined) return
  const share = 0.15 + (1 - lagOf(pen)) * 0.85
  const size = sizeOf(thickness, pen)
  to.add(first, 0)
  let at = first
  let gone = 0
  for (let i = 1; i < line.length; i++) {
    const hand = line[i]!
    const last = i === line.length - 1
    const next = last ? hand : { x: at.x + (hand.x - at.x) * share, y: at.y + (hand.y - at.y) * share }
    gone += Math.hypot(next.x - at.x, next.y - at.y)
    if (!last && to.line.length === 1 && gone < size) continue
    at = next
    to.add(next, i * STEP)
  }
}

/** A bend lies at most so far off the sides that stand for it, in hundredths. */
const OFF = 10

/** As an even nib draws: bent from the middle of each step to the middle of the next. */
function rounded(line: readonly BoardPoint[], to: Making): void {
  const first = line[0]
  if (first === undefined) return
  to.add(first, 0)
  const last = line.length - 1
  for (let i = 1; i < last; i++) {
    const [from, start] = [to.line.at(-1)!, to.places.at(-1)!]
    const [c, next] = [line[i]!, line[i + 1]!]
    const end = { x: (c.x + next.x) / 2, y: (c.y + next.y) / 2 }
    const off = Math.hypot(from.x - 2 * c.x + end.x, from.y - 2 * c.y + end.y) / 4
    const sides = Math.max(1, Math.min(12, Math.ceil(Math.sqrt(off / OFF))))
    for (let k = 1; k <= sides; k++) {
      const t = k / sides
      const bend = (a: number, b: number, d: number) => (1 - t) * (1 - t) * a + 2 * t * (1 - t) * b + t * t * d
      to.add({ x: bend(from.x, c.x, end.x), y: bend(from.y, c.y, end.y) }, start + ((i + 0.5) * STEP - start) * t)
    }
  }
  if (last > 0) to.add(line[last]!, last * STEP)
}

/** Where a value would stand in an ascending list: the index of the last that is not greater, but never the very last. */
function indexIn(list: readonly number[], value: number): number {
  let low = 0
  let high = Math.max(0, list.length - 2)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (list[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}

/** What stands in one list where a value stands in the other. */
function between(value: number, from: readonly number[], to: readonly number[]): number {
  if (from.length < 2) return to[0] ?? 0
  const i = indexIn(from, value)
  const long = from[i + 1]! - from[i]!
  const t = long === 0 ? 0 : Math.max(0, Math.min(1, (value - from[i]!) / long))
  return to[i]! + (to[i + 1]! - to[i]!) * t
}

/** How far along the line a place is, in hundredths. */
export function arcAt(centre: Centre, place: number): number {
  return between(place, centre.places, centre.arcs)
}

/** The point so far along the line. */
export function pointAt({ line, arcs }: Centre, arc: number): BoardPoint {
  const i = indexIn(arcs, arc)
  const [a, b] = [line[i]!, line[i + 1] ?? line[i]!]
  const long = (arcs[i + 1] ?? arcs[i]!) - arcs[i]!
  const t = long === 0 ? 0 : Math.max(0, Math.min(1, (arc - arcs[i]!) / long))
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
}

/** The part of the line that belongs to a stretch. */
export function part(centre: Centre, [from, to]: Stretch): BoardPoint[] {
  return partAlong(centre, arcAt(centre, from), arcAt(centre, to))
}

/** The part of the line from one distance along it to another. */
export function partAlong(centre: Centre, from: number, to: number): BoardPoint[] {
  const points = [pointAt(centre, from)]
  for (const [i, arc] of centre.arcs.entries()) if (arc > from && arc < to) points.push(centre.line[i]!)
  points.push(pointAt(centre, to))
  return points
}

/** Which way the line goes there, as a vector of length 1, evened out over `reach` to both sides. */
export function wayAt(centre: Centre, arc: number, reach: number): BoardPoint {
  const a = pointAt(centre, arc - reach)
  const b = pointAt(centre, arc + reach)
  const long = Math.hypot(b.x - a.x, b.y - a.y)
  return long === 0 ? { x: 1, y: 0 } : { x: (b.x - a.x) / long, y: (b.y - a.y) / long }
}
