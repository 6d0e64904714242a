import type { Value } from '../board/types'
import type { BoardPoint } from '../geometry/point'
import { arcAt, centreOf } from './centre'
import type { Changes, ElementProps } from './element'
import { endOf, entriesOf, GAPS, gapsOf, joinedUp, outside, type Stretch } from './gaps'
import { number } from './props'
import { inward } from './stroke-box'

/**
 * The stretches of a stroke that an eraser, round and of this radius, takes on its way from one board point to another. The ink goes
 * across its whole width where any of that width was touched: ends are square, as if the line had been cut with scissors.
 */
export function stretchesUnder(p: ElementProps, from: BoardPoint, to: BoardPoint, radius: number): readonly Stretch[] {
  const half = number(p, 'thickness') / 2
  const [a, b] = [inward(p, from), inward(p, to)]
  const reach = radius + half
  const [left, right] = [Math.min(a.x, b.x) - reach, Math.max(a.x, b.x) + reach]
  const [top, bottom] = [Math.min(a.y, b.y) - reach, Math.max(a.y, b.y) + reach]
  const { line, places, arcs } = centreOf(p)
  const found: Stretch[] = []
  for (let i = 1; i < line.length; i++) {
    const [c, d] = [line[i - 1]!, line[i]!]
    if ((c.x < left && d.x < left) || (c.x > right && d.x > right)) continue
    if ((c.y < top && d.y < top) || (c.y > bottom && d.y > bottom)) continue
    const long = arcs[i]! - arcs[i - 1]!
    const taken = long === 0 ? null : takenAlong(framed(c, d, long, a), framed(c, d, long, b), half, radius)
    if (taken === null || taken[1] <= 0 || taken[0] >= long) continue
    const place = (at: number) =>
      places[i - 1]! + ((places[i]! - places[i - 1]!) * Math.max(0, Math.min(long, at))) / long
    found.push([place(taken[0]), place(taken[1])])
  }
  return joinedUp(found)
}

/** A point as seen from the start of a segment that lies along the first axis. */
function framed(c: BoardPoint, d: BoardPoint, long: number, q: BoardPoint): BoardPoint {
  const [ux, uy] = [(d.x - c.x) / long, (d.y - c.y) / long]
  const [x, y] = [q.x - c.x, q.y - c.y]
  return { x: x * ux + y * uy, y: y * ux - x * uy }
}

/**
 * What a round thing going from a to b takes of a band along the first axis, so far to both sides of it: from where to where some part
 * of the band's width comes within its radius; null where nothing does.
 */
function takenAlong(a: BoardPoint, b: BoardPoint, half: number, radius: number): Stretch | null {
  let [low, high] = [Infinity, -Infinity]
  for (const t of turningPoints(a, b, half, radius)) {
    const off = Math.max(0, Math.abs(a.y + (b.y - a.y) * t) - half)
    if (off > radius) continue
    const x = a.x + (b.x - a.x) * t
    const reach = Math.sqrt(radius * radius - off * off)
    low = Math.min(low, x - reach)
    high = Math.max(high, x + reach)
  }
  return low <= high ? [low, high] : null
}

/** Where on the way the ends of what is taken may lie: at its ends, where it enters the band's reach, and where its round side is foremost. */
function turningPoints(a: BoardPoint, b: BoardPoint, half: number, radius: number): readonly number[] {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  if (dy === 0) return [0, 1]
  const foremost = (radius * Math.abs(dx)) / Math.hypot(dx, dy)
  const heights = [half, half + radius, half + foremost].flatMap((y) => [y, -y])
  // A hair inside, or rounding would leave them out.
  return [0, 1, ...heights.map((y) => (y * (1 - 1e-9) - a.y) / dy).filter((t) => t > 0 && t < 1)]
}

/** What would be left between gaps, or at an end, and is shorter than so many times the half of the stroke's thickness, goes with them. */
const CRUMB = 0.5

/** Gaps, with the crumbs between them. */
export function withCrumbs(p: ElementProps, gaps: readonly Stretch[]): readonly Stretch[] {
  if (gaps.length === 0) return gaps
  const centre = centreOf(p)
  const least = (number(p, 'thickness') / 2) * CRUMB
  const crumbs = outside([[0, endOf(p)]], gaps).filter(([from, to]) => arcAt(centre, to) - arcAt(centre, from) < least)
  return joinedUp([...gaps, ...crumbs])
}

/** The most entries of the map (kinds.json, "gaps"). */
const MOST = 1000
/** With so many of them those that lie in others are taken out. */
const MANY = 400

/**
 * What to set so that these stretches are not seen any more. Where a stroke has very many gaps, those that others hold are taken out, so
 * that there is always room. `newID` names the new ones.
 */
export function gapsAdded(
  p: ElementProps,
  stretches: readonly Stretch[],
  newID: () => string,
): ReadonlyMap<string, Value | null> {
  const entries = entriesOf(p)
  const fresh = joinedUp(stretches.map(([from, to]) => [Math.round(from), Math.round(to)] as const))
  if (entries.length + fresh.length <= MANY) return named(fresh, newID)
  const all = joinedUp([...gapsOf(p), ...fresh]).slice(0, MOST)
  return new Map([...entries.map(([path]) => [path, null] as const), ...named(all, newID)])
}

function named(stretches: readonly Stretch[], newID: () => string): Changes {
  return new Map(stretches.map(([from, to]) => [`${GAPS}${newID()}`, [from, to]]))
}

/** The same stroke with more gaps, as it is seen while the hand rubs. */
export function rubbed(p: ElementProps, stretches: readonly Stretch[]): ElementProps {
  return new Map([...p, ...named(stretches, nextName())])
}

function nextName(): () => string {
  let n = 0
  return () => `hand${n++}`
}
