import { boxOf } from '../geometry/box'
import { type Frame, inward } from '../geometry/frame'
import type { BoardPoint } from '../geometry/point'
import { cornerHandles, frameGap, type Handle, handleAt, handlePoint, sidesOf } from './handles'

/** What the frame of a selection is grasped by: a handle that pulls it, or a place that turns it. */
export type Grip = { readonly handle: Handle } | { readonly turn: Handle | 'knob' }

/** The knob that turns stands so far above the frame, in CSS pixels (Excalidraw: 16). */
export const KNOB = 20
/** Around a corner, outside of its handle, so many CSS pixels more turn the frame. */
const ZONE = 14

/** Where the knob is on a box that is already grown by the frame's gap. */
export function knobPoint(box: Frame['box'], zoom: number): BoardPoint {
  const top = handlePoint(box, 'n')
  return { x: top.x, y: top.y - (KNOB * 100) / zoom }
}

/** What is grasped at a point; `overhang`, `pixels` and `zoom` as in handleAt. */
export function gripAt(frame: Frame, overhang: number, at: BoardPoint, pixels: number, zoom: number): Grip | null {
  const p = inward(frame, at)
  const handle = handleAt(frame.box, overhang, p, pixels, zoom)
  if (handle !== null) return { handle }
  const gap = (frameGap(overhang, zoom) * 100) / zoom
  const { x, y, w, h } = frame.box
  const box = boxOf({ x: x - gap, y: y - gap }, { x: x + w + gap, y: y + h + gap })
  const slack = (pixels * 100) / zoom
  const knob = knobPoint(box, zoom)
  if (Math.hypot(p.x - knob.x, p.y - knob.y) <= slack) return { turn: 'knob' }
  const reach = slack + (ZONE * 100) / zoom
  for (const corner of cornerHandles()) {
    const c = handlePoint(box, corner)
    const [sx, sy] = sidesOf(corner)
    const outside = (p.x - c.x) * sx > 0 || (p.y - c.y) * sy > 0
    if (outside && Math.abs(p.x - c.x) <= reach && Math.abs(p.y - c.y) <= reach) return { turn: corner }
  }
  return null
}

/** The turn of a cursor over each handle, in hundredths of a degree: of the arrow that points up and down. */
const directions: { readonly [handle in Handle]: number } = {
  n: 0,
  ne: 4500,
  e: 9000,
  se: 13500,
  s: 18000,
  sw: 22500,
  w: 27000,
  nw: 31500,
}

const arrows = ['ns-resize', 'nesw-resize', 'ew-resize', 'nwse-resize'] as const

/** The cursor of a grip on a frame with this tilt, in hundredths of a degree. */
export function gripCursor(grip: Grip, tilt: number): string {
  if ('turn' in grip) return turnCursor(grip.turn === 'knob' ? tilt : directions[grip.turn] + tilt)
  const eighth = Math.round((directions[grip.handle] + tilt) / 4500)
  return arrows[((eighth % 4) + 4) % 4]!
}

/** A bent arrow with two heads; `angle` is where the middle of its bow points to, 0 up. */
function turnCursor(angle: number): string {
  const degrees = ((Math.round(angle / 500) * 5) % 360) + 0
  const bow = 'M5 15a9 9 0 0 1 14 0M5 10v5h5M19 10v5h-5'
  const path = (colour: string, width: number) =>
    `<path d='${bow}' fill='none' stroke='${colour}' stroke-width='${width}' stroke-linecap='round' stroke-linejoin='round'/>`
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='24' height='24'><g transform='rotate(${degrees} 12 12)'>${path('white', 4.5)}${path('black', 2)}</g></svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}") 12 12, grab`
}
