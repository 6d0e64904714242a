import { toScreen } from '../editor/camera'
import { KNOB } from '../editor/grip'
import { cornerHandles, frameGap, handlePoint } from '../editor/handles'
import type { Camera, Theme } from '../editor/types'
import { roomColour } from '../elements/palette'
import type { Box } from '../geometry/box'
import type { Frame } from '../geometry/frame'

/** Half the side of a handle and the radius of the knob that turns, in CSS pixels: for a mouse, and where one works with fingers. */
const HANDLES = { fine: { half: 4, knob: 4.5 }, coarse: { half: 7, knob: 8 } }
const fingers = globalThis.matchMedia?.('(pointer: coarse)')

/** Draws on a canvas in CSS pixels what belongs to the hand and not to the board. */
export class Marks {
  private readonly to: CanvasRenderingContext2D
  private readonly camera: Camera
  private readonly theme: Theme

  constructor(to: CanvasRenderingContext2D, camera: Camera, theme: Theme, dpr: number) {
    this.to = to
    this.camera = camera
    this.theme = theme
    to.setTransform(dpr, 0, 0, dpr, 0, 0)
    to.globalAlpha = 1
    to.setLineDash([])
    to.lineJoin = 'miter'
  }

  private rect(box: Box, outset: number): readonly [number, number, number, number] {
    const a = toScreen(this.camera, box)
    const b = toScreen(this.camera, { x: box.x + box.w, y: box.y + box.h })
    return [a.x - outset, a.y - outset, b.x - a.x + 2 * outset, b.y - a.y + 2 * outset]
  }

  /** Draws around a frame as it is turned, given its rectangle before that. */
  tilted(
    { box, tilt }: Frame,
    outset: number,
    draw: (rect: readonly [x: number, y: number, w: number, h: number]) => void,
  ): void {
    const rect = this.rect(box, outset)
    if (tilt === 0) {
      draw(rect)
      return
    }
    const [x, y, w, h] = rect
    this.to.save()
    this.to.translate(x + w / 2, y + h / 2)
    this.to.rotate((tilt / 18000) * Math.PI)
    draw([-w / 2, -h / 2, w, h])
    this.to.restore()
  }

  /** The box with which elements are being selected. */
  brush(box: Box): void {
    const rect = this.rect(box, 0)
    this.to.fillStyle = roomColour('accent', this.theme)
    this.to.globalAlpha = 0.08
    this.to.fillRect(...rect)
    this.to.globalAlpha = 0.7
    this.to.strokeStyle = roomColour('accent', this.theme)
    this.to.lineWidth = 1
    this.to.strokeRect(...rect)
    this.to.globalAlpha = 1
  }

  /** The frame of all that is selected. `overhang` as in frameGap. */
  around(frame: Frame, overhang: number): void {
    this.to.strokeStyle = roomColour('accent', this.theme)
    this.to.lineWidth = 1.25
    this.tilted(frame, frameGap(overhang, this.camera.zoom), (rect) => this.to.strokeRect(...rect))
  }

  /** The frame of one selected element among several: close to its lines, but not on them. */
  frame(frame: Frame, overhang: number): void {
    this.to.strokeStyle = roomColour('accent', this.theme)
    this.to.globalAlpha = 0.55
    this.to.lineWidth = 1
    this.tilted(frame, frameGap(overhang, this.camera.zoom) - 2, (rect) => this.to.strokeRect(...rect))
    this.to.globalAlpha = 1
  }

  /** The frame of a group that one is inside of: dashed and calm, farther out than a frame around all that is in it. */
  entered(frame: Frame): void {
    this.to.strokeStyle = roomColour('accent', this.theme)
    this.to.globalAlpha = 0.6
    this.to.lineWidth = 1
    this.to.setLineDash([4, 4])
    this.tilted(frame, frameGap(0, this.camera.zoom) + 6, (rect) => this.to.strokeRect(...rect))
    this.to.setLineDash([])
    this.to.globalAlpha = 1
  }

  /** The corners that can be pulled, and above them the knob that turns, if they may be turned. Sides are pulled along their whole length and need no mark. */
  handles(frame: Frame, overhang: number, turns: boolean): void {
    const { half, knob } = fingers?.matches ? HANDLES.coarse : HANDLES.fine
    this.to.lineWidth = 1.5
    this.to.strokeStyle = roomColour('accent', this.theme)
    this.to.fillStyle = roomColour('handle', this.theme)
    this.tilted(frame, frameGap(overhang, this.camera.zoom), ([x, y, w, h]) => {
      for (const handle of cornerHandles()) {
        const at = handlePoint({ x, y, w, h }, handle)
        this.to.beginPath()
        this.to.roundRect(at.x - half, at.y - half, 2 * half, 2 * half, half / 2)
        this.to.fill()
        this.to.stroke()
      }
      if (!turns) return
      this.to.beginPath()
      this.to.arc(x + w / 2, y - KNOB, knob, 0, 2 * Math.PI)
      this.to.fill()
      this.to.stroke()
    })
  }

  /** In place of handles: what is selected is locked. A small padlock on the frame's upper right corner. */
  padlock(frame: Frame, overhang: number): void {
    this.tilted(frame, frameGap(overhang, this.camera.zoom), ([x, y, w]) => {
      const { to } = this
      const [cx, cy] = [x + w, y]
      to.fillStyle = roomColour('handle', this.theme)
      to.strokeStyle = roomColour('accent', this.theme)
      to.lineWidth = 1.5
      to.beginPath()
      to.arc(cx, cy, 10, 0, 2 * Math.PI)
      to.fill()
      to.stroke()
      to.beginPath()
      to.arc(cx, cy - 1.5, 2.75, Math.PI, 0)
      to.stroke()
      to.fillStyle = roomColour('accent', this.theme)
      to.beginPath()
      to.roundRect(cx - 4.5, cy - 1.5, 9, 6.5, 1.5)
      to.fill()
    })
  }
}
