import type { Value } from '../board/types'
import { anchorValue, MIDDLE, WHOLE } from '../elements/arrow-end'
import type { BoardPoint } from '../geometry/point'
import type { Foreign } from './excalidraw-forms'
import { lineThrough, type Made } from './foreign-lines'

/** Arrows of Excalidraw as arrows of a board. */

/** Their heads by ours; the last three are what older files call some of them. */
const heads: ReadonlyMap<unknown, string> = new Map([
  ['arrow', 'arrow'],
  ['bar', 'bar'],
  ['circle', 'circle'],
  ['circle_outline', 'circle-open'],
  ['triangle', 'triangle'],
  ['triangle_outline', 'triangle-open'],
  ['diamond', 'diamond'],
  ['diamond_outline', 'diamond-open'],
  ['cardinality_one', 'one'],
  ['cardinality_many', 'many'],
  ['cardinality_one_or_many', 'one-many'],
  ['cardinality_exactly_one', 'only-one'],
  ['cardinality_zero_or_one', 'zero-one'],
  ['cardinality_zero_or_many', 'zero-many'],
  ['dot', 'circle'],
  ['crowfoot_one', 'one'],
  ['crowfoot_many', 'many'],
  ['crowfoot_one_or_many', 'one-many'],
])

const headOf = (value: unknown): string => heads.get(value) ?? 'none'

/** An arrow through points of a board. With right angles only its ends are kept: what lies between is worked out. An end that does not say has an arrow's head. */
export function arrowThrough(
  points: readonly BoardPoint[],
  e: Foreign,
  look: Iterable<readonly [string, Value]>,
): Made {
  const elbow = e.elbowed === true
  const round = typeof e.roundness === 'object' && e.roundness !== null
  const kept = elbow ? [points[0]!, points.at(-1)!] : points
  return lineThrough(kept, { closed: false, smooth: false }, look)
    .set('kind', 'arrow')
    .set('route', elbow ? 'elbow' : round && points.length > 2 ? 'curve' : 'straight')
    .set('start-head', headOf(e.startArrowhead))
    .set('end-head', e.endArrowhead === undefined ? 'arrow' : headOf(e.endArrowhead))
}

/** How far from a side of its box a point may lie and be meant to be on it, as a share. */
const ON_SIDE = 0.06

/** What an end is tied to, by `ids` of theirs; null for a free one. Of a point within only those are kept that mean to lie there. */
function anchorOf(binding: unknown, ids: ReadonlyMap<unknown, string>): Value | null {
  if (typeof binding !== 'object' || binding === null) return null
  const { elementId, fixedPoint, mode } = binding as Foreign
  const id = ids.get(elementId)
  if (id === undefined) return null
  const [u, v] = Array.isArray(fixedPoint) ? (fixedPoint as unknown[]).map(Number) : []
  const whole = anchorValue({ id, x: MIDDLE, y: MIDDLE })
  if (u === undefined || v === undefined || !Number.isFinite(u) || !Number.isFinite(v)) return whole
  const side = [u, v].some((share) => share < ON_SIDE || share > 1 - ON_SIDE)
  if (!side && mode !== 'inside') return whole
  const share = (n: number) => Math.round(Math.min(1, Math.max(0, n)) * WHOLE)
  return anchorValue({ id, x: share(u), y: share(v) })
}

/** Ties the ends of an arrow to what they are tied to there. */
export function tieEnds(arrow: Made, e: Foreign, ids: ReadonlyMap<unknown, string>): void {
  for (const [end, binding] of [
    ['start', e.startBinding],
    ['end', e.endBinding],
  ] as const) {
    const anchor = anchorOf(binding, ids)
    if (anchor !== null) arrow.set(end, anchor)
  }
}
