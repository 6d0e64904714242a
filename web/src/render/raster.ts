import type { Element } from '../board/types'
import { toScreen, type Viewport } from '../editor/camera'
import type { Finder } from '../editor/finder'
import type { Camera, Theme } from '../editor/types'
import { kindOf } from '../elements'
import type { Box } from '../geometry/box'
import { CanvasPen } from './canvas-pen'

/** A rectangle of whole pixels of a canvas. */
export type PixelRect = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** Room around the viewport that is painted too, in CSS pixels: what comes in while the next picture is made. */
export const MARGIN = 128

/** What a picture of the board is made with. */
export type Look = { readonly camera: Camera; readonly viewport: Viewport; readonly dpr: number; readonly theme: Theme }

/** One canvas with a picture of the board as a camera sees it, the margin included. */
export class Raster {
  readonly canvas: HTMLCanvasElement
  look: Look
  private readonly context: CanvasRenderingContext2D

  constructor(look: Look) {
    this.canvas = document.createElement('canvas')
    this.context = this.canvas.getContext('2d')!
    this.look = look
  }

  /** The camera as of the canvas's own corner. */
  private get own(): Camera {
    const { x, y, zoom } = this.look.camera
    return { x: x - (MARGIN * 100) / zoom, y: y - (MARGIN * 100) / zoom, zoom }
  }

  /** All of its pixels. */
  get whole(): PixelRect {
    return { x: 0, y: 0, w: this.canvas.width, h: this.canvas.height }
  }

  /** Empties it for another look. */
  begin(look: Look): void {
    this.look = look
    const w = Math.ceil((look.viewport.w + 2 * MARGIN) * look.dpr)
    const h = Math.ceil((look.viewport.h + 2 * MARGIN) * look.dpr)
    this.context.setTransform(1, 0, 0, 1, 0, 0)
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w
      this.canvas.height = h
      this.canvas.style.width = `${w / look.dpr}px`
      this.canvas.style.height = `${h / look.dpr}px`
    } else this.context.clearRect(0, 0, w, h)
  }

  /** Takes over what another raster shows of the same board at the same zoom, moved by whole pixels. */
  copy(from: Raster, dx: number, dy: number): void {
    this.context.setTransform(1, 0, 0, 1, 0, 0)
    this.context.globalAlpha = 1
    this.context.drawImage(from.canvas, dx, dy)
  }

  /** The part of the board behind some pixels. */
  boxOf(rect: PixelRect): Box {
    const { x, y, zoom } = this.own
    const k = 100 / (zoom * this.look.dpr)
    return { x: x + rect.x * k, y: y + rect.y * k, w: rect.w * k, h: rect.h * k }
  }

  /** The pixels that show a box, with one more on each side for what is smoothed; null where it is out of the picture. */
  rectOf(box: Box): PixelRect | null {
    const { dpr } = this.look
    const a = toScreen(this.own, box)
    const b = toScreen(this.own, { x: box.x + box.w, y: box.y + box.h })
    const left = Math.max(0, Math.floor(a.x * dpr) - 1)
    const top = Math.max(0, Math.floor(a.y * dpr) - 1)
    const right = Math.min(this.canvas.width, Math.ceil(b.x * dpr) + 1)
    const bottom = Math.min(this.canvas.height, Math.ceil(b.y * dpr) + 1)
    return right <= left || bottom <= top ? null : { x: left, y: top, w: right - left, h: bottom - top }
  }

  /** Paints elements in order; `from` to the end or until `enough` says so. Returns how many are done. */
  draw(elements: readonly Element[], from: number, without: ReadonlySet<string>, enough: () => boolean): number {
    const pen = new CanvasPen(this.context, this.own, this.look.dpr, this.look.theme)
    let i = from
    for (; i < elements.length; i++) {
      if ((i & 7) === 7 && enough()) break
      const { id, props } = elements[i]!
      if (!without.has(id)) kindOf(props).draw(props, pen)
    }
    return i
  }

  /** Keeps what follows within some pixels; `release` ends it. */
  resume(rect: PixelRect): void {
    this.context.save()
    this.context.setTransform(1, 0, 0, 1, 0, 0)
    this.context.beginPath()
    this.context.rect(rect.x, rect.y, rect.w, rect.h)
    this.context.clip()
  }

  /** The same, with these pixels emptied first. */
  clip(rect: PixelRect): void {
    this.resume(rect)
    this.context.clearRect(rect.x, rect.y, rect.w, rect.h)
  }

  release(): void {
    this.context.restore()
  }

  /** Paints some pixels anew, at once. */
  repaint(rect: PixelRect, finder: Finder, without: ReadonlySet<string>): void {
    this.clip(rect)
    this.draw(finder.painted(this.boxOf(rect)), 0, without, () => false)
    this.release()
  }
}
