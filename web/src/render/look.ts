import { seen, type Viewport } from '../editor/camera'
import type { Camera, Theme } from '../editor/types'
import type { Box } from '../geometry/box'

/** What a picture of the board is made with. */
export type Look = { readonly camera: Camera; readonly viewport: Viewport; readonly dpr: number; readonly theme: Theme }

/** Whether two looks show the same. */
export function sameLook(a: Look, b: Look): boolean {
  return (
    a.camera.x === b.camera.x &&
    a.camera.y === b.camera.y &&
    a.camera.zoom === b.camera.zoom &&
    a.viewport.w === b.viewport.w &&
    a.viewport.h === b.viewport.h &&
    a.dpr === b.dpr &&
    a.theme === b.theme
  )
}

/** The part of the board that is seen. */
export function seenBy({ camera, viewport }: Look): Box {
  return seen(camera, viewport)
}

/** Bounds of the memory of all pictures, in bytes. */
const LEAST = 40 * 2 ** 20
const MOST = 128 * 2 ** 20

/** The memory that pictures may take: three screens, not less than a small window needs, and on the largest screens what is seen. */
export function roomFor({ viewport, dpr }: Look): number {
  const screen = viewport.w * viewport.h * dpr * dpr * 4
  return Math.max(LEAST, Math.min(MOST, 3 * screen), 1.7 * screen)
}
