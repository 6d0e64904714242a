import type { Value } from '../board/types'
import type { ElementProps } from './element'
import { pointsOf, STRIDE } from './ink'

/**
 * Where the ink of a stroke has been rubbed out. A stroke is never cut into pieces: how its line looks hangs on all of its points, so it
 * keeps them, and a map of gaps says what of it is not to be seen. Each rubbing adds entries of its own, so two people may rub at once
 * and both take effect, and taking one back leaves the other. A gap is counted along the points and not in units, so it stays where it
 * is on a stroke that is moved, pulled, turned or mirrored.
 */

/** A stretch of a stroke: from place to place. Its first point is at place 0, the next one at `STEP`. */
export type Stretch = readonly [from: number, to: number]

/** Places to a step from one point to the next (kinds.json, "place"). */
export const STEP = 10_000

/** The paths of the map begin so. */
export const GAPS = 'gaps/'
const none: readonly Stretch[] = []

/** The place of the last point. */
export function endOf(p: ElementProps): number {
  return Math.max(0, Math.floor(pointsOf(p).length / STRIDE) - 1) * STEP
}

/** Places this near are the same, reckoned in two ways: a hair of ink between two gaps is a hair that is seen. */
const SAME = 1e-6

/** Stretches in their order, those that touch as one. */
export function joinedUp(stretches: readonly Stretch[]): readonly Stretch[] {
  const all = stretches.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0])
  const joined: Stretch[] = []
  for (const one of all) {
    const last = joined.at(-1)
    if (last === undefined || one[0] > last[1] + SAME) joined.push(one)
    else joined[joined.length - 1] = [last[0], Math.max(last[1], one[1])]
  }
  return joined
}

/** What of stretches, given in their order, lies outside of others, which are too. */
export function outside(stretches: readonly Stretch[], others: readonly Stretch[]): readonly Stretch[] {
  return stretches.flatMap(([from, to]) => {
    const left: Stretch[] = []
    let at = from
    for (const [a, b] of others) {
      if (b <= at || a >= to) continue
      if (a > at) left.push([at, a])
      at = b
    }
    if (at < to) left.push([at, to])
    return left
  })
}

const known = new WeakMap<ElementProps, readonly Stretch[]>()

/** What is not to be seen of a stroke, in the order of its line; the same list for the same properties. */
export function gapsOf(p: ElementProps): readonly Stretch[] {
  const found = known.get(p)
  if (found !== undefined) return found
  const entries = entriesOf(p)
  if (entries.length === 0) return none
  const end = endOf(p)
  const gaps = joinedUp(
    entries.map(([, value]) => read(value)).map(([from, to]) => [Math.max(0, from), Math.min(end, to)] as const),
  )
  known.set(p, gaps)
  return gaps
}

/** The gaps as they are stored, overlapping or not. */
export function entriesOf(p: ElementProps): (readonly [path: string, value: Value])[] {
  const entries: (readonly [string, Value])[] = []
  // Every stroke of a board is asked while it loads.
  for (const path of p.keys()) if (path.startsWith(GAPS)) entries.push([path, p.get(path)!])
  return entries
}

function read(value: Value): Stretch {
  if (!Array.isArray(value)) return [0, 0]
  const [from, to] = value as readonly Value[]
  return typeof from === 'number' && typeof to === 'number' ? [from, to] : [0, 0]
}

/** What is to be seen of a stroke. */
export function shownOf(p: ElementProps, gaps: readonly Stretch[] = gapsOf(p)): readonly Stretch[] {
  return outside([[0, endOf(p)]], gaps)
}
