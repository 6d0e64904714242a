import type { Element } from '../board/types'
import type { Finder } from '../editor/finder'
import { type Box, boxUnion } from '../geometry/box'
import { type Look, MARGIN, type PixelRect, Raster } from './raster'

/** Time for painting in one frame, in milliseconds: the rest of a frame's 16 is for input and the live layer. */
const BUDGET = 9
/** More stale boxes than this are painted as one. */
const BOXES = 24
/** A box in which more elements lie than this is not painted within one frame. */
const MANY = 800

/** A picture in the making. `parts`: what is to be painted, each within its pixels. */
type Job = { readonly parts: { readonly rect: PixelRect; readonly elements: Element[]; done: number }[]; stale: Box[] }

/**
 * The picture of the board that rests: everything but what moves. Two canvases: one is shown, stretched to where the camera has
 * gone meanwhile; the next picture is painted on the other within the frames' budget. Where tiles come, they take this file's place.
 */
export class Scene {
  readonly host: HTMLElement
  private readonly finder: Finder
  private front: Raster
  private back: Raster
  private wanted: Look
  private job: Job | null = null
  private stale: Box[] = []
  private whole = true
  private lifted: ReadonlySet<string> = new Set()

  constructor(host: HTMLElement, finder: Finder, look: Look) {
    this.host = host
    this.finder = finder
    this.wanted = look
    this.front = new Raster(look)
    this.back = new Raster(look)
    for (const { canvas } of [this.back, this.front]) {
      canvas.style.cssText = `position:absolute;left:-${MARGIN}px;top:-${MARGIN}px;pointer-events:none;transform-origin:0 0`
      host.append(canvas)
    }
    this.back.canvas.style.visibility = 'hidden'
  }

  /** The elements that are drawn on the live layer instead. */
  lift(ids: ReadonlySet<string>): void {
    for (const id of ids) if (!this.lifted.has(id)) this.spoil(id)
    for (const id of this.lifted) if (!ids.has(id)) this.spoil(id)
    this.lifted = ids
  }

  /** The picture is no longer right in these boxes, or anywhere. */
  spoiled(boxes: readonly Box[] | 'all'): void {
    if (boxes === 'all') this.whole = true
    else this.stale.push(...boxes)
  }

  /** Works for one frame; true if there is more to do. `now` is asked often: it must be cheap. */
  frame(look: Look, now: () => number): boolean {
    this.wanted = look
    const end = now() + BUDGET
    if (this.front.look.theme !== look.theme || this.front.look.dpr !== look.dpr) this.whole = true
    this.mend()
    if (this.job === null && (this.whole || !this.shows(look))) this.job = this.begin()
    if (this.job !== null && this.paint(this.job, () => now() > end)) this.swap(this.job)
    this.place()
    return this.job !== null || this.whole || !this.shows(look)
  }

  private spoil(id: string): void {
    const box = this.finder.bounds(id)
    if (box !== null) this.stale.push(box)
  }

  private shows(look: Look): boolean {
    const { camera, viewport } = this.front.look
    return (
      camera.x === look.camera.x &&
      camera.y === look.camera.y &&
      camera.zoom === look.camera.zoom &&
      viewport.w === look.viewport.w &&
      viewport.h === look.viewport.h
    )
  }

  /** Paints stale boxes into the picture that is shown; one in the making gets them at its end. */
  private mend(): void {
    const boxes = this.stale
    this.stale = []
    if (boxes.length === 0) return
    if (this.job !== null) this.job.stale.push(...boxes)
    if (!this.whole) this.repaint(this.front, boxes)
  }

  private repaint(raster: Raster, boxes: readonly Box[]): void {
    const all = boxes.length > BOXES ? [boxUnion(boxes)!] : boxes
    for (const box of all) {
      const rect = raster.rectOf(box)
      if (rect === null) continue
      if (all !== boxes && this.finder.painted(raster.boxOf(rect)).length > MANY) this.whole = true
      else raster.repaint(rect, this.finder, this.lifted)
    }
  }

  private begin(): Job {
    const before = this.front
    this.back.begin(this.wanted)
    const strips = this.whole ? null : this.scrolled(before)
    this.whole = false
    const parts = (strips ?? [this.back.whole]).map((rect) => {
      return { rect, elements: this.finder.painted(this.back.boxOf(rect)), done: 0 }
    })
    return { parts, stale: [] }
  }

  /** Where the camera only moved, by whole pixels, the picture is taken over and only the edges that came in are left to paint. */
  private scrolled(before: Raster): PixelRect[] | null {
    const { camera, dpr, viewport } = this.wanted
    const old = before.look
    if (old.camera.zoom !== camera.zoom || old.viewport !== viewport) return null
    const k = (camera.zoom * dpr) / 100
    const dx = (old.camera.x - camera.x) * k
    const dy = (old.camera.y - camera.y) * k
    const x = Math.round(dx)
    const y = Math.round(dy)
    const { w, h } = this.back.whole
    if (Math.abs(x - dx) > 0.02 || Math.abs(y - dy) > 0.02 || Math.abs(x) >= w || Math.abs(y) >= h) return null
    this.back.copy(before, x, y)
    const strips: PixelRect[] = []
    if (x !== 0) strips.push({ x: x > 0 ? 0 : w + x, y: 0, w: Math.abs(x), h })
    if (y !== 0) strips.push({ x: Math.max(0, x), y: y > 0 ? 0 : h + y, w: w - Math.abs(x), h: Math.abs(y) })
    return strips
  }

  /** Goes on with a picture; true when it is done. */
  private paint(job: Job, enough: () => boolean): boolean {
    for (const part of job.parts) {
      if (part.done === part.elements.length && part.done > 0) continue
      if (part.done === 0) this.back.clip(part.rect)
      else this.back.resume(part.rect)
      part.done = this.back.draw(part.elements, part.done, this.lifted, enough)
      this.back.release()
      if (part.done < part.elements.length) return false
    }
    return true
  }

  private swap(job: Job): void {
    this.job = null
    this.repaint(this.back, job.stale)
    const shown = this.front
    this.front = this.back
    this.back = shown
    this.front.canvas.style.visibility = 'visible'
    this.back.canvas.style.visibility = 'hidden'
  }

  /** Stretches the shown picture to where the camera is now. */
  private place(): void {
    const from = this.front.look.camera
    const to = this.wanted.camera
    const scale = to.zoom / from.zoom
    const x = ((from.x - to.x) * to.zoom) / 100 + MARGIN * (1 - scale)
    const y = ((from.y - to.y) * to.zoom) / 100 + MARGIN * (1 - scale)
    const still = scale === 1 && x === 0 && y === 0
    this.front.canvas.style.transform = still ? 'none' : `matrix(${scale},0,0,${scale},${x},${y})`
  }
}
