import { type BoardPoint, distance } from './point'
import { distanceToSegment } from './segment'

/** The length of an open line. */
export function lengthOf(line: readonly BoardPoint[]): number {
  let length = 0
  for (let i = 1; i < line.length; i++) length += distance(line[i - 1]!, line[i]!)
  return length
}

/** So many points along a line, as far from one to the next everywhere; the first and the last are the line's own. */
export function evenly(line: readonly BoardPoint[], n: number): BoardPoint[] {
  const step = lengthOf(line) / (n - 1)
  const points = [line[0]!]
  let [gone, next] = [0, step]
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!]
    const long = distance(a, b)
    for (; points.length < n - 1 && gone + long >= next; next += step) {
      const t = (next - gone) / long
      points.push({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t })
    }
    gone += long
  }
  while (points.length < n) points.push(line.at(-1)!)
  return points
}

/** The indices of the points that matter: a line through them keeps within `off` of all others (Douglas and Peucker). */
export function corners(line: readonly BoardPoint[], off: number): number[] {
  const keep = (from: number, to: number): number[] => {
    let [far, at] = [off, -1]
    for (let i = from + 1; i < to; i++) {
      const d = distanceToSegment(line[i]!, line[from]!, line[to]!)
      if (d > far) [far, at] = [d, i]
    }
    return at < 0 ? [] : [...keep(from, at), at, ...keep(at, to)]
  }
  return [0, ...keep(0, line.length - 1), line.length - 1]
}

/** How far a point lies from a line through a and b, to its right as the screen sees it; to its left it is negative. */
export function offLine(p: BoardPoint, a: BoardPoint, b: BoardPoint): number {
  const long = distance(a, b)
  return long === 0 ? distance(p, a) : ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / long
}

/** How far, on average, points lie from the nearest side of a closed polygon. */
export function meanOff(points: readonly BoardPoint[], polygon: readonly BoardPoint[]): number {
  let sum = 0
  for (const p of points) {
    let near = Infinity
    for (const [i, a] of polygon.entries())
      near = Math.min(near, distanceToSegment(p, a, polygon[(i + 1) % polygon.length]!))
    sum += near
  }
  return sum / points.length
}

/** The angle at b on the way from a over b to c, in degrees: 180 goes straight on. */
export function angleAt(a: BoardPoint, b: BoardPoint, c: BoardPoint): number {
  const [ux, uy, vx, vy] = [a.x - b.x, a.y - b.y, c.x - b.x, c.y - b.y]
  return (Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy)) * 180) / Math.PI
}
