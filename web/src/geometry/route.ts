import { type Box, boxUnion, grown } from './box'
import type { BoardPoint } from './point'
import { type Gate, type Lane, searched } from './route-search'

/** Ways with right angles between two places, around what stands between. Pure; every page finds the same way. */

/** Where a route may begin or end. `way`: how it leaves, one step along x or y; null for any. */
export type Port = { readonly at: BoardPoint; readonly way: BoardPoint | null }

/** What a turn costs beside the length of the way, in hundredths: a detour shorter than that is taken to save one. */

const TURN = 4000
/** A plain way is taken if it costs no more than this beyond the plainest; else a better one is looked for. */
const DETOUR = 3 * TURN
/** Where the full distance from what stands around cannot be kept, this share of it. */
const SHARES = [1, 0.5, 0.25, 0.1] as const

/** A port, and the point at its distance from what it belongs to, from where the route is free. */
type Stub = Gate & { readonly port: Port }

/** Walls that must not be crossed: boxes grown by the distance to be kept. Their edges may be walked along. */
class Walls {
  readonly boxes: readonly Box[]
  private readonly all: Box
  /** Where they begin and end along x, and along y. */
  private readonly edges: readonly [Float64Array, Float64Array, Float64Array, Float64Array]
  private readonly turnedEdges: typeof this.edges

