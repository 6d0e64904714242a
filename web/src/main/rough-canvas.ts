import type { Camera, Editor } from '../editor/types'
import { drawPaper, type Paper, paperOf } from '../render/paper'
import { placeOf } from '../render/place'
import { Raster } from '../render/rough/raster'
import { type Drawn, Rough, type Where } from '../render/rough/rough'
import { pageParts } from './canvas'

/** The fewest pixels to a CSS pixel, on the largest screens. */
const COARSE = 0.35

/** The paper beneath: it is drawn as the board has it, and copied each time. */
type Ground = {
  readonly camera: Camera
  readonly theme: string
  readonly paper: Paper
  readonly pixels: Uint32Array<ArrayBuffer>
}

/** Whether what is to be seen of a board is painted as it is now. */
export function painted(editor: Editor): boolean {
  const scene = placeOf(editor)?.scene
  return scene === undefined || (scene.whole && scene.rests)
}

/** A canvas over what rests of a board, with what lies there drawn roughly and at once. It is on the page while it is shown; elsewhere, or in another light, it is none of what is seen and goes. */
export class RoughCanvas {
  readonly #editor: Editor
  readonly #most: number
  readonly #canvas = document.createElement('canvas')
  readonly #context = this.#canvas.getContext('2d', { alpha: false })!
  readonly #end: () => void
  #callOff: () => void = () => {}
  #raster: Raster | null = null
  #rough: Rough | null = null
  #ground: Ground | null = null

  /** `pixels`: about so many it may have; where that is less than the window has, several of those are one. */
  constructor(editor: Editor, pixels: number) {
    this.#editor = editor
    this.#most = pixels
    this.#canvas.className = 'glance'
    this.#canvas.style.cssText = 'position:absolute;left:0;top:0;width:100%;height:100%;pointer-events:none'
    this.#canvas.setAttribute('aria-hidden', 'true')
    this.#end = editor.subscribe(({ camera, theme }) => {
      if (camera !== this.#ground?.camera || theme !== this.#ground.theme) this.leave()
    })
  }

  /** Takes off it what was drawn before, all but the paper; false where there is no room for any. */
  clear(): boolean {
    const { viewport } = this.#editor
    const [w, h] = [Math.ceil(viewport.w * this.#fine), Math.ceil(viewport.h * this.#fine)]
    if (w === 0 || h === 0) return false
    if (this.#raster === null || this.#raster.w !== w || this.#raster.h !== h) {
      this.#raster = new Raster(w, h)
      this.#rough = new Rough(this.#raster)
      this.#ground = null
      this.#canvas.width = w
      this.#canvas.height = h
    }
    this.#raster.pixels.set(this.#groundNow().pixels)
    return true
  }

  /** Draws one over the other, where nobody sees it yet. Returns how many of them begin in view. To be called after `clear`. */
  draw(drawn: Iterable<Drawn>): number {
    return this.#rough!.draw(drawn, this.#where)
  }

  /** Shows what was drawn. */
  show(): void {
    const { pixels, w, h } = this.#raster!
    this.#context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), w, h), 0, 0)
    if (!this.shown) placeOf(this.#editor)?.host.firstElementChild?.after(this.#canvas)
  }

  get shown(): boolean {
    return this.#canvas.isConnected
  }

  /** Goes, or does something else, as soon as what lies beneath is painted. */
  leaveWhenPainted(then: () => void = () => this.leave()): void {
    this.stay()
    // The frame that is being drawn has it.
    const next = painted(this.#editor) ? then : () => this.leaveWhenPainted(then)
    this.#callOff = pageParts.frame(next)
  }

  /** Does not go by itself. */
  stay(): void {
    this.#callOff()
  }

  leave(): void {
    this.stay()
    this.#canvas.remove()
  }

  close(): void {
    this.#end()
    this.leave()
  }

  get #where(): Where {
    const { camera, theme } = this.#editor.state
    return { x: camera.x, y: camera.y, k: (camera.zoom * this.#fine) / 100, theme }
  }

  /** Pixels to a CSS pixel. */
  get #fine(): number {
    const { w, h } = this.#editor.viewport
    return Math.max(COARSE, Math.min(1, Math.sqrt(this.#most / Math.max(1, w * h))))
  }

  #groundNow(): Ground {
    const { camera, theme } = this.#editor.state
    const paper = paperOf(this.#editor.client.view)
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
