import type { Box } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { type Gap, gapsAlong } from './snap-gaps'
import type { Guide } from './tool'

/** Things in the hand cling to what is this near, in CSS pixels (Excalidraw and tldraw: 8). */
export const CLING = 8

/** What things cling to: a grid with this step in hundredths, or the boxes of what lies around. */
export type Field = { readonly grid: number } | { readonly boxes: readonly Box[] }

/** How far something goes beyond where the hand has it, and what it clings to there. */
export type Snapped = { readonly by: BoardPoint; readonly guides: readonly Guide[] }

/** Which ways something may still go. */
export type Free = { readonly x: boolean; readonly y: boolean }

type Axis = 'x' | 'y'

/** A place of a thing on one axis: its sides cling to sides, its middle to middles. A point is both. */
type Stop = { readonly at: number; readonly is: 'side' | 'middle' | 'both' }

const lengthOf = { x: 'w', y: 'h' } as const
const other = { x: 'y', y: 'x' } as const

/** Places that lie nearer to each other than this are the same, in hundredths. */
const SAME = 1

function stopsOf(box: Box, axis: Axis): readonly Stop[] {
  const at = box[axis]
  const length = box[lengthOf[axis]]
  return [
    { at, is: 'side' },
    { at: at + length / 2, is: 'middle' },
    { at: at + length, is: 'side' },
  ]
}

function alike(a: Stop, b: Stop): boolean {
  return a.is === b.is || a.is === 'both' || b.is === 'both'
}

/** How far the nearest alike place is; null beyond the reach. */
function nearest(stops: readonly Stop[], boxes: readonly Box[], axis: Axis, reach: number): number | null {
  let best: number | null = null
  for (const box of boxes) {
    for (const there of stopsOf(box, axis)) {
      for (const here of stops) {
        const way = there.at - here.at
        if (Math.abs(way) > reach || !alike(here, there)) continue
        if (best === null || Math.abs(way) < Math.abs(best)) best = way
      }
    }
  }
  return best
}

/** A place where the thing, as it lies now, agrees with others. */
type Line = { readonly at: number; readonly middle: boolean; readonly with: Box[]; away: number }

/** More lines than this on one axis say nothing more to anyone. */
const LINES = 2

/** How far a box lies from another across an axis; 0 where they overlap. */
function apart(a: Box, b: Box, cross: Axis): number {
  const length = lengthOf[cross]
  return Math.max(0, a[cross] - (b[cross] + b[length]), b[cross] - (a[cross] + a[length]))
}

/** All places where the thing agrees with others, those that count most first: of the middles, then the nearest. */
function agreeing(stops: readonly Stop[], now: Box, boxes: readonly Box[], axis: Axis): readonly Line[] {
  const lines = new Map<number, Line>()
  for (const box of boxes) {
    const away = apart(box, now, other[axis])
    for (const there of stopsOf(box, axis)) {
      if (!stops.some((here) => alike(here, there) && Math.abs(here.at - there.at) < SAME)) continue
      const key = Math.round(there.at)
      const line = lines.get(key) ?? { at: key, middle: there.is === 'middle', with: [], away }
      line.with.push(box)
      line.away = Math.min(line.away, away)
      lines.set(key, line)
    }
  }
  return [...lines.values()].sort((a, b) => Number(b.middle) - Number(a.middle) || a.away - b.away)
}

/** Lines through the places that say most: a second one only for something that the first does not meet. */
function guidesAlong(stops: readonly Stop[], now: Box, boxes: readonly Box[], axis: Axis, most = LINES): Guide[] {
  const told = new Set<Box>()
  const shown: Guide[] = []
  for (const line of agreeing(stops, now, boxes, axis)) {
    if (shown.length === most || line.with.every((box) => told.has(box))) continue
    for (const box of line.with) told.add(box)
    shown.push(guideThrough(line, now, axis))
  }
  return shown
}

function guideThrough({ at, with: boxes }: Line, now: Box, axis: Axis): Guide {
  const cross = other[axis]
  const ends = [now, ...boxes]
  const from = Math.min(...ends.map((box) => box[cross]))
  const to = Math.max(...ends.map((box) => box[cross] + box[lengthOf[cross]]))
  return axis === 'x'
    ? { from: { x: at, y: from }, to: { x: at, y: to }, ticks: false }
    : { from: { x: from, y: at }, to: { x: to, y: at }, ticks: false }
}

