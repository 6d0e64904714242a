import { LONGEST, NAME } from './clipboard-payload'

/** A payload inside of HTML: other programs see the texts, a board finds the elements. */

const ATTRIBUTE = `data-${NAME}="`

/** Letters as they may stand in HTML, in an attribute too. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replaceAll('\n', '<br>')
}

/** HTML that carries a payload and shows other programs what is in `inner`, which is HTML. */
export function htmlOf(payload: string, inner: string): string {
  return `<meta charset="utf-8"><div ${ATTRIBUTE}${payload}">${inner}</div>`
}

/** Lines with tabs between their cells as a table of HTML. */
export function tableHtml(text: string): string {
  const row = (line: string) =>
    `<tr>${line
      .split('\t')
      .map((cell) => `<td>${escaped(cell)}</td>`)
      .join('')}</tr>`
  return `<table>${text.split('\n').map(row).join('')}</table>`
}

const named: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** Letters that are written as entities. Programs on the way may write letters of an attribute as entities. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{1,8}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? named[name]! : all
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}

/** The payload in some HTML; null where there is none. The HTML is looked at as a text only, never made into a page. */
export function payloadIn(html: string): string | null {
  const found = html.indexOf(ATTRIBUTE)
  if (found < 0) return null
  const from = found + ATTRIBUTE.length
  const end = html.indexOf('"', from)
  return end < 0 || end - from > LONGEST ? null : unescaped(html.slice(from, end))
}

/** What of HTML is not for reading, tags that end a line, those that end a cell, and all others. None is looked for twice from one place. */
const UNSEEN = /<!--[\s\S]*?(?:-->|$)|<(style|script|title)\b[\s\S]*?(?:<\/\1[^<>]*>|$)/gi
const LINE = /<(?:br\b|\/(?:p|div|tr|li|h[1-6]|pre|blockquote|ul|ol|table|section|article)\b)[^<>]*>/gi
const CELL = /<\/t[dh] ?>(?= ?<t[dh]\b)/gi
const TAG = /<[a-z/!?][^<>]*>/gi

/** The words of some HTML, as plain text: lines as its blocks, tabs between its cells. It is never made into a page here either. */
export function wordsIn(html: string): string {
  const lines = html.replace(UNSEEN, '').replace(/\s+/g, ' ').replace(CELL, '\t').replace(LINE, '\n')
  return unescaped(lines.replace(TAG, ''))
    .split('\n')
    .map((line) => line.replace(/ *\t */g, '\t').replace(/^ +| +$/g, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\s+$/g, '')
}
