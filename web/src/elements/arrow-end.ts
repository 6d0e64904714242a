import type { Value } from '../board/types'
import { boxAround, centreOf } from '../geometry/box'
import { type BoardPoint, distance, turned } from '../geometry/point'
import { distanceToLine, inPolygon } from '../geometry/segment'
import type { ElementProps, Neighbours } from './element'
import { kindOf } from './kind-of'
import { number, string } from './props'

/** What the ends of an arrow are tied to, and where that lets them end. */

/**
 * Where on an element an end is tied: `x` and `y` are shares of its box before it is turned, in hundredths of a percent. The middle of
 * the box means the whole of it: the arrow heads there and stops at the edge. A point on the edge, or within, is meant as it is.
 */
export type Anchor = { readonly id: string; readonly x: number; readonly y: number }

/** The whole length of a side, in the shares of an anchor. */
export const WHOLE = 10_000
/** The share that says: the element as a whole. */
export const MIDDLE = WHOLE / 2

/** Kept between a head and the edge it points to, in hundredths, beside half the line of that (Excalidraw: 5). */
const GAP = 500
/** Without a head it begins at the edge, and heads that say how many stand on it. */
const touching: ReadonlySet<string> = new Set(['none', 'one', 'only-one', 'zero-one', 'many', 'one-many', 'zero-many'])
/** A point so near to the edge is on it, in hundredths. */
const ON_EDGE = 150

/** An end as it is: what it is tied to, and the point that is meant. */
export type Tie = {
  readonly to: ElementProps
  /** The point on the board at which the arrow aims. */
  readonly aim: BoardPoint
  /** Around what it is tied to: closed, its first point once more at the end. */
  readonly edge: readonly BoardPoint[]
  readonly means: 'whole' | 'edge' | 'point'
  readonly gap: number
}

/** What an end says; null for a free one. */
export function anchorOf(p: ElementProps, end: 'start' | 'end'): Anchor | null {
  const value = p.get(end)
  if (!Array.isArray(value)) return null
  const [id, x, y] = value as readonly Value[]
  return typeof id === 'string' && id !== '' && typeof x === 'number' && typeof y === 'number' ? { id, x, y } : null
}

/** The value of an end that is free. */
export const untied: Value = ['', 0, 0]

/** Whether an anchor means the element as a whole. */
export const meansWhole = ({ x, y }: Pick<Anchor, 'x' | 'y'>): boolean => x === MIDDLE && y === MIDDLE

/** The value of an end that is tied. */
export const anchorValue = ({ id, x, y }: Anchor): Value => [id, x, y]

/** Whether arrows can be tied to an element. */
export const takesArrows = (p: ElementProps): boolean => kindOf(p).edge !== undefined

/** The board point that an anchor means on an element. */
export function anchorPoint(p: ElementProps, { x, y }: Pick<Anchor, 'x' | 'y'>): BoardPoint {
  const box = kindOf(p).own(p)
  const at = { x: box.x + (box.w * x) / WHOLE, y: box.y + (box.h * y) / WHOLE }
  return turned(at, centreOf(box), number(p, 'angle'))
}

/** The anchor of a board point on an element. */
export function anchorAt(id: string, p: ElementProps, at: BoardPoint): Anchor {
  const box = kindOf(p).own(p)
  const flat = turned(at, centreOf(box), -number(p, 'angle'))
  const share = (of: number, from: number, length: number) =>
    length === 0 ? MIDDLE : Math.round(((of - from) / length) * WHOLE)
  return { id, x: share(flat.x, box.x, box.w), y: share(flat.y, box.y, box.h) }
}

/** What an end is tied to beside the `other` end. At the same element both mean two points of it: there is no way from a whole to itself. */
export function apart(anchor: Anchor, other: string | undefined, to: ElementProps | undefined, at: BoardPoint): Anchor {
  const same = to !== undefined && other === anchor.id && meansWhole(anchor)
  return same ? anchorAt(anchor.id, to, at) : anchor
}

