import type { Viewport } from '../editor/camera'
import type { Camera } from '../editor/types'
import { type Box, grown } from '../geometry/box'
import type { Size } from './wish'

/** Where a time-lapse looks: the same from its beginning to its end. */
export type View = {
  readonly size: Size
  readonly camera: Camera
  /** Pixels of the picture to a CSS pixel: what has one size at every zoom (names, hands) is as large on every picture. */
  readonly dpr: number
  /** The picture in CSS pixels. */
  readonly viewport: Viewport
  /** The part of the board that is seen. */
  readonly box: Box
}

/** A picture of so many pixels from its top to its foot has one to a CSS pixel. */
const PLAIN = 720

/** What lies on a small board is not drawn larger than this, in CSS pixels to a unit. */
const LARGEST = 2

/** Free room around all that lies on a board, as a share of its longer side. */
const ROOM = 0.04

/** Looks at all of a board: fitted into the picture, with some room around it. */
export function viewOfAll(extent: Box, size: Size): View {
  return viewOf(grown(extent, Math.max(1600, Math.max(extent.w, extent.h) * ROOM)), size, LARGEST)
}

/** Looks at a part of a board: all of it is in the picture, and beside it what else there is room for. */
export function viewOf({ x, y, w, h }: Box, size: Size, largest = Number.POSITIVE_INFINITY): View {
  const dpr = size.h / PLAIN
  const viewport = { w: size.w / dpr, h: size.h / dpr }
  const zoom = Math.min(largest, (viewport.w * 100) / Math.max(1, w), (viewport.h * 100) / Math.max(1, h))
  const [across, down] = [(viewport.w * 100) / zoom, (viewport.h * 100) / zoom]
  const box = { x: x - (across - w) / 2, y: y - (down - h) / 2, w: across, h: down }
  return { size, dpr, viewport, box, camera: { x: box.x, y: box.y, zoom } }
}
