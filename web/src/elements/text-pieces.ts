import { hasLeftward, inSight, levelsOf } from './bidi'
import { HEADINGS, LINK, ofLetters } from './marks'
import { measure } from './measure'
import type { Type } from './pen'
import { partsOf, type Words } from './words'

/** How much larger the letters of headings are than those around, from the largest heading, and how much smaller those of code. */
const LARGER = [1.75, 1.375, 1.125]
const CODE = 0.92

/** How letters of a paragraph are set where nothing else is said: those of headings are larger, and bold. */
export function typeIn(base: Type, style: string): Type {
  const at = style === '' ? -1 : HEADINGS.indexOf(style)
  return at < 0 ? base : { ...base, size: Math.round(base.size * LARGER[at]!), bold: true }
}

/** How letters with marks are set in a paragraph. */
export function typeWith(of: Type, marks: string): Type {
  if (marks === '') return of
  const set = marks.includes('c') ? { ...of, font: 'mono', size: Math.round(of.size * CODE) } : of
  if (!marks.includes('b') && !marks.includes('i')) return set
  return { ...set, ...(marks.includes('b') && { bold: true }), ...(marks.includes('i') && { italic: true }) }
}

/** So many spaces from one tab stop to the next. */
export const TAB = 4

/** Letters of a line that are set alike, without tabs, and where they begin from the line's left. */
export type Piece = {
  readonly text: string
  readonly at: number
  readonly w: number
  readonly type: Type
  /** Those of letters that are seen beside the type: u, s, c, a. */
  readonly marks: string
  readonly rtl: boolean
  /** Of the text, the index of the first of them. */
  readonly from: number
}

type Item = Omit<Piece, 'at' | 'rtl'> & { readonly level: number }

/** A line's letters cut where they are marked otherwise, at tabs, and where their direction changes. */
function itemsOf(
  words: Words,
  from: number,
  to: number,
  type: Type,
  levels: readonly number[] | null,
  base: number,
): Item[] {
  const items: Item[] = []
  let at = from
  for (const part of partsOf(words, from, to)) {
    const marks = ofLetters(part.marks).replace(/[bi]/g, '')
    const set = typeWith(type, ofLetters(part.marks))
    for (const text of part.text.split(/(\t)/)) {
      let begin = 0
      for (let end = 1; end <= text.length; end++) {
        const level = levels?.[at - from + begin] ?? base
        if (end < text.length && (levels?.[at - from + end] ?? base) === level) continue
        const letters = text.slice(begin, end)
        const w = letters === '\t' ? 0 : measure().width(letters, set)
        items.push({ text: letters, w, type: set, marks, level, from: at + begin })
        begin = end
      }
      at += text.length
    }
  }
  return items
}

/** Tabs go to the next stop that is at least half a space away, as browsers have it. */
function tabbed(items: readonly Item[], type: Type): readonly Item[] {
  if (!items.some(({ text }) => text === '\t')) return items
  const space = measure().width(' ', type)
  const stop = space * TAB
  let along = 0
  return items.map((item) => {
    const gap = stop - (along % stop)
    const w = item.text === '\t' ? (gap < space / 2 ? gap + stop : gap) : item.w
    along += w
    return { ...item, w }
  })
}

/** Letters of a text as they are set in one line, from left to right. `type`: that of the paragraph. */
export function piecesOf(words: Words, from: number, to: number, type: Type, rtl: boolean): Piece[] {
  const line = words.text.slice(from, to)
  const uniform = !line.includes('\t') && !words.stretches.some((one) => one.from < to && one.to > from)
  // Letters that are all set alike the canvas orders by itself.
  const levels = uniform || (!rtl && !hasLeftward(line)) ? null : levelsOf(line, rtl)
  const items = inSight(tabbed(itemsOf(words, from, to, type, levels, rtl ? 1 : 0), type))
  const pieces: Piece[] = []
  let at = 0
  for (const { level, ...item } of items) {
    if (item.text !== '\t') pieces.push({ ...item, at, rtl: level % 2 === 1 })
    at += item.w
  }
  return pieces
}

/** How wide letters are in one line. */
export function widthOf(words: Words, from: number, to: number, type: Type): number {
  if (words.stretches.length === 0 && !words.text.includes('\t'))
    return measure().width(words.text.slice(from, to), type)
  return tabbed(itemsOf(words, from, to, type, null, 0), type).reduce((sum, { w }) => sum + w, 0)
}

/** Whether letters are drawn as what leads somewhere. */
export const leads = (marks: string): boolean => marks.includes(LINK)
