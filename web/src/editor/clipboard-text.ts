import { properties } from '../board/dictionary'
import { cleanText } from '../board/dictionary-types'
import type { Value } from '../board/types'
import { LINE } from '../elements/measure'
import { anew } from '../elements/text-edit'
import { layout } from '../elements/text-layout'
import { plain, said, type Words } from '../elements/words'
import { say } from '../words/say'
import type { Carried } from './clipboard-payload'
import type { Pace } from './pace'
import { partsInHtml } from './rich-html'
import type { Style } from './types'

/** The most letters of one text, as it can still be read and worked on; longer ones go on in another below it. */
const ONE = 10_000

/** The most letters that are pasted as texts: some forty pages. */
export const ALL = 100_000

/** Lines longer than this are broken, in hundredths: about eighty letters of the usual size. */
const WIDEST = 64_000

/** The last place before `most` where a text may be cut: between lines, else between words, else between letters. */
function cutAt(text: string, most: number): number {
  const line = text.lastIndexOf('\n', most)
  if (line > most / 2) return line + 1
  const word = text.lastIndexOf(' ', most)
  if (word > most / 2) return word + 1
  const code = text.charCodeAt(most - 1)
  return code >= 0xd800 && code <= 0xdbff ? most - 1 : most
}

function pieces(text: string): string[] {
  const found: string[] = []
  for (let rest = text; rest !== ''; ) {
    const end = rest.length > ONE ? cutAt(rest, ONE) : rest.length
    found.push(rest.slice(0, end).replace(/\n$/, ''))
    rest = rest.slice(end)
  }
  return found
}

/** Why a text is not pasted; null where it may be. */
export function textObjection(text: string): string | null {
  if (text.length <= ALL) return null
  return say('It has {n} letters; at most {most} can be put on a board at once.', { n: text.length, most: ALL })
}

/** The words of some HTML with the marks we know. */
export function markedWords(html: string): Words {
  const { head, parts } = partsInHtml(html)
  const clean = parts.map((part) => ({ ...part, text: cleanText(part.text, true) }))
  return said(clean, head)
}

/** Text from anywhere as text elements, one below the other, in the style at hand, with its marks if `html` has them. An address becomes a link. Nothing but white space gives none. */
export async function textElements(
  text: string,
  style: Style,
  newID: () => string,
  pace: Pace,
  html = '',
): Promise<readonly Carried[]> {
  const marked = html === '' || html.length > 10 * ALL ? plain('') : markedWords(html)
  if (marked.text !== '' && marked.text.length <= ONE) {
    const { props } = textElement(marked, 0, style, newID)
    return [{ id: newID(), props }]
  }
  const clean = cleanText(text, true).replace(/\s+$/, '').replace(/^\n+/, '')
  const found: Carried[] = []
  let y = 0
  for (const piece of clean === '' ? [] : pieces(clean)) {
    const { props, h } = textElement(plain(piece), y, style, newID)
    found.push({ id: newID(), props })
    y += h + Math.round(style['font-size'] * LINE)
    if (pace.due) await pace.turn()
  }
  return found
}

function textElement(words: Words, y: number, style: Style, newID: () => string) {
  const type = { font: style.font, size: style['font-size'] }
  const free = layout(words, type, 0)
  const width = free.w > WIDEST ? WIDEST : 0
  const set = width === 0 ? free : layout(words, type, width)
  const props = new Map<string, Value>([
    ['kind', 'text'],
    ['at', [0, y]],
    ['colour', style.colour],
    ['opacity', style.opacity],
    ['font', style.font],
    ['font-size', style['font-size']],
    ['measured', [set.w, set.h]],
  ])
  if (width > 0) props.set('width', width)
  if (properties.get('link')!.fits(words.text)) props.set('link', words.text)
  const runs = anew([], words, { mine: new Set(), shut: new Set(), told: new Map(), newID })
  for (const [path, value] of runs) if (value !== null) props.set(path, value)
  return { props, h: set.h }
}
