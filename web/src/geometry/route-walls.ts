import { type Box, boxUnion } from './box'
import type { BoardPoint } from './point'
import type { Lane } from './route-search'

/** Walls that must not be crossed: boxes grown by the distance to be kept. Their edges may be walked along. */
export class Walls {
  readonly boxes: readonly Box[]
  private readonly all: Box
  /** Where they begin and end along x, and along y. */
  private readonly edges: readonly [Float64Array, Float64Array, Float64Array, Float64Array]
  private readonly turnedEdges: typeof this.edges

  /** `within`: nobody goes further out than this, and than the walls. */
  constructor(boxes: readonly Box[], within: Box) {
    this.boxes = boxes
    const of = (edge: (b: Box) => number) => Float64Array.from(boxes, edge)
    const [left, right, top, bottom] = [of((b) => b.x), of((b) => b.x + b.w), of((b) => b.y), of((b) => b.y + b.h)]
    this.edges = [left, right, top, bottom]
    this.turnedEdges = [top, bottom, left, right]
    this.all = boxUnion([...boxes, within])!
  }

  /** Whether a point lies within none. */
  free({ x, y }: BoardPoint): boolean {
    return !this.boxes.some((b) => x > b.x && x < b.x + b.w && y > b.y && y < b.y + b.h)
  }

  /** The walls that a straight piece of way would cross. */
  *between(a: BoardPoint, b: BoardPoint): Iterable<Box> {
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
    const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
    for (const box of this.boxes)
      if (right > box.x && left < box.x + box.w && bottom > box.y && top < box.y + box.h) yield box
  }

  /** Whether a whole way crosses none. */
  open(points: readonly BoardPoint[]): boolean {
    for (let i = 1; i < points.length; i++) if (!this.clear(points[i - 1]!, points[i]!)) return false
    return true
  }

  /** Whether a straight piece of way crosses none. Asked for many pieces, so it makes nothing. */
  private clear(a: BoardPoint, b: BoardPoint): boolean {
    const left = Math.min(a.x, b.x)
    const right = Math.max(a.x, b.x)
    const top = Math.min(a.y, b.y)
    const bottom = Math.max(a.y, b.y)
    for (let i = 0; i < this.boxes.length; i++) {
      const box = this.boxes[i]!
      if (right > box.x && left < box.x + box.w && bottom > box.y && top < box.y + box.h) return false
    }
    return true
  }

  /** The lane through a point, as far as it is free, and the walls at its ends; null where the point is not free. */
  lane({ x, y }: BoardPoint, along: 'x' | 'y'): { readonly lane: Lane; readonly ends: readonly Box[] } | null {
    const { all, boxes } = this
    // Read by number and not by name: this is where a route's time goes.
    const [from, to, near, far] = along === 'x' ? this.edges : this.turnedEdges
    const t = along === 'x' ? x : y
    const at = along === 'x' ? y : x
    let lo = along === 'x' ? all.x : all.y
    let hi = along === 'x' ? all.x + all.w : all.y + all.h
    let before = -1
    let after = -1
    for (let i = 0; i < boxes.length; i++) {
      if (at <= near[i]! || at >= far[i]!) continue
      if (to[i]! <= t) {
        if (to[i]! > lo) {
          lo = to[i]!
          before = i
        }
      } else if (from[i]! < t) return null
      else if (from[i]! < hi) {
        hi = from[i]!
        after = i
      }
    }
    return { lane: { along, at, lo, hi }, ends: [before, after].filter((i) => i >= 0).map((i) => boxes[i]!) }
  }
}

/** The lanes along some walls and through some points, and the walls that each ends at. They become more as walls are taken in. */
export class Lanes {
  private readonly walls: Walls
  private readonly known = new Map<string, Lane>()
  private readonly ends = new Map<Lane, readonly Box[]>()
  private readonly along = new Set<Box>()

  constructor(walls: Walls, through: readonly BoardPoint[]) {
    this.walls = walls
    for (const p of through) this.add(p)
  }

  get all(): Iterable<Lane> {
    return this.known.values()
  }

  /** Takes in the lanes along a wall; false if they are there. */
  take(wall: Box): boolean {
    if (this.along.has(wall)) return false
    this.along.add(wall)
    const { x, y, w, h } = wall
    this.add({ x, y })
    this.add({ x: x + w, y })
    this.add({ x: x + w, y: y + h })
    this.add({ x, y: y + h })
    return true
  }

  /** Takes in those along the walls at which some lanes end; false if all are there, and nobody gets further from those lanes. */
  further(from: Iterable<Lane>): boolean {
    let more = false
    for (const lane of from) for (const wall of this.ends.get(lane)!) more = this.take(wall) || more
    return more
  }

  private add(p: BoardPoint): void {
    for (const axis of ['x', 'y'] as const) {
      const found = this.walls.lane(p, axis)
      if (found === null) continue
      const key = `${axis} ${found.lane.at} ${found.lane.lo}`
      if (this.known.has(key)) continue
      this.known.set(key, found.lane)
      this.ends.set(found.lane, found.ends)
    }
  }
}
