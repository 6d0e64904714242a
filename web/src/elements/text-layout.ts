import { rightToLeft } from './bidi'
import type { ElementProps } from './element'
import { BULLETS, depthOf, isListed, NUMBERS } from './marks'
import { LINE, type Measure, measure } from './measure'
import type { Type } from './pen'
import { number, string } from './props'
import { breakable, graphemes, withoutSpaces } from './text-breaks'
import { type Piece, piecesOf, typeIn, widthOf } from './text-pieces'
import { type Paragraph, paragraphsOf, type Words, wordsIn } from './words'

/** One line as it is set. Lengths are hundredths. */
export type Line = {
  /** Which letters of the text it shows: without the spaces at which it was broken. */
  readonly from: number
  readonly to: number
  /** How wide they are. */
  readonly w: number
  /** From the top of the text, and how high it is. */
  readonly y: number
  readonly h: number
  /** Whether its paragraph reads from right to left. */
  readonly rtl: boolean
  /** Kept free where it begins to be read, for the points of lists. */
  readonly indent: number
  /** What stands there: the point or the number; '' for nothing. */
  readonly marker: string
  /** What its paragraph is; see marks.ts. */
  readonly style: string
  /** That of its letters where they have no marks. */
  readonly type: Type
}

/** A text as it is set: its lines, and its size in hundredths (whole numbers, rounded up). */
export type Layout = { readonly words: Words; readonly lines: readonly Line[]; readonly w: number; readonly h: number }

/** The font and size of a text element. */
export function typeOf(p: ElementProps): Type {
  const type = { font: string(p, 'font'), size: number(p, 'font-size') }
  // No element is stored so; the cells of a heading are read so.
  return p.get('bold') === true ? { ...type, bold: true } : type
}

/** The letters of a line of a layout, in their places. */
export function piecesIn({ words }: Layout, { from, to, type, rtl }: Line): Piece[] {
  return piecesOf(words, from, to, type, rtl)
}

/** How far each step of a list is indented, in sizes of its letters. */
const STEP = 1.5

function indentOf(style: string, type: Type): number {
  return (depthOf(style) + 1) * STEP * type.size
}

type Break = { readonly from: number; readonly to: number; readonly w: number }

/** Breaks a paragraph where it may be broken, and within a word that is too long for a line of its own. */
function wrapped(words: Words, { from, to }: Paragraph, width: number, type: Type): Break[] {
  const lines: Break[] = []
  let begin = from
  let at = from
  /** The end of what is seen of the line so far, and how wide that is. */
  let end = from
  let reached = 0
  for (const part of breakable(words.text.slice(from, to))) {
    const seen = at + withoutSpaces(part).length
    const w = widthOf(words, begin, seen, type)
    if (w > width && end > begin) {
      lines.push({ from: begin, to: end, w: reached })
      begin = at
    }
    end = seen
    reached = begin === at ? widthOf(words, begin, end, type) : w
    while (reached > width) {
      const head = longest(words, begin, end, width, type)
      if (head >= end) break
      lines.push({ from: begin, to: head, w: widthOf(words, begin, head, type) })
      begin = head
      reached = widthOf(words, begin, end, type)
    }
    at += part.length
  }
  // Spaces at the end of a paragraph are its writer's; they may hang out of the line.
  const last = widthOf(words, begin, to, type)
  lines.push({ from: begin, to, w: last > width ? reached : last })
  return lines
}

/** So many letters are taken apart at once. */
const WINDOW = 512

/** How many of the letters from `from` fit into a line, one at least. */
function longest(words: Words, from: number, to: number, width: number, type: Type): number {
  let at = from
  while (at < to) {
    // A line seldom holds more; a whole page without a space is not taken apart for each of its lines.
    const end = Math.min(to, at + WINDOW)
    const letters = graphemes(words.text.slice(at, end))
    // The last of them may be cut.
    if (end < to && letters.length > 1) letters.pop()
    for (const letter of letters) {
      if (at > from && widthOf(words, from, at + letter.length, type) > width) return at
      at += letter.length
    }
  }
  return at
}

