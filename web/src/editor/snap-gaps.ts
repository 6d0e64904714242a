import type { Box } from '../geometry/box'
import type { Guide } from './tool'

/** A place where a box has a gap beside it as wide as another gap near by. */
export type Gap = {
  /** Where its left (or top) side is then. */
  readonly at: number
  /** The gaps that are alike. */
  readonly guides: readonly Guide[]
}

type Axis = 'x' | 'y'

const lengthOf = { x: 'w', y: 'h' } as const
const other = { x: 'y', y: 'x' } as const

/** With more boxes beside it than this no gaps are looked for: nobody could tell which is meant. */
const MANY = 60

function overlap(a: Box, b: Box, axis: Axis): { least: number; most: number } | null {
  const length = lengthOf[axis]
  const least = Math.max(a[axis], b[axis])
  const most = Math.min(a[axis] + a[length], b[axis] + b[length])
  return most > least ? { least, most } : null
}

function gapGuide(from: number, to: number, beside: { least: number; most: number }, axis: Axis): Guide {
  const across = (beside.least + beside.most) / 2
  return axis === 'x'
    ? { from: { x: from, y: across }, to: { x: to, y: across }, ticks: true }
    : { from: { x: across, y: from }, to: { x: across, y: to }, ticks: true }
}

/** The pairs of neighbours among what lies beside a box on an axis: one ends before the next begins. */
function neighbours(boxes: readonly Box[], axis: Axis): (readonly [Box, Box])[] {
  const sorted = boxes.toSorted((a, b) => a[axis] - b[axis])
  const pairs: (readonly [Box, Box])[] = []
  for (const [i, a] of sorted.entries()) {
    const end = a[axis] + a[lengthOf[axis]]
    const next = sorted.slice(i + 1).find((b) => b[axis] > end && overlap(a, b, other[axis]) !== null)
    if (next !== undefined) pairs.push([a, next])
  }
  return pairs
}

/** The places along an axis where a box would stand in the midst between two, or as far from one as that is from its neighbour. */
export function gapsAlong(box: Box, boxes: readonly Box[], axis: Axis): Gap[] {
  const cross = other[axis]
  const beside = boxes.filter((one) => overlap(one, box, cross) !== null)
  if (beside.length < 2 || beside.length > MANY) return []
  const length = box[lengthOf[axis]]
  const places: Gap[] = []
  for (const [a, b] of neighbours(beside, axis)) {
    const aEnd = a[axis] + a[lengthOf[axis]]
    const bEnd = b[axis] + b[lengthOf[axis]]
    const gap = b[axis] - aEnd
    const toA = overlap(a, box, cross)!
    const toB = overlap(b, box, cross)!
    const between = gapGuide(aEnd, b[axis], overlap(a, b, cross)!, axis)
    const mid = aEnd + (gap - length) / 2
    if (length <= gap)
      places.push({ at: mid, guides: [gapGuide(aEnd, mid, toA, axis), gapGuide(mid + length, b[axis], toB, axis)] })
    places.push({ at: bEnd + gap, guides: [between, gapGuide(bEnd, bEnd + gap, toB, axis)] })
    places.push({ at: a[axis] - gap - length, guides: [between, gapGuide(a[axis] - gap, a[axis], toA, axis)] })
  }
  return places
}
