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

/** A line through every place where the thing, as it lies now, agrees with others. */
function guidesAlong(stops: readonly Stop[], now: Box, boxes: readonly Box[], axis: Axis): Guide[] {
  const cross = other[axis]
  const lines = new Map<number, { least: number; most: number }>()
  for (const box of boxes) {
    for (const there of stopsOf(box, axis)) {
      if (!stops.some((here) => alike(here, there) && Math.abs(here.at - there.at) < SAME)) continue
      const key = Math.round(there.at)
      const line = lines.get(key) ?? { least: now[cross], most: now[cross] + now[lengthOf[cross]] }
      line.least = Math.min(line.least, box[cross])
      line.most = Math.max(line.most, box[cross] + box[lengthOf[cross]])
      lines.set(key, line)
    }
  }
  return [...lines].map(([at, { least, most }]) => ({
    from: axis === 'x' ? { x: at, y: least } : { x: least, y: at },
    to: axis === 'x' ? { x: at, y: most } : { x: most, y: at },
    ticks: false,
  }))
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

/** Where a box that is carried to a place settles. `reach` in hundredths. */
export function settled(field: Field, box: Box, free: Free, reach: number): Snapped {
  if ('grid' in field) {
    const by = (axis: Axis) => (free[axis] ? toGrid(box[axis], field.grid) : 0)
    return { by: { x: by('x'), y: by('y') }, guides: [] }
  }
  const { boxes } = field
  const gaps = { x: gapsAlong(box, boxes, 'x'), y: gapsAlong(box, boxes, 'y') }
  const way = (axis: Axis) =>
    free[axis] ? closer(nearest(stopsOf(box, axis), boxes, axis, reach), nearestGap(gaps[axis], box[axis], reach)) : 0
  const by = { x: way('x'), y: way('y') }
  const now = shifted(box, by)
  const guides = (['x', 'y'] as const).flatMap((axis) =>
    free[axis]
      ? [...guidesAlong(stopsOf(now, axis), now, boxes, axis), ...trueGaps(gapsAlong(now, boxes, axis), now[axis])]
      : [],
  )
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
