import type { Camera, Theme } from '../editor/types'
import type { ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { roomColour } from '../elements/palette'
import type { Frame } from '../geometry/frame'
import { CanvasPen } from './canvas-pen'
import type { Marks } from './marks'

/** How strongly what is cut off is seen: enough to be found again. */
const CUT_OFF = 0.35
/** The marks of corners and sides: how long and how wide, in CSS pixels. */
const LONG = 16
const WIDE = 4

/** The whole picture, faint, and the frame of what is seen of it with what that is pulled by. */
export function drawCrop(
  to: CanvasRenderingContext2D,
  { whole, frame }: { readonly whole: ElementProps; readonly frame: Frame },
  marks: Marks,
  camera: Camera,
  theme: Theme,
): void {
  const { a: dpr } = to.getTransform()
  to.save()
  const pen = new CanvasPen(to, camera, dpr, theme)
  pen.strength = CUT_OFF
  kindOf(whole).draw(whole, pen)
  to.restore()
  marks.tilted(frame, 0, (rect) => drawEdge(to, rect, theme))
}

function drawEdge(to: CanvasRenderingContext2D, rect: readonly [number, number, number, number], theme: Theme): void {
  const [x, y, w, h] = rect
  const long = Math.min(LONG, w / 3, h / 3)
  to.lineCap = 'square'
  to.beginPath()
  for (const [cx, cy, sx, sy] of [
    [x, y, 1, 1],
    [x + w, y, -1, 1],
    [x + w, y + h, -1, -1],
    [x, y + h, 1, -1],
  ] as const) {
    to.moveTo(cx + sx * long, cy)
    to.lineTo(cx, cy)
    to.lineTo(cx, cy + sy * long)
  }
  const half = long / 2
  for (const side of [y, y + h]) {
    to.moveTo(x + w / 2 - half, side)
    to.lineTo(x + w / 2 + half, side)
  }
  for (const side of [x, x + w]) {
    to.moveTo(side, y + h / 2 - half)
    to.lineTo(side, y + h / 2 + half)
  }
  // On any picture one of the two is seen.
  to.strokeStyle = roomColour('handle', theme)
  to.lineWidth = WIDE + 2
  to.stroke()
  to.strokeStyle = roomColour('accent', theme)
  to.lineWidth = WIDE - 1
  to.stroke()
  to.lineWidth = 1
  to.strokeRect(...rect)
  to.lineCap = 'butt'
}
