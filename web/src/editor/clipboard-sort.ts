import { soleLink } from '../elements/link'
import { payloadIn, wordsIn } from './clipboard-html'
import { ALL } from './clipboard-text'
import { looksLikeTable } from './table-words'

/** What a paste or a drop brings, as far as it can be asked for at once. */
export type Brought = {
  readonly html: string
  readonly text: string
  readonly svg: string
  readonly files: readonly File[]
}

/** What it is to a board. */
export type Sorted =
  /** `pictures`: bytes that came along, by their hash. */
  | { readonly is: 'elements'; readonly payload: string; readonly pictures?: ReadonlyMap<string, Blob> }
  | { readonly is: 'svg'; readonly source: string }
  | { readonly is: 'excalidraw'; readonly source: string }
  /** `html`: the same with marks, where it has any. */
  | { readonly is: 'text'; readonly text: string; readonly html?: string }
  /** Cells with words; `html`: the same with marks. */
  | { readonly is: 'table'; readonly text: string; readonly html: string }
  /** The address of a page, and nothing else. */
  | { readonly is: 'link'; readonly text: string }
  | { readonly is: 'files'; readonly files: readonly File[] }
  | { readonly is: 'nothing' }

/** Whether a text is the source of an SVG: begins as one may, and ends with its end. */
export function looksLikeSvg(text: string): boolean {
  const begins = /^\ufeff?\s*<(svg[\s>/]|\?xml\s|!DOCTYPE\s+svg|!--)/i.test(text)
  const ends = /(<\/svg|\/)>\s*$/i.test(text.slice(-40))
  return begins && text.includes('<svg') && (ends || isCutShort(text))
}

/** Whether a text can be nothing but the source of an SVG, though its end is missing: who reads it says that it is damaged. */
function isCutShort(text: string): boolean {
  return /^\ufeff?\s*(<\?xml\s[^>]*>\s*)?<svg(\s+[\w:-]+\s*=\s*["']|\s*>\s*<[\w/!])/i.test(text.slice(0, 2000))
}

/** Whether a text is what Excalidraw copies, or the whole of one of its files. */
export function looksLikeExcalidraw(text: string): boolean {
  return /^\s*\{\s*"type"\s*:\s*"excalidraw(\/clipboard)?"/.test(text.slice(0, 200))
}

/** What HTML marks words with. */
const MARKED = /<(?:b|strong|i|em|u|s|del|code|h[1-6]|ul|ol|a)[\s>]/i

/** Says what was brought: our own elements before pictures of them, those before words, words before files of other programs. */
export function sortOut({ html, text, svg, files }: Brought, plain = false): Sorted {
  if (plain) return words(text, html)
  const payload = html === '' ? null : payloadIn(html)
  if (payload !== null) return { is: 'elements', payload }
  if (svg !== '' && looksLikeSvg(svg)) return { is: 'svg', source: svg }
  if (looksLikeSvg(text)) return { is: 'svg', source: text }
  if (looksLikeExcalidraw(text)) return { is: 'excalidraw', source: text }
  const link = files.length === 0 ? soleLink(text) : null
  if (link !== null) return { is: 'link', text: link }
  if (looksLikeTable(text, html)) return { is: 'table', text, html }
  // A picture copied in a browser brings its address or nothing as text; words brought with a picture of them are the words.
  if (text.trim() !== '') return MARKED.test(html) ? { is: 'text', text, html } : { is: 'text', text }
  return files.length > 0 ? { is: 'files', files } : words(text, html)
}

/** Some programs bring words as HTML alone. More of it than could be any text of a board is not looked through. */
function words(text: string, html: string): Sorted {
  const found = text.trim() !== '' || html.length > 10 * ALL ? text : wordsIn(html)
  return found.trim() === '' ? { is: 'nothing' } : { is: 'text', text: found }
}
