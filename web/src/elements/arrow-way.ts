import type { Value } from '../board/types'
import { type Box, boxAround, boxUnion, grown } from '../geometry/box'
import { type BoardPoint, distance, whole } from '../geometry/point'
import { type Port, routed } from '../geometry/route'
import { anchorOf, type Side, sidesOf, type Tie, tieOf, tipFrom, untied } from './arrow-end'
import type { Changes, ElementProps, Neighbours, Ties } from './element'
import { bends, type Knot, knotPath, knotsOf, knotValue } from './knots'
import { atOf, string } from './props'

/**
 * The way that an arrow takes. It hangs on what its ends are tied to, so it is never stored: whoever looks at the board works it out,
 * and hands it on with the properties as `way`, a name that no stored property has. Its numbers are points from the arrow's `at`; on a
 * curve two control points stand between each two.
 */
const WAY = 'way'

/** A route with right angles keeps so far from what stands around it, in hundredths. */
const CLEAR = 2000
/** What stands so far outside of all that an arrow joins does not concern it, in hundredths. */
const CONCERN = 10_000

type Ends = { readonly start: Tie | null; readonly end: Tie | null }

/** The points of the way, from the arrow's `at`. */
export function wayOf(p: ElementProps): readonly BoardPoint[] {
  const way = p.get(WAY)
  if (!Array.isArray(way)) return freeWay(p)
  const points: BoardPoint[] = []
  for (let i = 0; i + 1 < way.length; i += 2) points.push({ x: way[i] as number, y: way[i + 1] as number })
  return points
}

/** The way where nothing is known of what stands around. */
function freeWay(p: ElementProps): readonly BoardPoint[] {
  const knots = knotsOf(p)
  const route = string(p, 'route')
  if (route === 'curve') return curved(knots, null, null)
  return route === 'elbow' ? elbowed(knots, null, null, []) : knots
}

/** Where the first and the last of some knots come to lie with straight pieces between them. */
function straightTips(knots: readonly BoardPoint[], { start, end }: Ends): readonly [BoardPoint, BoardPoint] {
  const [first, last] = [knots[0]!, knots.at(-1)!]
  const bent = knots.length > 2
  const aimOf = (tie: Tie | null, other: BoardPoint) => tie?.aim ?? other
  const second = bent ? knots[1]! : aimOf(end, last)
  const previous = bent ? knots.at(-2)! : aimOf(start, first)
  return [start === null ? first : tipFrom(start, second), end === null ? last : tipFrom(end, previous)]
}

/** A side that faces the other end: from there a curve swings over. */
function facing(tie: Tie, other: BoardPoint): Side {
  return sidesOf(tie).reduce((a, b) => (distance(b.at, other) < distance(a.at, other) ? b : a))
}

/** A curve through all knots; between two it leaves each straight away from its side, or along the longer side of the box they span. */
function curved(knots: readonly BoardPoint[], out: BoardPoint | null, into: BoardPoint | null): BoardPoint[] {
  if (knots.length > 2) return bends(knots)
  const [a, b] = [knots[0]!, knots[1]!]
  const reach = Math.max(CLEAR, (Math.abs(b.x - a.x) + Math.abs(b.y - a.y)) * 0.3)
  const handle = (p: BoardPoint, way: BoardPoint) => ({ x: p.x + way.x * reach, y: p.y + way.y * reach })
  return [a, handle(a, out ?? towards(a, b)), handle(b, into ?? towards(b, a)), b]
}

/** The step along x or y that leads most of the way to another point. */
function towards(a: BoardPoint, b: BoardPoint): BoardPoint {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  return Math.abs(dx) >= Math.abs(dy) ? { x: Math.sign(dx), y: 0 } : { x: 0, y: Math.sign(dy) }
}

/** A way with right angles through all knots; `from` and `to`: the sides by which tied ends may be left. */
function elbowed(
  knots: readonly BoardPoint[],
  from: readonly Side[] | null,
  to: readonly Side[] | null,
  blocks: readonly Box[],
): BoardPoint[] {
  const ports = knots.map(({ x, y }): readonly Port[] => [{ at: { x, y }, way: null }])
  if (from !== null) ports[0] = from
  if (to !== null) ports[ports.length - 1] = to
  const points: BoardPoint[] = []
  for (let i = 1; i < ports.length; i++) points.push(...routed(ports[i - 1]!, ports[i]!, blocks, CLEAR))
  return points
}

function board(p: ElementProps): BoardPoint[] {
  const at = atOf(p)
  return knotsOf(p).map(({ x, y }) => ({ x: at.x + x, y: at.y + y }))
}

function straightWay(points: readonly BoardPoint[], ends: Ends): BoardPoint[] {
  const [first, last] = straightTips(points, ends)
  return [first, ...points.slice(1, -1), last]
}

function curveWay(points: readonly BoardPoint[], ends: Ends): BoardPoint[] {
  if (points.length > 2) return curved(straightWay(points, ends), null, null)
  const [first, last] = [points[0]!, points[1]!]
  const out = ends.start && facing(ends.start, ends.end?.aim ?? last)
  const into = ends.end && facing(ends.end, out?.at ?? first)
  return curved([out?.at ?? first, into?.at ?? last], out?.way ?? null, into?.way ?? null)
}

