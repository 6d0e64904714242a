import { type Box, cornersOf, touches, within } from './box'
import type { BoardPoint } from './point'

/** How far a point lies from the segment between a and b. */
export function distanceToSegment(p: BoardPoint, a: BoardPoint, b: BoardPoint): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy)
}

function side(a: BoardPoint, b: BoardPoint, p: BoardPoint): number {
  return Math.sign((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x))
}

/** Whether the segments a–b and c–d meet. */
export function segmentsMeet(a: BoardPoint, b: BoardPoint, c: BoardPoint, d: BoardPoint): boolean {
  return segmentDistance(a, b, c, d) === 0
}

function proper(a: BoardPoint, b: BoardPoint, c: BoardPoint, d: BoardPoint): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/** The shortest way between two segments; 0 where they meet. */
export function segmentDistance(a: BoardPoint, b: BoardPoint, c: BoardPoint, d: BoardPoint): number {
  if (proper(a, b, c, d)) return 0
  return Math.min(
    distanceToSegment(a, c, d),
    distanceToSegment(b, c, d),
    distanceToSegment(c, a, b),
    distanceToSegment(d, a, b),
  )
}

/** How far a point lies from the nearest part of an open line. */
export function distanceToLine(p: BoardPoint, line: readonly BoardPoint[]): number {
  const first = line[0]
  if (first === undefined) return Infinity
  let nearest = Math.hypot(p.x - first.x, p.y - first.y)
  for (let i = 1; i < line.length; i++) nearest = Math.min(nearest, distanceToSegment(p, line[i - 1]!, line[i]!))
  return nearest
}

/** The point of an open line that is nearest to a point. */
export function nearestOnLine(p: BoardPoint, line: readonly BoardPoint[]): BoardPoint {
  let nearest = line[0]!
  let least = Math.hypot(p.x - nearest.x, p.y - nearest.y)
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!]
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const length = dx * dx + dy * dy
    const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
    const here = { x: a.x + t * dx, y: a.y + t * dy }
    const far = Math.hypot(p.x - here.x, p.y - here.y)
    if (far < least) [nearest, least] = [here, far]
  }
  return nearest
}

/** Whether a segment comes within `slack` of an open line. */
export function segmentNearLine(a: BoardPoint, b: BoardPoint, line: readonly BoardPoint[], slack: number): boolean {
  const first = line[0]
  if (first !== undefined && line.length === 1) return distanceToSegment(first, a, b) <= slack
  for (let i = 1; i < line.length; i++) if (segmentDistance(a, b, line[i - 1]!, line[i]!) <= slack) return true
  return false
}

/** Whether a point lies inside a closed polygon (even-odd). */
export function inPolygon(p: BoardPoint, polygon: readonly BoardPoint[]): boolean {
  let inside = false
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[i]!
    const b = polygon[j]!
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

/** Whether an open line comes into a box. */
export function lineInBox(line: readonly BoardPoint[], box: Box): boolean {
  if (line.some((p) => within(box, p))) return true
  const corners = cornersOf(box)
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!
    const b = line[i]!
    const reach = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) }
    if (!touches(reach, box)) continue
    for (let k = 0; k < 4; k++) if (segmentsMeet(a, b, corners[k]!, corners[(k + 1) % 4]!)) return true
  }
  return false
}
