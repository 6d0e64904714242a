import type { Type } from './pen'

/** The height of a line as a multiple of the font's size. */
export const LINE = 1.35

const sans = '"Inter Variable", "Inter Fallback", system-ui, sans-serif'

/** The families of kinds.json as CSS lists; the first of each loads with the page (sans) or when it is first used. */
const families: { readonly [font: string]: string } = {
  hand: '"Shantell Sans Variable", "Playpen Sans Variable", "Segoe Print", "Bradley Hand", "Chalkboard SE", cursive',
  sans,
  serif: '"Source Serif 4 Variable", Charter, Georgia, serif',
  mono: '"JetBrains Mono Variable", ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace',
}

/** The CSS font family of a font of kinds.json. */
export function familyOf(font: string): string {
  return Object.hasOwn(families, font) ? families[font]! : sans
}

/** The fonts of kinds.json that letters have been set in, upright and italic ones. */
const used = { normal: new Set<string>(), italic: new Set<string>() }

/** Whether letters were set, or would have been, in a face: otherwise nothing looks different when it arrives. `family` with or without quotes. */
export function setsIn({ family, style }: Pick<FontFace, 'family' | 'style'>): boolean {
  const name = `"${family.replace(/^["']|["']$/g, '')}"`
  return [...(style === 'italic' ? used.italic : used.normal)].some((font) => familyOf(font).includes(name))
}

/** How often fonts have arrived. */
let arrivals = 0

let wanted = false
let call: (() => void) | null = null

/** Letters are to be set in another font than that of the page. */
export function wantLetters(): void {
  if (wanted) return
  wanted = true
  call?.()
}

/** Has `run` called once when letters are first set in another font than that of the page, whose rules come with the page. */
export function onLettersWanted(run: () => void): void {
  call = run
  if (wanted) run()
}

/**
 * The font of letters for a canvas, `px` high; it is called for where it is not there yet. A browser may keep for ever what it found for a list of families while one of them was still loading (Chromium
 * does in workers, for canvases yet to be made, too), so after each arrival the list is another one: a name that no font has is put last.
 */
export function canvasFont(type: Type, px: number): string {
  if (type.font !== 'sans' || type.italic === true) wantLetters()
  used[type.italic === true ? 'italic' : 'normal'].add(type.font)
  const family = arrivals === 0 ? familyOf(type.font) : `${familyOf(type.font)}, "arrival ${arrivals}"`
  return `${faceOf(type)}${px}px ${family}`
}

/** How heavy bold letters are, as CSS has it. */
export const BOLD = 700

/** Which letters of a family, as the font of CSS begins; '' for the plain ones. */
export function faceOf({ bold, italic }: Pick<Type, 'bold' | 'italic'>): string {
  return `${italic === true ? 'italic ' : ''}${bold === true ? `${BOLD} ` : ''}`
}

/** Where in its line box a font's baseline lies, and how wide a text is; all in hundredths. */
export interface Measure {
  width(text: string, type: Type): number
  /** From the top of a line box of this height to the baseline. */
  baseline(type: Type, height: number): number
}

/** Sizes are measured at this size and scaled, so that rounding of the font's hints does not depend on the zoom. */
const AT = 100

/** Half an em a letter: near enough where there is no canvas to measure with. */
const guessed: Measure = {
  width: (text, type) => [...text].length * type.size * 0.55,
  baseline: (type, height) => height / 2 + type.size * 0.35,
}

type Extent = { readonly up: number; readonly down: number }

/** Measures with a canvas. Widths are kept while they are asked for often. */
class CanvasMeasure implements Measure {
  private readonly canvas: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
  private readonly widths = new Map<string, number>()
  private readonly extents = new Map<string, Extent>()

  constructor(canvas: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D) {
    this.canvas = canvas
  }

  width(text: string, type: Type): number {
    const key = `${faceOf(type)}${type.font} ${text}`
    let width = this.widths.get(key)
    if (width === undefined) {
      this.canvas.font = canvasFont(type, AT)
      width = this.canvas.measureText(text).width / AT
      if (this.widths.size > 5000) this.widths.clear()
      this.widths.set(key, width)
    }
    return width * type.size
  }

  baseline(type: Type, height: number): number {
    const { up, down } = this.extentOf(type.font)
    // Browsers set lines with ascent and descent in whole pixels; the field one types into must not jump.
    const whole = (n: number) => Math.round((n * type.size) / 100 / AT) * 100
    const [above, below] = [whole(up), whole(down)]
    // Of what a line is higher than its letters, half goes above, in whole pixels too.
    return above + Math.floor((height - above - below) / 200) * 100
  }

  /** How far a font's letters reach up and down at most. */
  private extentOf(font: string): Extent {
    let extent = this.extents.get(font)
    if (extent === undefined) {
      this.canvas.font = canvasFont({ font, size: 0 }, AT)
      const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = this.canvas.measureText('x')
      extent = { up, down }
      this.extents.set(font, extent)
    }
    return extent
  }
}

function open(): Measure {
  const canvas =
    typeof document === 'undefined'
      ? typeof OffscreenCanvas === 'function' && new OffscreenCanvas(1, 1).getContext('2d')
      : document.createElement('canvas').getContext('2d')
  return canvas ? new CanvasMeasure(canvas) : guessed
}

let opened: Measure | undefined

/** The measure of this page. */
export function measure(): Measure {
  opened ??= open()
  return opened
}

/** To be called when a font has loaded, or failed to: what was measured with its stand-in is wrong, and a canvas may go on with that. */
export function forgetMeasures(): void {
  arrivals++
  opened = undefined
}
