import { drawWhole } from '../elements/link-mark'
import { CanvasPen } from '../render/canvas-pen'
import { DOT, drawDot } from '../render/dot'
import { drawNames } from '../render/frame-names'
import { itemOf } from '../render/items'
import { drawPaper, paperOf } from '../render/paper'
import { newSheet, type Sheet } from '../render/picture'
import type { Pictures } from '../render/pictures'
import type { Other } from '../sync/types'
import { type Area, apart, areaOf, around, boxIn } from './areas'
import { drawHands } from './hands'
import type { Became, Life } from './life'
import type { View } from './view'
import type { Wish } from './wish'

/** After so many elements it is asked whether the page is due. */
const STEP = 63

const nothing: ReadonlySet<string> = new Set()

/** What takes the page's turn into account while much is painted. */
export type Turns = { readonly due: boolean; turn(): Promise<void> }

/**
 * Paints one picture after the other. The board without hands is kept as a picture, of which only what became another is painted anew;
 * what belongs to hands, and the names of frames, are laid over a copy of it.
 */
export class Easel {
  readonly canvas: HTMLCanvasElement
  readonly #to: CanvasRenderingContext2D
  readonly #life: Life
  readonly #view: View
  readonly #wish: Wish
  readonly #pictures: Pictures
  readonly #kept: Sheet
  readonly #ground: Sheet
  /** Where hands were drawn last. */
  #hands: readonly Area[] = []
  #fresh = true

  /** `read`: the pixels are asked for with every picture. */
  constructor(life: Life, view: View, wish: Wish, pictures: Pictures, read: boolean) {
    this.#life = life
    this.#view = view
    this.#wish = wish
    this.#pictures = pictures
    const { w, h } = view.size
    this.canvas = document.createElement('canvas')
    this.canvas.width = w
    this.canvas.height = h
    this.#to = this.canvas.getContext('2d', { alpha: false, willReadFrequently: read })!
    this.#kept = newSheet(w, h, read)
    this.#ground = newSheet(w, h, read)
  }

  /** Shows the board as it has become, and these hands. Returns where the picture is another than the one before; null for nowhere. */
  async show(became: Became, hands: readonly Other[], turns: Turns): Promise<Area | null> {
    const painted = this.#fresh || became.paper ? [this.#all] : this.#areas(became)
    if (this.#fresh || became.paper) this.#lay()
    this.#fresh = false
    for (const area of painted) await this.#paint(area, turns)
    const before = this.#hands
    if (painted.length === 0 && before.length === 0 && hands.length === 0) return null
    this.#plain()
    this.#to.drawImage(this.#kept.canvas, 0, 0)
    const { camera, viewport, dpr } = this.#view
    const { finder } = this.#life
    drawNames(this.#to, finder, { camera, viewport, dpr, theme: this.#wish.room }, nothing)
    this.#hands = drawHands(this.#to, hands, this.#view, this.#wish)
    // Names stand outside of what they name.
    return finder.frames.any && painted.length > 0 ? this.#all : around([...painted, ...before, ...this.#hands])
  }

  /** Draws once more what is shown: there are those that look only at what was just drawn. */
  again(): void {
    this.#plain()
    this.#to.drawImage(this.canvas, 0, 0, 1, 1, 0, 0, 1, 1)
  }

  /** The pixels of an area of what is shown. */
  pixels({ x, y, w, h }: Area): Uint8ClampedArray {
    return this.#to.getImageData(x, y, w, h).data
  }

  /** Gives the memory back at once: some browsers wait long to do so. */
  close(): void {
    for (const canvas of [this.canvas, this.#kept.canvas, this.#ground.canvas]) canvas.width = canvas.height = 0
  }

  get #all(): Area {
    return { x: 0, y: 0, ...this.#view.size }
  }

  /** What is drawn next lies where it says, as it is. */
  #plain(): void {
    this.#to.setTransform(1, 0, 0, 1, 0, 0)
    this.#to.globalAlpha = 1
  }

  #areas({ stale }: Became): readonly Area[] {
    return apart(stale.map((box) => areaOf(box, this.#view)).filter((area) => area !== null))
  }

  /** The paper. */
  #lay(): void {
    const { camera, viewport, dpr } = this.#view
    const { room, ground } = this.#wish
    const paper = paperOf(this.#life.board)
    const shown = ground === 'pattern' ? paper : { ...paper, paper: 'plain' }
    drawPaper(this.#ground.context, shown, camera, viewport, dpr, room)
  }

  /** All that lies in an area, on paper. What is drawn at the area's edge is the same as if all were painted at once. */
  async #paint(area: Area, turns: Turns): Promise<void> {
    const { context: to } = this.#kept
    const { camera, dpr } = this.#view
    const { finder } = this.#life
    const k = (camera.zoom * dpr) / 100
    const corner = { x: Math.round(camera.x * k), y: Math.round(camera.y * k) }
    to.save()
    to.setTransform(1, 0, 0, 1, 0, 0)
    to.beginPath()
    to.rect(area.x, area.y, area.w, area.h)
    to.clip()
    to.globalAlpha = 1
    to.drawImage(this.#ground.canvas, area.x, area.y, area.w, area.h, area.x, area.y, area.w, area.h)
    const pen = new CanvasPen(to, camera, dpr, this.#wish.room, this.#pictures)
    for (const [i, element] of finder.painted(boxIn(area, this.#view)).entries()) {
      const { props, span, clip } = itemOf(finder, element)
      pen.clipped(clip, () => {
        if (span * k < DOT) drawDot(to, props, span, k, corner, this.#wish.room)
        else drawWhole(props, pen)
      })
      if ((i & STEP) === STEP && turns.due) await turns.turn()
    }
    to.restore()
  }
}
