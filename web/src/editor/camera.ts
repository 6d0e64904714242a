import { type Box, centreOf } from '../geometry/box'
import { type BoardPoint, type ScreenPoint, screenPoint } from '../geometry/point'
import type { Camera } from './types'

/** The canvas in CSS pixels. */
export type Viewport = { readonly w: number; readonly h: number }

/** How far one can zoom: 10 % to 3000 %, as in Excalidraw. */
export const MIN_ZOOM = 0.1
export const MAX_ZOOM = 30

/** What a button's press zooms to, one after the other. */
const STEPS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 8, 16, 30]

/** Free room around what is fitted, in CSS pixels (tldraw's fit padding); on a small screen no more than a share of it. */
const PADDING = 96
const SHARE = 0.12

/** The zoom within its limits. */
export function zoomIn(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, Number.isFinite(zoom) ? zoom : 1))
}

/** Where a screen point lies on the board; not rounded. */
export function toBoard(camera: Camera, p: { x: number; y: number }): BoardPoint {
  return { x: camera.x + (p.x * 100) / camera.zoom, y: camera.y + (p.y * 100) / camera.zoom }
}

/** Where a board point lies on the screen. */
export function toScreen(camera: Camera, p: BoardPoint): ScreenPoint {
  return screenPoint(((p.x - camera.x) * camera.zoom) / 100, ((p.y - camera.y) * camera.zoom) / 100)
}

/** The camera moved so that the paper goes by so many CSS pixels. */
export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - (dx * 100) / camera.zoom, y: camera.y - (dy * 100) / camera.zoom }
}

/** The camera at another zoom, with what lies under the screen point x, y staying there. */
export function zoomedAt(camera: Camera, x: number, y: number, zoom: number): Camera {
  const next = zoomIn(zoom)
  const under = toBoard(camera, { x, y })
  return { x: under.x - (x * 100) / next, y: under.y - (y * 100) / next, zoom: next }
}

/** The next step in or out, about the middle. */
export function stepped(camera: Camera, viewport: Viewport, way: 1 | -1): Camera {
  const steps = way > 0 ? STEPS : STEPS.toReversed()
  const next = steps.find((step) => (way > 0 ? step > camera.zoom * 1.01 : step < camera.zoom * 0.99)) ?? camera.zoom
  return zoomedAt(camera, viewport.w / 2, viewport.h / 2, next)
}

/** A wheel's notch or a trackpad's pinch as a factor of zoom: damped, at most about a tenth an event, as in Excalidraw. */
export function wheelFactor(delta: number): number {
  const damped = Math.sign(delta) * Math.min(10, Math.abs(delta))
  return Math.exp(-damped / 100)
}

/** The camera that shows a box with some room around it, at most at 100 %; the origin where there is nothing. */
export function fitted(box: Box | null, viewport: Viewport): Camera {
  if (box === null) return { x: -viewport.w * 50, y: -viewport.h * 50, zoom: 1 }
  const room = (side: number) => side - 2 * Math.min(PADDING, side * SHARE)
  const zoom = zoomIn(
    Math.min(1, (room(viewport.w) * 100) / Math.max(1, box.w), (room(viewport.h) * 100) / Math.max(1, box.h)),
  )
  const { x, y } = centreOf(box)
  return { x: x - (viewport.w * 50) / zoom, y: y - (viewport.h * 50) / zoom, zoom }
}

/** The camera that has a board point in the middle of the screen. */
export function lookingAt(p: { readonly x: number; readonly y: number }, zoom: number, viewport: Viewport): Camera {
  return { x: p.x - (viewport.w * 50) / zoom, y: p.y - (viewport.h * 50) / zoom, zoom }
}

/** The camera that shows all of a box and as little else as can be, at any zoom there is. */
export function showing(box: Box, viewport: Viewport): Camera {
  const zoom = zoomIn(Math.min((viewport.w * 100) / Math.max(1, box.w), (viewport.h * 100) / Math.max(1, box.h)))
  return lookingAt(centreOf(box), zoom, viewport)
}

/** The part of the board that is seen. */
export function seen(camera: Camera, viewport: Viewport): Box {
  return { x: camera.x, y: camera.y, w: (viewport.w * 100) / camera.zoom, h: (viewport.h * 100) / camera.zoom }
}

/** Between two cameras, t from 0 to 1: zoom goes by factors, and the middle of the screen along with it. */
export function between(a: Camera, b: Camera, viewport: Viewport, t: number): Camera {
  const zoom = a.zoom * (b.zoom / a.zoom) ** t
  const from = centreOf(seen(a, viewport))
  const to = centreOf(seen(b, viewport))
  // Where the zoom changes, the middle keeps pace with the factor, or the picture would swing.
  const share = Math.abs(b.zoom - a.zoom) < 1e-6 ? t : (1 / zoom - 1 / a.zoom) / (1 / b.zoom - 1 / a.zoom)
  const x = from.x + (to.x - from.x) * share
  const y = from.y + (to.y - from.y) * share
  return { x: x - (viewport.w * 50) / zoom, y: y - (viewport.h * 50) / zoom, zoom }
}

/** The nearest camera whose corner lies on a whole device pixel: pictures that were painted once fit there without being smoothed. */
export function onPixels({ x, y, zoom }: Camera, dpr: number): Camera {
  const k = (zoom * dpr) / 100
  return { x: Math.round(x * k) / k, y: Math.round(y * k) / k, zoom }
}
