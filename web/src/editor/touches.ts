import { zoomIn } from './camera'
import type { Camera } from './types'

/** Two fingers on the canvas, in CSS pixels. */
export type TwoFingers = readonly [a: { x: number; y: number }, b: { x: number; y: number }]

function middle([a, b]: TwoFingers): { x: number; y: number } {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

/** The camera after two fingers went from one place to another: what was under them stays under them. */
export function pinched(camera: Camera, from: TwoFingers, to: TwoFingers): Camera {
  const apart = (f: TwoFingers) => Math.max(1, Math.hypot(f[0].x - f[1].x, f[0].y - f[1].y))
  const zoom = zoomIn((camera.zoom * apart(to)) / apart(from))
  const was = middle(from)
  const is = middle(to)
  return {
    x: camera.x + (was.x * 100) / camera.zoom - (is.x * 100) / zoom,
    y: camera.y + (was.y * 100) / camera.zoom - (is.y * 100) / zoom,
    zoom,
  }
}

/** How far the middle between two fingers went, in CSS pixels. */
export function wayBetween(from: TwoFingers, to: TwoFingers): readonly [x: number, y: number] {
  const [was, is] = [middle(from), middle(to)]
  return [is.x - was.x, is.y - was.y]
}
