import type { Camera, Editor } from '../editor/types'
import type { Film } from '../history/film'
import { glance } from '../history/glance'
import type { PastClient } from '../history/past-client'
import { seenThroughLens } from '../render/lens/lens'
import { drawPaper, type Paper, paperOf } from '../render/paper'
import { placeOf } from '../render/place'
import { Raster } from '../render/rough/raster'
import { type Drawn, Rough, type Where } from '../render/rough/rough'
import { pageParts } from './canvas'

/** About so many pixels a glance has: half as many each way as a usual window, and all of a phone's. */
const PIXELS = 300_000
/** The fewest pixels to a CSS pixel, on the largest screens. */
const COARSE = 0.35
/** So long after it was opened a history makes itself ready for glances, in milliseconds; so many elements at a time. */
const AFTER = 500
const PART = 400
/** Where no more than so many elements are seen the board itself is painted almost as soon. */
const MANY = 1000

/** The paper under a glance: it is drawn as the board has it, and copied for each glance. */
type Ground = {
  readonly camera: Camera
  readonly theme: string
  readonly paper: Paper
  readonly pixels: Uint32Array<ArrayBuffer>
}

/**
 * Over the canvas of the past: the moment that a hand drags to, roughly and at once, on a board on which so much is seen that painting it takes longer than the hand
 * waits. It goes as soon as the board itself is painted as it was then.
 */
export class GlanceLayer {
  readonly #editor: Editor
  readonly #client: PastClient
  readonly #film: Film
  readonly #canvas = document.createElement('canvas')
  readonly #context = this.#canvas.getContext('2d', { alpha: false })!
  #raster: Raster | null = null
  #rough: Rough | null = null
  #ground: Ground | null = null
  /** Up to this many changes few elements are seen from this camera. */
  #few: { readonly camera: Camera; readonly changes: number } | null = null
  /** How not to take the glance away. */
  #callOff: () => void = () => {}
  /** How to leave off practising. */
  #leaveOff: () => void
  readonly #end: () => void

  constructor(editor: Editor, client: PastClient, film: Film) {
    this.#editor = editor
    this.#client = client
    this.#film = film
    this.#canvas.className = 'glance'
    this.#canvas.setAttribute('aria-hidden', 'true')
    // Elsewhere, or in another light, it is none of what is seen.
    this.#end = editor.subscribe(({ camera, theme }) => {
      if (camera !== this.#ground?.camera || theme !== this.#ground.theme) this.#leave()
    })
    this.#leaveOff = pageParts.after(AFTER, () => {
      if (film.length >= MANY && this.#bare() !== null) this.#practise(glance(film, film.length), 0)
    })
  }

  /** Draws a little at a time what nobody sees: the first glance would take ten times as long as the next, until the browser has made the drawing fast. */
  #practise(drawn: readonly Drawn[], from: number): void {
    if (from >= drawn.length) return
    this.#rough!.draw(drawn.slice(from, from + PART), this.#where)
    this.#leaveOff = pageParts.after(0, () => this.#practise(drawn, from + PART))
  }

  /** Shows how it was after so many changes; false where little was there to be seen. */
  show(changes: number): boolean {
    if (this.#hasFew(changes) || seenThroughLens(this.#editor)) return false
    const raster = this.#bare()
    if (raster === null) return false
    if (this.#rough!.draw(glance(this.#film, changes), this.#where) < MANY) {
      this.#few = { camera: this.#editor.state.camera, changes }
      return false
    }
    this.#callOff()
    this.#leaveOff()
    this.#context.putImageData(new ImageData(new Uint8ClampedArray(raster.pixels.buffer), raster.w, raster.h), 0, 0)
    if (!this.#canvas.isConnected) placeOf(this.#editor)?.host.firstElementChild?.after(this.#canvas)
    return true
  }

  /** What is shown now is what the canvas beneath shows as soon as it is painted: then the glance goes. */
  settle(): void {
    if (!this.#canvas.isConnected) return
    this.#callOff()
    if (placeOf(this.#editor)?.scene.rests === false) this.#callOff = pageParts.frame(() => this.settle())
    // The frame that is being drawn has it.
    else this.#callOff = pageParts.frame(() => this.#leave())
  }

  close(): void {
    this.#end()
    this.#leaveOff()
    this.#leave()
  }

  #leave(): void {
    this.#callOff()
    this.#canvas.remove()
  }

  get #where(): Where {
    const { camera, theme } = this.#editor.state
    return { x: camera.x, y: camera.y, k: (camera.zoom * this.#fine) / 100, theme }
  }

  /** Pixels to a CSS pixel. */
  get #fine(): number {
    const { w, h } = this.#editor.viewport
    return Math.max(COARSE, Math.min(1, Math.sqrt(PIXELS / Math.max(1, w * h))))
  }

  #hasFew(changes: number): boolean {
    if (this.#film.length < MANY) return true
    return this.#few !== null && this.#few.camera === this.#editor.state.camera && changes <= this.#few.changes
  }

  /** Pixels with nothing but the paper; null where there is no room for any. */
  #bare(): Raster | null {
    const { viewport } = this.#editor
    const [w, h] = [Math.ceil(viewport.w * this.#fine), Math.ceil(viewport.h * this.#fine)]
    if (w === 0 || h === 0) return null
    if (this.#raster === null || this.#raster.w !== w || this.#raster.h !== h) {
      this.#raster = new Raster(w, h)
      this.#rough = new Rough(this.#raster)
      this.#ground = null
      this.#canvas.width = w
      this.#canvas.height = h
    }
    this.#raster.pixels.set(this.#groundNow().pixels)
    return this.#raster
  }

  #groundNow(): Ground {
    const { camera, theme } = this.#editor.state
    const paper = paperOf(this.#client.view)
    const known = this.#ground
    if (
      known?.camera === camera &&
      known.theme === theme &&
      known.paper.paper === paper.paper &&
      known.paper.grid === paper.grid
    )
      return known
    drawPaper(this.#context, paper, camera, this.#editor.viewport, this.#fine, theme)
    const { width, height } = this.#canvas
    const pixels = new Uint32Array(this.#context.getImageData(0, 0, width, height).data.buffer)
    this.#ground = { camera, theme, paper, pixels }
    return this.#ground
  }
}
