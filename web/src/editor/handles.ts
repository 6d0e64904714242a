import { type Box, grown } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'

/** The eight handles by their compass point. */
export type Handle = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w'

/** Which side a handle pulls: -1 left or top, 1 right or bottom, 0 neither. */
export function sidesOf(handle: Handle): readonly [x: -1 | 0 | 1, y: -1 | 0 | 1] {
  const x = handle.includes('w') ? -1 : handle.includes('e') ? 1 : 0
  const y = handle.includes('n') ? -1 : handle.includes('s') ? 1 : 0
  return [x, y]
}

/** Corners come first: where they overlap with sides, they win. */
const corners: readonly Handle[] = ['nw', 'ne', 'se', 'sw']
const edges: readonly Handle[] = ['n', 'e', 's', 'w']

/** A box is too small for its sides to be grasped below so many CSS pixels. */
const ROOM = 28

/** The frame of a selection is drawn so far outside of what is selected and its lines, in CSS pixels, or it would hide them. */
const FRAME = 4

/** How far outside of a selection's box its frame is, in CSS pixels. `overhang`: how far its lines stand out of the box, in board units. */
export function frameGap(overhang: number, zoom: number): number {
  return FRAME + (overhang * zoom) / 100
}

/** Where a handle sits on a box. */
export function handlePoint(box: Box, handle: Handle): BoardPoint {
  const [x, y] = sidesOf(handle)
  return { x: box.x + (box.w * (x + 1)) / 2, y: box.y + (box.h * (y + 1)) / 2 }
}

/** The corners that are drawn. */
export function cornerHandles(): readonly Handle[] {
  return corners
}

function along(box: Box, at: BoardPoint, handle: Handle, slack: number): boolean {
  const p = handlePoint(box, handle)
  const [x] = sidesOf(handle)
  if (x !== 0) return Math.abs(at.x - p.x) <= slack && at.y > box.y && at.y < box.y + box.h
  return Math.abs(at.y - p.y) <= slack && at.x > box.x && at.x < box.x + box.w
}

/** The handle of the frame around a box at a point: corners within `pixels`, sides along their whole length, but not on the lines of what is selected. `overhang` as in frameGap, `zoom` as in Camera. */
export function handleAt(selected: Box, overhang: number, at: BoardPoint, pixels: number, zoom: number): Handle | null {
  const box = grown(selected, (frameGap(overhang, zoom) * 100) / zoom)
  const slack = (pixels * 100) / zoom
  const room = (ROOM * 100) / zoom
  const flat = box.w < room && box.h < room
  for (const handle of corners) {
    const p = handlePoint(box, handle)
    if (Math.abs(at.x - p.x) > slack || Math.abs(at.y - p.y) > slack) continue
    // On a small box corners are grasped from outside, so that its middle still moves it.
    const inside = at.x > box.x && at.x < box.x + box.w && at.y > box.y && at.y < box.y + box.h
    if (!flat || !inside) return handle
  }
  for (const handle of edges) {
    const [x] = sidesOf(handle)
    if ((x !== 0 ? box.h : box.w) > room && along(box, at, handle, slack * 0.4)) return handle
  }
  return null
}

/** What a box becomes when a handle is pulled by a vector: `even` keeps its proportions, `centred` its middle. */
export function pulled(box: Box, handle: Handle, by: BoardPoint, even: boolean, centred: boolean): Box {
  const [sx, sy] = sidesOf(handle)
  const reach = centred ? 2 : 1
  let w = box.w + by.x * sx * reach
  let h = box.h + by.y * sy * reach
  if (even && box.w > 0 && box.h > 0) {
    const scales = [sx === 0 ? 0 : Math.abs(w / box.w), sy === 0 ? 0 : Math.abs(h / box.h)]
    const scale = Math.max(...scales)
    w = (w < 0 ? -1 : 1) * box.w * scale
    h = (h < 0 ? -1 : 1) * box.h * scale
  }
  // A side of no length could never be pulled open again.
  if (Math.abs(w) < 1 && box.w > 0) w = 1
  if (Math.abs(h) < 1 && box.h > 0) h = 1
  const fixed = (side: -1 | 0 | 1, from: number, length: number, next: number) =>
    centred || side === 0 ? from + (length - next) / 2 : side > 0 ? from : from + length - next
  return { x: fixed(sx, box.x, box.w, w), y: fixed(sy, box.y, box.h, h), w, h }
}