/** What an end is tied to, with that where it is now; null where it is free, or that is gone. */
export function tieOf(p: ElementProps, end: 'start' | 'end', around: Neighbours): Tie | null {
  const anchor = anchorOf(p, end)
  const to = anchor && around.props(anchor.id)
  if (!to || !takesArrows(to)) return null
  const edge = kindOf(to).edge!(to)
  const aim = anchorPoint(to, anchor)
  const gap = (touching.has(string(p, `${end}-head`)) ? 0 : GAP) + number(to, 'thickness') / 2
  return { to, aim, edge, means: meaning(anchor, aim, edge), gap }
}

function meaning(anchor: Anchor, aim: BoardPoint, edge: readonly BoardPoint[]): Tie['means'] {
  if (meansWhole(anchor)) return 'whole'
  return distanceToLine(aim, edge) <= ON_EDGE || !inPolygon(aim, edge) ? 'edge' : 'point'
}

/** Where a straight piece from a point ends at what it is tied to. */
export function tipFrom({ aim, edge, means, gap }: Tie, from: BoardPoint): BoardPoint {
  if (means === 'point') return aim
  const stop = means === 'edge' ? aim : (firstCrossing(from, aim, edge) ?? aim)
  if (stop === aim && means === 'whole') return aim
  return backed(stop, from, gap)
}

/** A point, drawn back towards another, but not as far as that. */
function backed(stop: BoardPoint, from: BoardPoint, by: number): BoardPoint {
  const length = distance(stop, from)
  if (length === 0) return stop
  const share = Math.min(by, length * 0.9) / length
  return { x: stop.x + (from.x - stop.x) * share, y: stop.y + (from.y - stop.y) * share }
}

/** Where a segment first comes onto a closed line; null where it does not. */
export function firstCrossing(from: BoardPoint, to: BoardPoint, ring: readonly BoardPoint[]): BoardPoint | null {
  let least = Number.POSITIVE_INFINITY
  for (let i = 1; i < ring.length; i++) least = Math.min(least, crossingShare(from, to, ring[i - 1]!, ring[i]!))
  return least > 1 ? null : { x: from.x + (to.x - from.x) * least, y: from.y + (to.y - from.y) * least }
}

/** Which share of the way from a to b lies before it crosses c–d; more than 1 where it does not. */
function crossingShare(a: BoardPoint, b: BoardPoint, c: BoardPoint, d: BoardPoint): number {
  const [rx, ry, sx, sy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y]
  const cross = rx * sy - ry * sx
  if (cross === 0) return Number.POSITIVE_INFINITY
  const t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / cross
  const u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / cross
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : Number.POSITIVE_INFINITY
}

/** A side by which an arrow may leave: where its tip is, and the step along x or y that leads away. */
export type Side = { readonly at: BoardPoint; readonly way: BoardPoint }

const ways: readonly BoardPoint[] = [
  { x: 1, y: 0 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
  { x: 0, y: 1 },
]

/** The sides by which an arrow with right angles may leave what it is tied to: the one that is meant, or all four. */
export function sidesOf(tie: Tie): readonly Side[] {
  const { aim, edge, means, gap } = tie
  const box = boxAround(edge)!
  const centre = centreOf(box)
  const reach = box.w + box.h + 1
  if (means === 'whole')
    return ways.map((way) => {
      const far = { x: centre.x + way.x * reach, y: centre.y + way.y * reach }
      return away(firstCrossing(far, centre, edge) ?? centre, way, gap)
    })
  const [dx, dy] = [(aim.x - centre.x) / Math.max(1, box.w), (aim.y - centre.y) / Math.max(1, box.h)]
  const way = Math.abs(dx) > Math.abs(dy) ? { x: Math.sign(dx), y: 0 } : { x: 0, y: Math.sign(dy) || 1 }
  return means === 'point' ? ways.map((one) => away(aim, one, 0)) : [away(aim, way, gap)]
}

function away({ x, y }: BoardPoint, way: BoardPoint, gap: number): Side {
  return { at: { x: Math.round(x + way.x * gap), y: Math.round(y + way.y * gap) }, way }
}
