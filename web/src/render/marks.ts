import { toScreen } from '../editor/camera'
import { cornerHandles, frameGap, handlePoint } from '../editor/handles'
import type { Camera, Theme } from '../editor/types'
import { colourOf, roomColour } from '../elements/palette'
import type { Box } from '../geometry/box'

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
  around(box: Box, overhang: number): void {
    this.to.strokeStyle = roomColour('accent', this.theme)
    this.to.lineWidth = 1.25
    this.to.strokeRect(...this.rect(box, frameGap(overhang, this.camera.zoom)))
  }

  /** The frame of one selected element among several: close to its lines, but not on them. */
  frame(box: Box, overhang: number): void {
    this.to.strokeStyle = roomColour('accent', this.theme)
    this.to.globalAlpha = 0.55
    this.to.lineWidth = 1
    this.to.strokeRect(...this.rect(box, frameGap(overhang, this.camera.zoom) - 2))
    this.to.globalAlpha = 1
  }

  /** The corners that can be pulled. Sides are pulled along their whole length and need no mark. */
  handles(box: Box, overhang: number): void {
    this.to.lineWidth = 1.5
    this.to.strokeStyle = roomColour('accent', this.theme)
    this.to.fillStyle = roomColour('handle', this.theme)
    const [x, y, w, h] = this.rect(box, frameGap(overhang, this.camera.zoom))
    for (const handle of cornerHandles()) {
      const at = handlePoint({ x, y, w, h }, handle)
      this.to.beginPath()
      this.to.roundRect(at.x - 4, at.y - 4, 8, 8, 2)
      this.to.fill()
      this.to.stroke()
    }
  }

  /** What another has selected, in their colour, a little inside of one's own frame. */
  others(box: Box, overhang: number, colour: string): void {
    this.to.strokeStyle = colourOf(colour, this.theme) ?? roomColour('accent', this.theme)
    this.to.globalAlpha = 0.85
    this.to.lineWidth = 1.5
    this.to.beginPath()
    this.to.roundRect(...this.rect(box, frameGap(overhang, this.camera.zoom) - 1), 3)
    this.to.stroke()
    this.to.globalAlpha = 1
  }
}