function toGrid(at: number, step: number): number {
  return Math.round(at / step) * step - at
}

function shifted(box: Box, by: BoardPoint): Box {
  return { ...box, x: box.x + by.x, y: box.y + by.y }
}

/** What of the gaps comes true where the box lies now. */
function trueGaps(gaps: readonly Gap[], at: number): readonly Guide[] {
  return gaps.find((gap) => Math.abs(gap.at - at) < SAME)?.guides ?? []
}

function nearestGap(gaps: readonly Gap[], at: number, reach: number): number | null {
  let best: number | null = null
  for (const gap of gaps) {
    const way = gap.at - at
    if (Math.abs(way) <= reach && (best === null || Math.abs(way) < Math.abs(best))) best = way
  }
  return best
}

function closer(a: number | null, b: number | null): number {
  if (a === null) return b ?? 0
  return b === null || Math.abs(a) <= Math.abs(b) ? a : b
}

/** What is shown of one axis. Where gaps have become alike one line is enough: their marks are to be read. */
function guidesOn(axis: Axis, now: Box, boxes: readonly Box[]): readonly Guide[] {
  const gaps = trueGaps(gapsAlong(now, boxes, axis), now[axis])
  return [...guidesAlong(stopsOf(now, axis), now, boxes, axis, gaps.length > 0 ? 1 : LINES), ...gaps]
}

/** A way on one axis can bring gaps on the other, which is then looked at again, so often at most. */
const LOOKS = 4

function wayAmong(boxes: readonly Box[], box: Box, free: Free, reach: number): BoardPoint {
  const side = (axis: Axis) => nearest(stopsOf(box, axis), boxes, axis, reach)
  const sides = { x: side('x'), y: side('y') }
  let by: BoardPoint = { x: 0, y: 0 }
  for (let look = 0; look < LOOKS; look++) {
    const now = shifted(box, by)
    const way = (axis: Axis) =>
      free[axis] ? closer(sides[axis], nearestGap(gapsAlong(now, boxes, axis), box[axis], reach)) : 0
    const next = { x: way('x'), y: way('y') }
    if (look > 0 && next.x === by.x && next.y === by.y) break
    by = next
  }
  return by
}

/** Where a box that is carried to a place settles. `reach` in hundredths. */
export function settled(field: Field, box: Box, free: Free, reach: number): Snapped {
  if ('grid' in field) {
    const by = (axis: Axis) => (free[axis] ? toGrid(box[axis], field.grid) : 0)
    return { by: { x: by('x'), y: by('y') }, guides: [] }
  }
  const { boxes } = field
  const by = wayAmong(boxes, box, free, reach)
  const now = shifted(box, by)
  const guides = (['x', 'y'] as const).flatMap((axis) => (free[axis] ? guidesOn(axis, now, boxes) : []))
  return { by, guides }
}

/** Where a point settles: the corner of something that is drawn or pulled. `sides`: it clings to sides only. `whole`: what it belongs to. */
export function settledPoint(
  field: Field,
  at: BoardPoint,
  free: Free,
  reach: number,
  is: Stop['is'] = 'both',
): Snapped {
  if ('grid' in field) {
    const by = (axis: Axis) => (free[axis] ? toGrid(at[axis], field.grid) : 0)
    return { by: { x: by('x'), y: by('y') }, guides: [] }
  }
  const stop = (n: number): readonly Stop[] => [{ at: n, is }]
  const way = (axis: Axis) => (free[axis] ? (nearest(stop(at[axis]), field.boxes, axis, reach) ?? 0) : 0)
  const by = { x: way('x'), y: way('y') }
  const now = { x: at.x + by.x, y: at.y + by.y, w: 0, h: 0 }
  const guides = (['x', 'y'] as const).flatMap((axis) =>
    free[axis] ? guidesAlong(stop(now[axis]), now, field.boxes, axis) : [],
  )
  return { by, guides }
}
