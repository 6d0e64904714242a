import type { BoardPoint } from './point'

/** Twice the area of a polygon; positive where it goes clockwise as the screen sees it. */
export function turnOf(polygon: readonly BoardPoint[]): number {
  let sum = 0
  for (const [i, a] of polygon.entries()) {
    const b = polygon[(i + 1) % polygon.length]!
    sum += a.x * b.y - b.x * a.y
  }
  return sum
}

/** The same polygon, going clockwise as the screen sees it. */
export function clockwise(polygon: readonly BoardPoint[]): readonly BoardPoint[] {
  return turnOf(polygon) < 0 ? polygon.toReversed() : polygon
}

/** The smallest polygon without dents around points, clockwise as the screen sees it. */
export function convexHull(points: readonly BoardPoint[]): readonly BoardPoint[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y)
  if (sorted.length < 3) return sorted
  const there = chain(sorted)
  const back = chain(sorted.toReversed())
  return [...there.slice(0, -1), ...back.slice(0, -1)]
}

/** One side of the hull: only turns to the right. */
function chain(points: readonly BoardPoint[]): BoardPoint[] {
  const line: BoardPoint[] = []
  for (const p of points) {
    while (line.length > 1 && !turnsRight(line.at(-2)!, line.at(-1)!, p)) line.pop()
    line.push(p)
  }
  return line
}

function turnsRight(a: BoardPoint, b: BoardPoint, c: BoardPoint): boolean {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0
}

/** Whether two polygons without dents lie over each other by more than `slack`: where they only touch they do not. */
export function overlap(a: readonly BoardPoint[], b: readonly BoardPoint[], slack: number): boolean {
  return !parted(a, b, slack) && !parted(b, a, slack)
}

/** Whether one of a's sides has all of b beyond it, or all but `slack`. */
function parted(a: readonly BoardPoint[], b: readonly BoardPoint[], slack: number): boolean {
  return a.some((p, i) => {
    const q = a[(i + 1) % a.length]!
    const long = Math.hypot(q.x - p.x, q.y - p.y)
    // Going clockwise, what is beyond lies to the left.
    return b.every((r) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) <= slack * long)
  })
}
