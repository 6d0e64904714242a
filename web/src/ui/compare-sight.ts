import { fitted, type Viewport } from '../editor/camera'
import type { Camera } from '../editor/types'
import type { Box } from '../geometry/box'

/** The camera that shows a box where neither the player nor what stands beside it covers the canvas. */
export function fittedBeside(box: Box, viewport: Viewport): Camera {
  const bottom = topOf('.player') ?? viewport.h
  const side = document.querySelector('.history-side')?.getBoundingClientRect()
  if (side === undefined) return fitted(box, { w: viewport.w, h: bottom })
  // On a narrow window it takes the whole width, and what is free lies below it.
  const narrow = side.width > viewport.w / 2
  const top = narrow ? Math.min(side.bottom, bottom - LEAST) : 0
  const left = !narrow && side.left < viewport.w / 2 ? side.right : 0
  const right = narrow || left > 0 ? viewport.w : side.left
  const camera = fitted(box, { w: right - left, h: bottom - top })
  return { ...camera, x: camera.x - (left * 100) / camera.zoom, y: camera.y - (top * 100) / camera.zoom }
}

/** So much is left free in any case, in CSS pixels. */
const LEAST = 120

const topOf = (part: string) => document.querySelector(part)?.getBoundingClientRect().top
