import type { Viewport } from '../../editor/camera'
import { rightToLeft } from '../../elements/bidi'
import { contrast } from '../../elements/contrast'
import { familyOf } from '../../elements/measure'
import { type ScreenPoint, screenPoint } from '../../geometry/point'

/** Words on a coloured ground that stand at hands: names and what is said. In CSS pixels. */

export const NAME_FONT = `500 12px ${familyOf('sans')}`
export const WORDS_FONT = `450 14px ${familyOf('sans')}`
/** Room beside and between the words of a bubble. */
const PAD = 10
const LINE = 19
const NAME_LINE = 16
/** The longest line of what is said. */
const WIDEST = 240
/** How high a name's chip is. */
export const CHIP = 20

/** Letters have at least this contrast with what they stand on: WCAG's for text. */
const PLAIN = 4.5
/** A colour on which white is at least this plain is made a little darker for it, so that most names are white; on brighter ones they are black. */
const NEARLY = 3.5

/** What words stand on, and their own colour. */
type Ground = { readonly ground: string; readonly ink: '#000000' | '#ffffff' }

const grounds = new Map<string, Ground>()

/** How words are written on somebody's colour (#rrggbb). */
export function groundOf(colour: string): Ground {
  let found = grounds.get(colour)
  if (found === undefined) {
    found =
      contrast(colour, '#ffffff') < NEARLY
        ? { ground: colour, ink: '#000000' }
        : { ground: darkened(colour), ink: '#ffffff' }
    grounds.set(colour, found)
  }
  return found
}

/** As dark as white letters need it. */
function darkened(colour: string): string {
  for (let share = 1; ; share -= 0.02) {
    const parts = [1, 3, 5].map((at) => Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * share))
    const dark = `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
    if (contrast(dark, '#ffffff') >= PLAIN) return dark
  }
}

const widths = new Map<string, number>()

/** How wide a text is in a font; kept, since it is asked for in each frame. */
function widthOf(to: CanvasRenderingContext2D, font: string, text: string): number {
  const key = `${font}\n${text}`
  let width = widths.get(key)
  if (width === undefined) {
    if (widths.size > 2000) widths.clear()
    to.font = font
    width = to.measureText(text).width
    widths.set(key, width)
  }
  return width
}

/** Lines no wider than WIDEST, broken between words where that can be. */
export function linesOf(text: string, width: (text: string) => number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const part of text.match(/\S+\s*/gu) ?? []) {
    if (width((line + part).trimEnd()) <= WIDEST) {
      line += part
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    line = ''
    for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(part)) {
      if (width(line + segment) > WIDEST) {
        lines.push(line)
        line = ''
      }
      line += segment
    }
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()]
}

/** The ground of words, with a rim that keeps it apart from what lies below. */
function fillGround(
  to: CanvasRenderingContext2D,
  x: number,
  y: number,
  w: number,
  h: number,
  radii: number | number[],
  css: string,
  rim: string,
): void {
  to.beginPath()
  to.roundRect(x, y, w, h, radii)
  to.lineWidth = 2
  to.strokeStyle = rim
  to.stroke()
  to.fillStyle = css
  to.fill()
}

function write(to: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  to.direction = rightToLeft(text) ? 'rtl' : 'ltr'
  to.textAlign = 'left'
  to.textBaseline = 'alphabetic'
  to.fillText(text, x, y)
}

/** How wide a name's chip is. */
export function chipWidth(to: CanvasRenderingContext2D, text: string): number {
  return widthOf(to, NAME_FONT, text) + 14
}

/** How near words come to the window's edge, in CSS pixels. */
const EDGE = 8
/** Where words stand from the tip of a hand. */
export const BESIDE = { x: 11, y: 14 }

/** Where something of a size stands beside a hand in the window: below and to the right, or as near to that as the window lets it. */
export function besideHand(at: ScreenPoint, w: number, h: number, window: Viewport): ScreenPoint {
  const clamp = (from: number, size: number, room: number) => Math.max(EDGE, Math.min(from, room - size - EDGE))
  const above = at.y + BESIDE.y + h > window.h - EDGE
  return screenPoint(
    clamp(at.x + BESIDE.x, w, window.w) - at.x,
    above ? -h - 6 : clamp(at.y + BESIDE.y, h, window.h) - at.y,
  )
}

/** A name, its chip's upper left corner at a place. */
export function drawChip(
  to: CanvasRenderingContext2D,
  { x, y }: ScreenPoint,
  text: string,
  css: string,
  rim: string,
): void {
  const { ground, ink } = groundOf(css)
  fillGround(to, x, y, chipWidth(to, text), CHIP, CHIP / 2, ground, rim)
  to.font = NAME_FONT
  to.fillStyle = ink
  write(to, text, x + 7, y + 14.2)
}

/** What somebody says, as it is laid out. */
export type Bubble = {
  readonly name: string
  readonly lines: readonly string[]
  readonly w: number
  readonly h: number
}

export function bubbleOf(to: CanvasRenderingContext2D, name: string, words: string): Bubble {
  const lines = linesOf(words, (text) => widthOf(to, WORDS_FONT, text))
  const widest = Math.max(widthOf(to, NAME_FONT, name), ...lines.map((line) => widthOf(to, WORDS_FONT, line)))
  return { name, lines, w: widest + 2 * PAD, h: NAME_LINE + LINE * lines.length + 12 }
}

/** Draws it, their name above the words; the corner at the hand is sharp. */
export function drawBubble(
  to: CanvasRenderingContext2D,
  { x, y }: ScreenPoint,
  { name, lines, w, h }: Bubble,
  css: string,
  rim: string,
): void {
  const { ground, ink } = groundOf(css)
  fillGround(to, x, y, w, h, [4, 14, 14, 14], ground, rim)
  to.fillStyle = ink
  to.font = NAME_FONT
  write(to, name, x + PAD, y + 18)
  to.font = WORDS_FONT
  for (const [i, line] of lines.entries()) write(to, line, x + PAD, y + 18 + LINE * (i + 1))
}
