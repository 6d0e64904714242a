import type { Camera, Theme } from '../editor/types'
import { canvasFont } from '../elements/measure'
import { colourOf } from '../elements/palette'
import type { Outline, Pen, Placed, Type } from '../elements/pen'
import type { Box } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { Paths } from './paths'
import { currentPictures, type Pictures } from './pictures'

const paths = new Paths()

const nowhere: BoardPoint = { x: 0, y: 0 }

/** The thinnest a line is drawn, in CSS pixels: thinner ones would fade away. */
const THINNEST = 0.6

/** Seen smaller than this, in CSS pixels to a hundredth, outlines are drawn as they are built: that takes no longer than to look for kept ones, and keeps nothing of the thousands there are in view. */
const SMALL = 0.5 / 100
/** How lines narrower than so many pixels of the canvas turn, and whether their ends are round, cannot be seen: they get what costs least. They end where they would, or short ones would vanish. */
const FINE = 1.5

/** Draws elements on a canvas. Board coordinates are brought near zero in double precision before the canvas sees them. */
export class CanvasPen implements Pen {
  private readonly to: CanvasRenderingContext2D
  private readonly camera: Camera
  private readonly dpr: number
  private readonly theme: Theme
  private readonly pictures: Pictures
  /** Pixels of the canvas to a hundredth. */
  private readonly factor: number
  private readonly small: boolean
  /** What follows is drawn that far from where it is: elements being carried. */
  shift: BoardPoint = nowhere
  /** What follows is drawn with this share of its opacity: 0 to 1. */
  strength = 1

  constructor(to: CanvasRenderingContext2D, camera: Camera, dpr: number, theme: Theme, pictures = currentPictures) {
    this.to = to
    this.pictures = pictures
    this.camera = camera
    this.dpr = dpr
    this.theme = theme
    this.factor = (camera.zoom * dpr) / 100
    this.small = this.scale < SMALL
    to.textBaseline = 'alphabetic'
    to.textAlign = 'left'
  }

  get grain(): number {
    return this.factor
  }

  get scale(): number {
    return this.factor / this.dpr
  }

  from(x: number, y: number, turn: number, cx: number, cy: number): void {
    const k = this.factor
    const dx = x + this.shift.x - this.camera.x
    const dy = y + this.shift.y - this.camera.y
    if (turn === 0) {
      this.to.setTransform(k, 0, 0, k, dx * k, dy * k)
      return
    }
    const radians = (turn / 18000) * Math.PI
    const cos = Math.cos(radians)
    const sin = Math.sin(radians)
    const e = k * (dx + cx - cos * cx + sin * cy)
    const f = k * (dy + cy - sin * cx - cos * cy)
    this.to.setTransform(k * cos, k * sin, -k * sin, k * cos, e, f)
  }

  /** Draws something of which no more is seen than lies in a box; null for all. The box ends at whole pixels, so that no edge is blurred. */
  clipped(clip: Box | null, draw: () => void): void {
    if (clip === null) {
      draw()
      return
    }
    const k = this.factor
    const x = Math.round((clip.x - this.camera.x) * k)
    const y = Math.round((clip.y - this.camera.y) * k)
    this.to.save()
    this.to.setTransform(1, 0, 0, 1, 0, 0)
    this.to.beginPath()
    this.to.rect(
      x,
      y,
      Math.round((clip.x + clip.w - this.camera.x) * k) - x,
      Math.round((clip.y + clip.h - this.camera.y) * k) - y,
    )
    this.to.clip()
    draw()
    this.to.restore()
  }

  opacity(percent: number): void {
    this.to.globalAlpha = (percent / 100) * this.strength
  }

  fill(key: object, word: string, colour: string, build: (to: Outline) => void): void {
    const css = colourOf(colour, this.theme)
    if (css === null) return
    this.to.fillStyle = css
    if (!this.small) this.to.fill(paths.get(key, word, build))
    else {
      this.build(build)
      this.to.fill()
    }
  }

  line(
    key: object,
    word: string,
    colour: string,
    width: number,
    dash: readonly number[],
    build: (to: Outline) => void,
    dots = false,
  ): void {
    const css = colourOf(colour, this.theme)
    if (css === null) return
    this.to.strokeStyle = css
    this.to.lineWidth = Math.max(width, THINNEST / this.scale)
    const fine = width * this.factor < FINE && dash.length === 0 && !dots
    this.to.lineCap = fine ? 'square' : 'round'
    this.to.lineJoin = fine ? 'bevel' : 'round'
    this.to.setLineDash(dash as number[])
    if (!this.small) this.to.stroke(paths.get(key, word, build))
    else {
      this.build(build)
      this.to.stroke()
    }
  }

  private build(build: (to: Outline) => void): void {
    this.to.beginPath()
    build(this.to)
  }

  within(key: object, word: string, areas: () => readonly ((to: Outline) => void)[], draw: () => void): void {
    this.to.save()
    for (const area of paths.all(key, word, areas)) this.to.clip(area)
    draw()
    this.to.restore()
  }

  text(text: string, x: number, y: number, type: Type, colour: string, rtl: boolean): void {
    const css = colourOf(colour, this.theme)
    if (css === null) return
    // Fonts are set in units, not in hundredths: a font of 2,000 pixels is drawn as paths and never cached.
    this.to.transform(100, 0, 0, 100, 0, 0)
    this.to.font = canvasFont(type, type.size / 100)
    this.to.fillStyle = css
    this.to.direction = rtl ? 'rtl' : 'ltr'
    this.to.fillText(text, x / 100, y / 100)
    this.to.transform(0.01, 0, 0, 0.01, 0, 0)
  }

  image(placed: Placed): boolean {
    return this.pictures.draw(this.to, placed, placed.w * this.factor)
  }

  bar(x: number, y: number, w: number, h: number, colour: string): void {
    const css = colourOf(colour, this.theme)
    if (css === null) return
    this.to.fillStyle = css
    this.to.fillRect(x, y, w, h)
  }
}