  constructor(boxes: readonly Box[], around: Box) {
    this.boxes = boxes
    const of = (edge: (b: Box) => number) => Float64Array.from(boxes, edge)
    const [left, right, top, bottom] = [of((b) => b.x), of((b) => b.x + b.w), of((b) => b.y), of((b) => b.y + b.h)]
    this.edges = [left, right, top, bottom]
    this.turnedEdges = [top, bottom, left, right]
    this.all = grown(boxUnion([...boxes, around])!, TURN)
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

function stubOf(port: Port, distance: number): Stub {
  const { at, way } = port
  if (way === null) return { at, way: null, port }
  const ahead = { x: at.x + way.x * distance, y: at.y + way.y * distance }
  return { at: ahead, way: way.x !== 0 ? 'x' : 'y', port }
}

/** The same way without points that lie on a straight piece of it. */
export function unbent(points: readonly BoardPoint[]): BoardPoint[] {
  const kept: BoardPoint[] = []
  for (const p of points) {
    const [a, b] = [kept.at(-2), kept.at(-1)]
    if (b !== undefined && b.x === p.x && b.y === p.y) continue
    const straight =
      a !== undefined && b !== undefined && ((a.x === b.x && b.x === p.x) || (a.y === b.y && b.y === p.y))
    if (straight) kept.pop()
    kept.push(p)
  }
  return kept
}

function costOf(points: readonly BoardPoint[]): number {
  let cost = (points.length - 2) * TURN
  for (let i = 1; i < points.length; i++)
    cost += Math.abs(points[i]!.x - points[i - 1]!.x) + Math.abs(points[i]!.y - points[i - 1]!.y)
  return cost
}

/** Whether a way goes back on itself somewhere. */
function turnsBack(points: readonly BoardPoint[]): boolean {
  for (let i = 2; i < points.length; i++) {
    const [a, b, c] = [points[i - 2]!, points[i - 1]!, points[i]!]
    if ((b.x - a.x) * (c.x - b.x) < 0 || (b.y - a.y) * (c.y - b.y) < 0) return true
  }
  return false
}

const middle = (a: number, b: number): number => Math.round((a + b) / 2)

/** The ways of few turns between two stubs: straight across at some place, or up and down at one. */
function* plain(from: Stub, to: Stub, ends: Box): Iterable<BoardPoint[]> {
  const [a, b] = [from.at, to.at]
  const whole = (bends: readonly BoardPoint[]) => [from.port.at, a, ...bends, b, to.port.at]
  for (const x of [middle(a.x, b.x), a.x, b.x, ends.x, ends.x + ends.w])
    yield whole([
      { x, y: a.y },
      { x, y: b.y },
    ])
  for (const y of [middle(a.y, b.y), a.y, b.y, ends.y, ends.y + ends.h])
    yield whole([
      { x: a.x, y },
      { x: b.x, y },
    ])
}

/** A way of few turns: as it is drawn, and between its stubs. */
type Plain = { readonly points: readonly BoardPoint[]; readonly inner: readonly BoardPoint[]; readonly cost: number }

/** All ways of few turns, the cheapest first. */
function plainWays(from: readonly Stub[], to: readonly Stub[], ends: Box): readonly Plain[] {
  const ways: Plain[] = []
  for (const a of from)
    for (const b of to)
      for (const way of plain(a, b, ends)) {
        const points = unbent(way)
        if (!turnsBack(points)) ways.push({ points, inner: way.slice(1, -1), cost: costOf(points) })
      }
  return ways.sort((a, b) => a.cost - b.cost)
}

/** The lanes along some walls and through some points, and the walls that those end at. */
function lanesAlong(walls: Walls, along: Iterable<Box>, through: readonly BoardPoint[]) {
  const lanes = new Map<string, Lane>()
  const ends = new Set<Box>()
  const add = (p: BoardPoint) => {
    for (const axis of ['x', 'y'] as const) {
      const found = walls.lane(p, axis)
      if (found === null) continue
      const { at, lo } = found.lane
      lanes.set(`${axis} ${at} ${lo}`, found.lane)
      for (const end of found.ends) ends.add(end)
    }
  }
  for (const p of through) add(p)
  for (const { x, y, w, h } of along)
    for (const p of [
      { x, y },
      { x: x + w, y },
      { x: x + w, y: y + h },
      { x, y: y + h },
    ])
      add(p)
  return { lanes: [...lanes.values()], ends }
}

/** A way around walls: along those in the way at first, then along those that are in the way of that, until one is found. */
function around(walls: Walls, from: readonly Stub[], to: readonly Stub[], hit: Iterable<Box>): BoardPoint[] | null {
  const concerned = new Set(hit)
  const through = [...from, ...to].map(({ at }) => at)
  for (;;) {
    const { lanes, ends } = lanesAlong(walls, concerned, through)
    const way = searched(lanes, from, to, TURN)
    if (way !== null) {
      const portAt = (stubs: readonly Stub[], p: BoardPoint) =>
        stubs.find(({ at }) => at.x === p.x && at.y === p.y)!.port
      return unbent([portAt(from, way[0]!).at, ...way, portAt(to, way.at(-1)!).at])
    }
    const before = concerned.size
    for (const end of ends) concerned.add(end)
    if (concerned.size === before) return null
  }
}

const holdsIn = ({ x, y, w, h }: Box, p: BoardPoint): boolean => p.x > x && p.x < x + w && p.y > y && p.y < y + h

/** What stands around in one order, whoever found it, and without what the ends lie in: nobody could come out of that. */
function standing(blocks: readonly Box[], ports: readonly Port[]): Box[] {
  return blocks
    .filter((block) => !ports.some(({ at }) => holdsIn(block, at)))
    .sort((a, b) => a.x - b.x || a.y - b.y || a.w - b.w || a.h - b.h)
}

/**
 * A way with right angles from one of some ports to one of others, around blocks and at a distance from them; nearer where there is no
 * room. Where no way is free at all, the plainest one. All in hundredths.
 */
export function routed(
  from: readonly Port[],
  to: readonly Port[],
  blocks: readonly Box[],
  distance: number,
): readonly BoardPoint[] {
  const boxes = standing(blocks, [...from, ...to])
  let last: readonly BoardPoint[] = []
  for (const share of SHARES) {
    const clear = Math.round(distance * share)
    const points = [...from, ...to].map(({ at }) => ({ x: at.x, y: at.y, w: 0, h: 0 }))
    const ends = grown(boxUnion(points)!, clear)
    const walls = new Walls(
      boxes.map((box) => grown(box, clear)),
      ends,
    )
    const stubs = (ports: readonly Port[]) => ports.map((port) => stubOf(port, clear))
    const free = (all: readonly Stub[]) => all.filter(({ at }) => walls.free(at))
    const [starts, goals] = [stubs(from), stubs(to)]
    const ways = plainWays(starts, goals, ends)
    last = ways[0]?.points ?? unbent([...plain(starts[0]!, goals[0]!, ends)][0]!)
    const [a, b] = [free(starts), free(goals)]
    if (a.length === 0 || b.length === 0) continue
    const cheap = ways.filter(({ cost }) => cost <= ways[0]!.cost + DETOUR)
    const found = cheap.find(({ inner }) => walls.open(inner))
    if (found !== undefined) return found.points
    const hit = last.flatMap((p, i) => (i === 0 ? [] : [...walls.between(last[i - 1]!, p)]))
    const way = around(walls, a, b, hit)
    if (way !== null) return way
  }
  return last
}
