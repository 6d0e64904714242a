import { type Box, boxUnion, grown } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'

/** How a part of the board is laid into the map: a board point p lies at (p - at) × scale, in CSS pixels. */
export type Laid = { readonly at: BoardPoint; readonly scale: number }

/** What the map shows: everything that is drawn, and where one looks, with a little room around. */
export function areaOf(extent: Box | null, view: Box): Box {
  const all = boxUnion(extent === null ? [view] : [extent, view])!
  return grown(all, Math.max(all.w, all.h) * 0.04)
}

/** Lays an area into a map of that many CSS pixels, in its middle. */
export function laid(area: Box, w: number, h: number): Laid {
  const scale = Math.min(w / Math.max(1, area.w), h / Math.max(1, area.h))
  return { at: { x: area.x - (w / scale - area.w) / 2, y: area.y - (h / scale - area.h) / 2 }, scale }
}

/** A box of the board as it lies on the map. */
export function onMap(box: Box, { at, scale }: Laid): Box {
  return { x: (box.x - at.x) * scale, y: (box.y - at.y) * scale, w: box.w * scale, h: box.h * scale }
}

/** The board point under a point of the map. */
export function underMap(x: number, y: number, { at, scale }: Laid): BoardPoint {
  return { x: at.x + x / scale, y: at.y + y / scale }
}

/** How many elements are drawn at most: of more, every second or third or tenth. */
export const mostDrawn = 5_000

/** Every how many elements one is drawn. */
export function everyOf(count: number): number {
  return Math.max(1, Math.ceil(count / mostDrawn))
}
