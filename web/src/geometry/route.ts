import { type Box, boxUnion, grown } from './box'
import type { BoardPoint } from './point'
import { type Gate, Net, searched } from './route-search'
import { Lanes, Walls } from './route-walls'

/** Ways with right angles between two places, around what stands between. Pure; every page finds the same way. */

/** Where a route may begin or end. `way`: how it leaves, one step along x or y; null for any. */
export type Port = { readonly at: BoardPoint; readonly way: BoardPoint | null }

/** What a turn costs beside the length of the way, in hundredths: a detour shorter than that is taken to save one. */
const TURN = 4000
/** A plain way is taken if it costs no more than this beyond the plainest; else a better one is looked for. */
const DETOUR = 3 * TURN
/** The least share of the distance from what stands around that is kept. */
const LEAST = 0.1
/** Where the full distance cannot be kept, and the least can, the first of these shares that can be. */
const SHARES = [0.5, 0.25] as const

/** A port, and the point at its distance from what it belongs to, from where the route is free. */
type Stub = Gate & { readonly port: Port }

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

/**
 * A way around walls: along those in the way at first, then along those at which one is stopped, until there is one. Looked at from both
 * ends: mostly it is a narrow place around one of them out of which nothing leads.
 */
function around(walls: Walls, from: readonly Stub[], to: readonly Stub[], hit: Iterable<Box>): BoardPoint[] | null {
  const lanes = new Lanes(
    walls,
    [...from, ...to].map(({ at }) => at),
  )
  for (const wall of hit) lanes.take(wall)
  for (;;) {
    const net = new Net(lanes.all)
    const here = net.reached(from)
    if (to.some(({ at }) => net.through(at).some((lane) => here.has(lane))))
      return ported(searched(net, from, to, TURN)!, from, to)
    if (!lanes.further(here)) return null
    if (!lanes.further(net.reached(to))) return null
  }
}

/** A way from gate to gate, with the ports before them. */
function ported(way: readonly BoardPoint[], from: readonly Stub[], to: readonly Stub[]): BoardPoint[] {
  const portAt = (stubs: readonly Stub[], p: BoardPoint) => stubs.find(({ at }) => at.x === p.x && at.y === p.y)!.port
  return unbent([portAt(from, way[0]!).at, ...way, portAt(to, way.at(-1)!).at])
}

const holdsIn = ({ x, y, w, h }: Box, p: BoardPoint): boolean => p.x > x && p.x < x + w && p.y > y && p.y < y + h

/** What stands around in one order, whoever found it, and without what the ends lie in: nobody could come out of that. */
function standing(blocks: readonly Box[], ports: readonly Port[]): Box[] {
  return blocks
    .filter((block) => !ports.some(({ at }) => holdsIn(block, at)))
    .sort((a, b) => a.x - b.x || a.y - b.y || a.w - b.w || a.h - b.h)
}

/** What is found where so much distance is kept: a way that is free, or else the plainest. */
type Found = { readonly free: boolean; readonly points: readonly BoardPoint[] }

/** A way at a distance from what stands around. */
function keeping(from: readonly Port[], to: readonly Port[], boxes: readonly Box[], clear: number): Found {
  const points = [...from, ...to].map(({ at }) => ({ x: at.x, y: at.y, w: 0, h: 0 }))
  const ends = grown(boxUnion(points)!, clear)
  const walls = new Walls(
    boxes.map((box) => grown(box, clear)),
    grown(ends, TURN),
  )
  const stubs = (ports: readonly Port[]) => ports.map((port) => stubOf(port, clear))
  const [starts, goals] = [stubs(from), stubs(to)]
  const ways = plainWays(starts, goals, ends)
  const plainest = ways[0]?.points ?? unbent([...plain(starts[0]!, goals[0]!, ends)][0]!)
  const free = (all: readonly Stub[]) => all.filter(({ at }) => walls.free(at))
  const [a, b] = [free(starts), free(goals)]
  if (a.length === 0 || b.length === 0) return { free: false, points: plainest }
  const open = ways.find(({ cost, inner }) => cost <= ways[0]!.cost + DETOUR && walls.open(inner))
  if (open !== undefined) return { free: true, points: open.points }
  const hit = plainest.flatMap((p, i) => (i === 0 ? [] : [...walls.between(plainest[i - 1]!, p)]))
  const way = around(walls, a, b, hit)
  return { free: way !== null, points: way ?? plainest }
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
  const keep = (share: number) => keeping(from, to, boxes, Math.round(distance * share))
  const full = keep(1)
  if (full.free) return full.points
  const least = keep(LEAST)
  // Nobody gets through with more distance where there is no getting through with the least.
  if (!least.free) return least.points
  for (const share of SHARES) {
    const found = keep(share)
    if (found.free) return found.points
  }
  return least.points
}
