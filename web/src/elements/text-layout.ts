import type { ElementProps } from './element'
import { LINE, type Measure, measure } from './measure'
import type { Type } from './pen'
import { number, string } from './props'
import { joined, runsOf } from './text-runs'

/** A text as it is set: its lines, and its size in hundredths (whole numbers, rounded up). */
export type Layout = {
  readonly lines: readonly string[]
  readonly widths: readonly number[]
  /** Whether a line's paragraph reads from right to left. */
  readonly rtl: readonly boolean[]
  readonly w: number
  readonly h: number
  readonly line: number
}

/** The font and size of a text element. */
export function typeOf(p: ElementProps): Type {
  return { font: string(p, 'font'), size: number(p, 'font-size') }
}

/** Letters that have a direction, and those of them that go from right to left: Hebrew, Arabic and their kin. */
const STRONG = /[\p{L}\p{Nl}\u200e\u200f\u061c]/u
const LEFTWARD = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Whether a paragraph reads from right to left: its first letter with a direction says so, as in a field with dir="auto". */
export function rightToLeft(paragraph: string): boolean {
  const first = STRONG.exec(paragraph)?.[0]
  return first !== undefined && LEFTWARD.test(first)
}

/** So many spaces from one tab stop to the next. */
export const TAB = 4

/** A piece of a line without tabs, and where it begins from the line's start. */
export type Piece = { readonly text: string; readonly at: number; readonly w: number }

/** A line cut at its tabs, each of which goes to the next stop that is at least half a space away, as browsers have it. */
export function piecesOf(line: string, type: Type): readonly Piece[] {
  const [first, ...further] = line.split('\t')
  const pieces: Piece[] = [{ text: first!, at: 0, w: measure().width(first!, type) }]
  if (further.length === 0) return pieces
  const space = measure().width(' ', type)
  const stop = space * TAB
  for (const text of further) {
    const { at, w } = pieces.at(-1)!
    const end = at + w
    const gap = stop - (end % stop)
    pieces.push({ text, at: end + (gap < space / 2 ? gap + stop : gap), w: measure().width(text, type) })
  }
  return pieces
}

function widthOf(line: string, type: Type): number {
  const { at, w } = piecesOf(line, type).at(-1)!
  return at + w
}

/** Breaks a line between words, and within a word that is too long for a line of its own. */
function wrapped(line: string, width: number, type: Type): string[] {
  const of = (text: string) => widthOf(text, type)
  const lines: string[] = []
  let current = ''
  for (const word of line.match(/\s*\S+|\s+$/g) ?? ['']) {
    if (of(current + word) <= width) {
      current += word
      continue
    }
    if (current !== '') lines.push(current)
    current = current === '' ? word : word.trimStart()
    while (of(current) > width) {
      const letters = [...current]
      let n = 1
      while (n < letters.length && of(letters.slice(0, n + 1).join('')) <= width) n++
      if (n >= letters.length) break
      lines.push(letters.slice(0, n).join(''))
      current = letters.slice(n).join('')
    }
  }
  lines.push(current)
  return lines
}

/** Sets a text: wrapped at `width` hundredths where that is more than 0. */
export function layout(text: string, type: Type, width: number): Layout {
  const lines: string[] = []
  const rtl: boolean[] = []
  for (const paragraph of text.split('\n')) {
    const leftward = rightToLeft(paragraph)
    for (const line of width > 0 ? wrapped(paragraph, width, type) : [paragraph]) {
      lines.push(line)
      rtl.push(leftward)
    }
  }
  const line = type.size * LINE
  const widths = lines.map((one) => widthOf(one, type))
  const widest = widths.reduce((a, b) => Math.max(a, b), 0)
  return { lines, widths, rtl, w: Math.ceil(width > 0 ? width : widest), h: Math.ceil(lines.length * line), line }
}

/** The width of the longest word. */
export function widestWord(words: string, type: Type): number {
  return Math.max(...layout(words.trim().split(/\s+/).join('\n'), type, 0).widths)
}

/** Where a line begins within a box `w` wide: the text's start is where its paragraph begins to be read. */
export function lineLeft(p: ElementProps, set: Layout, i: number, w: number): number {
  const align = string(p, 'align')
  const atEnd = (align === 'end') !== set.rtl[i]
  return (w - set.widths[i]!) * (align === 'centre' ? 0.5 : atEnd ? 1 : 0)
}

const kept = new WeakMap<ElementProps, { readonly by: Measure; readonly width: number; readonly layout: Layout }>()

/** The layout of an element's text, wrapped at a width; kept as long as its properties and the fonts are the same. */
export function layoutOf(p: ElementProps, width = number(p, 'width')): Layout {
  const by = measure()
  let found = kept.get(p)
  if (found?.by !== by || found.width !== width) {
    found = { by, width, layout: layout(joined(runsOf(p)), typeOf(p), width) }
    kept.set(p, found)
  }
  return found.layout
}
