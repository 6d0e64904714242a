import { drawWhole } from '../elements/link-mark'
import { CanvasPen } from './canvas-pen'
import { DOT, drawDot } from './dot'
import type { Item, Order } from './job'
import { TILE } from './level'
import { newSheet, type Picture, type Sheet, taken } from './picture'

/** After so many elements (powers of two, less one) the clock is looked at, and what was noted is done: the latter takes long by itself. */
const STEP = 15
const DONE = 63

/** Sheets of a tile's size are used again: making a canvas costs more than many elements. */
const spare: { readonly [stepwise: string]: Sheet[] } = { true: [], false: [] }

/** To be called when a font has loaded: a canvas may go on with the stand-in that it has once looked up. */
export function forgetSheets(): void {
  for (const sheets of Object.values(spare)) sheets.length = 0
}

function sheetFor(w: number, h: number, stepwise: boolean): Sheet {
  const kept = w === TILE && h === TILE ? spare[String(stepwise)]!.pop() : undefined
  return kept ?? newSheet(w, h, stepwise)
}

/** One picture being painted, a few elements at a time. The page and the worker paint with this, so their pictures are alike. */
export class Painting {
  private readonly sheet: Sheet
  private readonly order: Order
  private readonly items: readonly Omit<Item, 'id'>[]
  private readonly pen: CanvasPen
  private readonly k: number
  private readonly stepwise: boolean
  private at = 0

  /** `stepwise`: canvases only note what is drawn, and do it all at the end; here each step does its own, so that no frame gets them all. */
  constructor(order: Order, items: readonly Omit<Item, 'id'>[], stepwise = false) {
    const { zoom, dpr, rect, theme } = order
    this.order = order
    this.items = items
    this.stepwise = stepwise
    this.sheet = sheetFor(rect.w, rect.h, stepwise)
    this.k = (zoom * dpr) / 100
    this.pen = new CanvasPen(this.sheet.context, { x: rect.x / this.k, y: rect.y / this.k, zoom }, dpr, theme)
  }

  /** Paints until `enough` says so; true when all is painted. At least a few elements are painted each time. */
  go(enough: () => boolean): boolean {
    const { items, k } = this
    while (this.at < items.length) {
      const { props, span, clip } = items[this.at++]!
      this.pen.clipped(clip, () => {
        if (span * k < DOT) drawDot(this.sheet.context, props, span, k, this.order.rect, this.order.theme)
        else drawWhole(props, this.pen)
      })
      if ((this.at & STEP) !== 0) continue
      if (this.stepwise && (this.at & DONE) === 0) this.sheet.context.getImageData(0, 0, 1, 1)
      if (enough()) return this.at === items.length
    }
    return true
  }

  /** Whether the graphics that it was painted with are gone, and the picture with them. */
  get lost(): boolean {
    return this.sheet.context.isContextLost?.() === true
  }

  /** The picture; only once all is painted. */
  take(): Picture {
    const picture = taken(this.sheet)
    const { canvas, context } = this.sheet
    const spares = spare[String(this.stepwise)]!
    if (picture !== canvas && !this.lost && canvas.width === TILE && canvas.height === TILE && spares.length < 3) {
      context.setTransform(1, 0, 0, 1, 0, 0)
      spares.push(this.sheet)
    }
    return picture
  }
}
