/**
 * The letters of marks. Those of letters: b bold, i italic, u underlined, s struck out, c code, a leads somewhere. Those of line breaks,
 * of which there is one at most, say what the paragraph behind them is: x, y, z headings from the largest; d, e, f, g points of a list,
 * n, o, p, q numbered ones, each from the outermost. A letter takes no notice of the marks of breaks, nor a break of those of letters,
 * so that one run can hold both. Unknown marks are kept and mean nothing.
 */

/** The mark of letters that lead somewhere. */
export const LINK = 'a'
/** The marks of letters that one switches on and off. */
export const INLINE = ['b', 'i', 'u', 's', 'c'] as const
export type Inline = (typeof INLINE)[number]

/** Headings from the largest; points of lists, and numbered ones, from the outermost. */
export const HEADINGS = 'xyz'
export const BULLETS = 'defg'
export const NUMBERS = 'nopq'

const OF_LETTERS = /[^abcisu]/g
const OF_PARAGRAPHS = /[d-gn-qx-z]/

/** Of marks those that letters take notice of, each once and in one order. */
export function ofLetters(marks: string): string {
  return marks === '' ? '' : sorted(marks.replace(OF_LETTERS, ''))
}

/** What marks of a line break say that its paragraph is; '' for a plain one. */
export function ofParagraph(marks: string): string {
  return OF_PARAGRAPHS.exec(marks)?.[0] ?? ''
}

/** Marks each once and in one order. */
export function sorted(marks: string): string {
  return [...new Set(marks)].sort().join('')
}

/** Whether a paragraph is a point of a list, numbered or not. */
export function isListed(style: string): boolean {
  return style !== '' && (BULLETS + NUMBERS).includes(style)
}

/** How deep within lists a paragraph stands: 0 outermost; -1 for none. */
export function depthOf(style: string): number {
  if (!isListed(style)) return -1
  return Math.max(BULLETS.indexOf(style), NUMBERS.indexOf(style))
}

/** The same list one step further in (1) or out (-1); a plain paragraph beyond the outermost. */
export function nested(style: string, by: 1 | -1): string {
  const list = NUMBERS.includes(style) ? NUMBERS : BULLETS
  const depth = depthOf(style) + by
  return depth < 0 ? '' : list[Math.min(depth, list.length - 1)]!
}