/** The points of lists by how deep they stand. */
const POINTS = ['•', '◦', '▪', '▫']

/** Numbers the points of lists: a number goes on as long as nothing but deeper ones stands between. */
class Counting {
  private readonly counts: number[] = []

  markerFor(style: string): string {
    const depth = depthOf(style)
    this.counts.length = Math.min(this.counts.length, depth + 1)
    if (!isListed(style)) return ''
    if (BULLETS.includes(style)) {
      this.counts.length = depth
      return POINTS[depth]!
    }
    const count = (this.counts[depth] ?? 0) + 1
    this.counts[depth] = count
    return `${numeral(count, NUMBERS.indexOf(style))}.`
  }
}

/** 1, a, i, and 1 again: as deep as a list stands. */
function numeral(count: number, depth: number): string {
  if (depth === 1)
    return count > 26
      ? numeral(Math.floor((count - 1) / 26), 1) + numeral(((count - 1) % 26) + 1, 1)
      : String.fromCharCode(96 + count)
  if (depth !== 2 || count > 3999) return String(count)
  const units = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const
  let rest = count
  let text = ''
  for (const [value, letters] of units)
    while (rest >= value) {
      text += letters
      rest -= value
    }
  return text
}

/** Sets a text: wrapped at `width` hundredths where that is more than 0. */
export function layout(words: Words, base: Type, width: number): Layout {
  const lines: Line[] = []
  const counting = new Counting()
  let y = 0
  for (const paragraph of paragraphsOf(words)) {
    const { style, from, to } = paragraph
    const type = typeIn(base, style)
    const rtl = rightToLeft(words.text.slice(from, to))
    const indent = indentOf(style, type)
    const h = type.size * LINE
    let marker = counting.markerFor(style)
    const room = Math.max(type.size, width - indent)
    const broken = width > 0 ? wrapped(words, paragraph, room, type) : [{ from, to, w: widthOf(words, from, to, type) }]
    for (const one of broken) {
      lines.push({ ...one, y, h, rtl, indent, marker, style, type })
      marker = ''
      y += h
    }
  }
  const widest = lines.reduce((most, { w, indent }) => Math.max(most, w + indent), 0)
  return { words, lines, w: Math.ceil(width > 0 ? width : widest), h: Math.ceil(y) }
}

/** The width of the longest part that is not broken. */
export function widestWord(words: Words, base: Type): number {
  let widest = 0
  for (const { from, to, style } of paragraphsOf(words)) {
    const type = typeIn(base, style)
    const indent = indentOf(style, type)
    let at = from
    for (const part of breakable(words.text.slice(from, to))) {
      widest = Math.max(widest, indent + widthOf(words, at, at + withoutSpaces(part).length, type))
      at += part.length
    }
  }
  return widest
}

/** Where a line begins within a box `w` wide: the text's start is where its paragraph begins to be read. */
export function lineLeft(p: ElementProps, line: Line, w: number): number {
  const align = string(p, 'align')
  const free = w - line.w - line.indent
  // Points of a list stand one below the other, wherever the middle of their letters is.
  if (align === 'centre' && !isListed(line.style)) return free / 2
  const atEnd = (align === 'end') !== line.rtl
  return (atEnd ? free : 0) + (line.rtl ? 0 : line.indent)
}

const kept = new WeakMap<ElementProps, { readonly by: Measure; readonly width: number; readonly layout: Layout }>()

/** The layout of an element's text, wrapped at a width; kept as long as its properties and the fonts are the same. */
export function layoutOf(p: ElementProps, width = number(p, 'width')): Layout {
  const by = measure()
  let found = kept.get(p)
  if (found?.by !== by || found.width !== width) {
    found = { by, width, layout: layout(wordsIn(p), typeOf(p), width) }
    kept.set(p, found)
  }
  return found.layout
}
