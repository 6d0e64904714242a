import type { BoardPoint } from './point'
import { turned } from './point'

/** An upright box in hundredths. Where a box says what another becomes (see `mapped`), w and h may be negative: mirrored. */
export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** The box with two points as opposite corners. */
export function boxOf(a: BoardPoint, b: BoardPoint): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) }
}

/** The smallest box around points; null for none. */
export function boxAround(points: Iterable<BoardPoint>): Box | null {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (const p of points) {
    if (p.x < left) left = p.x
    if (p.x > right) right = p.x
    if (p.y < top) top = p.y
    if (p.y > bottom) bottom = p.y
  }
  return left === Infinity ? null : { x: left, y: top, w: right - left, h: bottom - top }
}

/** The smallest box around boxes; null for none. */
export function boxUnion(boxes: Iterable<Box>): Box | null {
  return boxAround(cornersAcross(boxes))
}

function* cornersAcross(boxes: Iterable<Box>): Generator<BoardPoint> {
  for (const b of boxes) {
    yield b
    yield { x: b.x + b.w, y: b.y + b.h }
  }
}

/** The box grown by `by` on every side. */
export function grown(b: Box, by: number): Box {
  return { x: b.x - by, y: b.y - by, w: b.w + 2 * by, h: b.h + 2 * by }
}

/** Whether two boxes are the same. */
export function sameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h
}

/** Whether two boxes touch. */
export function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h
}

/** What lies in both boxes; null where they have nothing but an edge in common. */
export function overlap(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const w = Math.min(a.x + a.w, b.x + b.w) - x
  const h = Math.min(a.y + a.h, b.y + b.h) - y
  return w <= 0 || h <= 0 ? null : { x, y, w, h }
}

/** What is left of a box within which something is seen (null: anywhere) where one more limits it; of no size where they have nothing in common. */
export function limited(within: Box | null, by: Box): Box {
  return within === null ? by : (overlap(within, by) ?? { x: 0, y: 0, w: 0, h: 0 })
}

/** Whether the outer box holds the whole of the inner one. */
export function holds(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.w >= inner.x + inner.w &&
    outer.y + outer.h >= inner.y + inner.h
  )
}

/** Whether the point lies in the box or on its edge. */
export function within(b: Box, p: BoardPoint): boolean {
  return p.x >= b.x && p.x <= b.x + b.w && p.y >= b.y && p.y <= b.y + b.h
}

/** The middle of the box. */
export function centreOf(b: Box): BoardPoint {
  return { x: b.x + b.w / 2, y: b.y + b.h / 2 }
}

/** The corners, clockwise from the top left. */
export function cornersOf(b: Box): BoardPoint[] {
  return [
    { x: b.x, y: b.y },
    { x: b.x + b.w, y: b.y },
    { x: b.x + b.w, y: b.y + b.h },
    { x: b.x, y: b.y + b.h },
  ]
}

/** The upright box around a box turned about its own middle by hundredths of a degree. */
export function turnedBox(b: Box, angle: number): Box {
  if (angle === 0) return b
  const centre = centreOf(b)
  return boxAround(cornersOf(b).map((p) => turned(p, centre, angle))) ?? b
}

/** Where a point goes when `from` becomes `to`. A side of no length moves without scaling. */
export function mapped(p: BoardPoint, from: Box, to: Box): BoardPoint {
  return {
    x: from.w === 0 ? p.x - from.x + to.x : to.x + ((p.x - from.x) / from.w) * to.w,
    y: from.h === 0 ? p.y - from.y + to.y : to.y + ((p.y - from.y) / from.h) * to.h,
  }
}
