import { byBytes } from '../board/element'
import type { Value } from '../board/types'
import { mapped } from '../geometry/box'
import { type BoardPoint, turned, whole } from '../geometry/point'
import type { Changes, ElementProps, Kind } from './element'
import type { Outline } from './pen'
import { atOf } from './props'

/** The points of a line: entries of a map, so that two people may move two of them at once. */

/** A point of a line, in hundredths from its `at`. `smooth`: the line bends through it; else it has a corner there. */
export type Knot = {
  readonly id: string
  readonly order: string
  readonly x: number
  readonly y: number
  readonly smooth: boolean
}

/** The most points of a line (kinds.json, "knots"). */
export const MOST_KNOTS = 2000

const prefix = 'knots/'

/** The path of a knot among the properties. */
export const knotPath = (id: string): string => `${prefix}${id}`

/** A knot as it is stored; its place is rounded. */
export function knotValue({ order, x, y, smooth }: Omit<Knot, 'id'>): Value {
  return [order, [whole(x), whole(y)], smooth]
}

const known = new WeakMap<ElementProps, readonly Knot[]>()

/** The knots of a line, from its beginning to its end; the same list for the same properties. */
export function knotsOf(p: ElementProps): readonly Knot[] {
  let knots = known.get(p)
  if (knots === undefined) {
    knots = [...p]
      .flatMap(([path, value]) => read(path, value))
      .sort((a, b) => byBytes(a.order, b.order) || byBytes(a.id, b.id))
    known.set(p, knots)
  }
  return knots
}

function read(path: string, value: Value): Knot[] {
  if (!path.startsWith(prefix) || !Array.isArray(value)) return []
  const [order, point, smooth] = value as readonly Value[]
  if (typeof order !== 'string' || !Array.isArray(point)) return []
  const [x, y] = point as readonly Value[]
  if (typeof x !== 'number' || typeof y !== 'number') return []
  return [{ id: path.slice(prefix.length), order, x, y, smooth: smooth === true }]
}

/** What to set so that each knot goes where `to` says, given as board points; those stay local to an `at` that goes along. */
function knotsMoved(at: BoardPoint, knots: readonly Knot[], to: (q: BoardPoint) => BoardPoint): Changes {
  const begin = to(at)
  const base = { x: whole(begin.x), y: whole(begin.y) }
  const changes = new Map<string, Value>([['at', [base.x, base.y]]])
  for (const knot of knots) {
    const next = to({ x: at.x + knot.x, y: at.y + knot.y })
    changes.set(knotPath(knot.id), knotValue({ ...knot, x: next.x - base.x, y: next.y - base.y }))
  }
  return changes
}

/** How what runs through points, and is never turned itself, is resized, turned and mirrored: its points are. */
export const knotTransforms: Pick<Kind, 'resized' | 'turned' | 'flipped'> = {
  resized: (p, from, to) => allKnotsMoved(p, (q) => mapped(q, from, to)),
  turned: (p, by, about) => allKnotsMoved(p, (q) => turned(q, about, by)),
  flipped: (p, axis, about) =>
    allKnotsMoved(p, (q) => (axis === 'h' ? { x: 2 * about.x - q.x, y: q.y } : { x: q.x, y: 2 * about.y - q.y })),
}

/** What to set so that each point of an element goes where `to` says, given as board points. */
export function allKnotsMoved(p: ElementProps, to: (q: BoardPoint) => BoardPoint): Changes {
  return knotsMoved(atOf(p), knotsOf(p), to)
}

/** How far the handle of a bend lies from its point, as a share of the way between its neighbours (Catmull-Rom). */
const HANDLE = 1 / 6

/** The way from one knot to the next: two control points and an end; null where it is straight. */
function bendAfter(knots: readonly Knot[], i: number, closed: boolean): readonly BoardPoint[] | null {
  const n = knots.length
  const at = (k: number): Knot => (closed ? knots[(k + n) % n]! : knots[Math.max(0, Math.min(n - 1, k))]!)
  const [before, a, b, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
  if (!a.smooth && !b.smooth) return null
  const [out, into] = [a.smooth ? HANDLE : 0, b.smooth ? HANDLE : 0]
  return [
    { x: a.x + (b.x - before.x) * out, y: a.y + (b.y - before.y) * out },
    { x: b.x - (after.x - a.x) * into, y: b.y - (after.y - a.y) * into },
    b,
  ]
}

/** A round line through points: each point, and the two control points before the next. */
export function bends(points: readonly BoardPoint[]): BoardPoint[] {
  const knots = points.map(({ x, y }) => ({ id: '', order: '', x, y, smooth: true }))
  return knots
    .flatMap((knot, i) => [knot, ...(bendAfter(knots, i, false)?.slice(0, 2) ?? [])])
    .slice(0, 3 * points.length - 2)
}

/** The middle of the way from one knot to the next. */
export function middleAfter(knots: readonly Knot[], i: number, closed: boolean): BoardPoint {
  const [a, b] = [knots[i]!, knots[(i + 1) % knots.length]!]
  const [c, d] = bendAfter(knots, i, closed) ?? [a, b]
  const middle = (from: number, out: number, into: number, to: number) => (from + 3 * out + 3 * into + to) / 8
  return { x: middle(a.x, c!.x, d!.x, b.x), y: middle(a.y, c!.y, d!.y, b.y) }
}

/** Draws the line through the knots. */
export function through(knots: readonly Knot[], closed: boolean, to: Outline): void {
  const first = knots[0]
  if (first === undefined) return
  to.moveTo(first.x, first.y)
  const n = knots.length
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const bend = bendAfter(knots, i, closed)
    if (bend !== null) {
      const [c, d, b] = bend as readonly [BoardPoint, BoardPoint, BoardPoint]
      to.bezierCurveTo(c.x, c.y, d.x, d.y, b.x, b.y)
    } else if (i < n - 1) to.lineTo(knots[i + 1]!.x, knots[i + 1]!.y)
  }
  if (closed) to.closePath()
}