function elbowWay(points: readonly BoardPoint[], { start, end }: Ends, blocks: readonly Box[]): BoardPoint[] {
  return elbowed(points, start && sidesOf(start), end && sidesOf(end), blocks)
}

/** Right angles from side to side, whatever stands between; found at once. */
function roughWay([first, last]: readonly BoardPoint[], { start, end }: Ends): BoardPoint[] {
  const out = start && facing(start, end?.aim ?? last!)
  const into = end && facing(end, out?.at ?? first!)
  const [a, b] = [out?.at ?? first!, into?.at ?? last!]
  const leaves = (out?.way ?? towards(a, b)).x !== 0
  const arrives = (into?.way ?? towards(b, a)).x !== 0
  if (leaves !== arrives) return [a, leaves ? { x: b.x, y: a.y } : { x: a.x, y: b.y }, b]
  const halfway = { x: whole((a.x + b.x) / 2), y: whole((a.y + b.y) / 2) }
  if (leaves) return [a, { x: halfway.x, y: a.y }, { x: halfway.x, y: b.y }, b]
  return [a, { x: a.x, y: halfway.y }, { x: b.x, y: halfway.y }, b]
}

/** The ids that the ends name, once each. */
function named(p: ElementProps): string[] {
  const ids = [anchorOf(p, 'start')?.id, anchorOf(p, 'end')?.id].filter((id) => id !== undefined)
  return [...new Set(ids)]
}

/** The area in which whatever stands may turn a way with right angles aside; null for other ways, which mind nothing. */
function area(p: ElementProps, around: Neighbours): Box | null {
  if (string(p, 'route') !== 'elbow') return null
  const edges = (['start', 'end'] as const).map((end) => boxAround(tieOf(p, end, around)?.edge ?? []))
  const all = [boxAround(board(p)), ...edges].filter((box) => box !== null)
  return all.length === 0 ? null : grown(boxUnion(all)!, CONCERN)
}

function wayBetween(p: ElementProps, ends: Ends, around: Neighbours): BoardPoint[] {
  const points = board(p)
  const route = string(p, 'route')
  if (route === 'curve') return curveWay(points, ends)
  if (route !== 'elbow') return straightWay(points, ends)
  if (around.rough === true && points.length === 2) return roughWay(points, ends)
  const own = [ends.start, ends.end].flatMap((tie) => (tie === null ? [] : [boxAround(tie.edge)!]))
  const tips = [ends.start?.aim ?? points[0]!, ends.end?.aim ?? points.at(-1)!]
  return elbowWay(points, ends, [...own, ...around.standing(area(p, around)!, new Set(named(p)), tips)])
}

/** The arrow as it is drawn: its way, and its first and last point at the ends of that. */
function tied(p: ElementProps, around: Neighbours): ElementProps {
  const knots = knotsOf(p)
  if (knots.length < 2) return p
  const ends = { start: tieOf(p, 'start', around), end: tieOf(p, 'end', around) }
  if (ends.start === null && ends.end === null && string(p, 'route') !== 'elbow') return loosened(p)
  const at = atOf(p)
  const way = wayBetween(p, ends, around).map((q) => ({ x: whole(q.x - at.x), y: whole(q.y - at.y) }))
  const next = new Map(p).set(
    WAY,
    way.flatMap(({ x, y }) => [x, y]),
  )
  const put = (knot: Knot, { x, y }: BoardPoint) => next.set(knotPath(knot.id), knotValue({ ...knot, x, y }))
  if (ends.start !== null) put(knots[0]!, way[0]!)
  if (ends.end !== null) put(knots.at(-1)!, way.at(-1)!)
  return next
}

/** Without a way that was worked out before. */
function loosened(p: ElementProps): ElementProps {
  if (!p.has(WAY)) return p
  const next = new Map(p)
  next.delete(WAY)
  return next
}

/** What to set so that both ends go free, unless something that one is tied to comes along: then the other stays where it is, too. */
function freed(p: ElementProps, comes: (id: string) => boolean): Changes {
  const tied = (['start', 'end'] as const).filter((end) => anchorOf(p, end) !== null)
  return tied.some((end) => comes(anchorOf(p, end)!.id)) ? new Map() : new Map(tied.map((end) => [end, untied]))
}

/** What to set so that it stays where it is drawn when some that it is tied to are gone; it is tied again when they come back. */
function left(drawn: ElementProps, gone: (id: string) => boolean): Changes {
  const knots = knotsOf(drawn)
  const changes = new Map<string, Value>()
  for (const [end, knot] of [
    ['start', knots[0]],
    ['end', knots.at(-1)],
  ] as const) {
    const anchor = anchorOf(drawn, end)
    if (knot !== undefined && anchor !== null && gone(anchor.id)) changes.set(knotPath(knot.id), knotValue(knot))
  }
  return changes
}

/** How an arrow is tied to what its ends name. */
export const arrowTies: Ties = { to: named, tied, area, freed, left }
