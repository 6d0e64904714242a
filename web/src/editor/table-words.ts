import { unescaped } from './clipboard-html'

/** Cells that other programs bring, row by row: as their text, or as the HTML of each. */
export type Cells = readonly (readonly string[])[]

/** What is longer is not looked through. */
const LONGEST = 1_000_000

/** What of HTML is not for reading. */
const UNSEEN = /<!--[\s\S]*?(?:-->|$)|<(head|style|script|title)\b[\s\S]*?(?:<\/\1[^<>]*>|$)/gi
const ROW = /<tr\b[^<>]*>/i
const CELL = /<t[dh]\b[^<>]*>/i
const TAG = /<[a-z/!?][^<>]*>/gi

/** The cells of HTML that is one table and nothing else, with more than one column; null for other HTML. */
export function cellsInHtml(html: string): Cells | null {
  if (html.length > LONGEST || !/<table\b/i.test(html)) return null
  const seen = html.replace(UNSEEN, '')
  const [before = '', inside = '', ...more] = seen.split(/<table\b[^<>]*>/i)
  const end = inside.search(/<\/table\b/i)
  if (more.length > 0 || end < 0 || hasWords(before) || hasWords(inside.slice(end))) return null
  const rows = inside
    .slice(0, end)
    .split(ROW)
    .slice(1)
    .map((row) => row.split(CELL).slice(1).map(withoutEnd))
    .filter((row) => row.length > 0)
  return wide(rows) ? rows : null
}

function withoutEnd(cell: string): string {
  const end = cell.search(/<\/t[dhr]\b/i)
  return end < 0 ? cell : cell.slice(0, end)
}

const hasWords = (html: string) => unescaped(html.replace(TAG, '')).trim() !== ''

const wide = (rows: Cells) => rows.some((row) => row.length > 1)

/**
 * The cells of a text with tabs between them, as spreadsheets copy it: the same number in every line, more than one, and in more than
 * one line. Null for other texts: code has tabs too.
 */
export function cellsInText(text: string): Cells | null {
  if (text.length > LONGEST || !text.includes('\t')) return null
  const rows = linesOf(text.replace(/\r\n?/g, '\n').replace(/\n+$/, ''))
  const [first, ...others] = rows
  if (first === undefined || others.length === 0 || !wide(rows)) return null
  if (others.some((row) => row.length !== first.length) || rows.every((row) => row[0] === '')) return null
  return rows
}

/** What a cell is that has quotation marks around it, within which there are line breaks and tabs; a mark is written twice there. */
const QUOTED = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y
const PLAIN = /[^\t\n]*/y

function linesOf(text: string): string[][] {
  const rows: string[][] = [[]]
  for (let at = 0; at <= text.length; at++) {
    QUOTED.lastIndex = at
    PLAIN.lastIndex = at
    const quoted = text[at] === '"' ? QUOTED.exec(text) : null
    const [all, inner] = quoted ?? PLAIN.exec(text)!
    rows.at(-1)!.push(inner === undefined ? all : inner.replaceAll('""', '"'))
    at += all.length
    if (text[at] === '\n') rows.push([])
  }
  return rows
}

/** Whether what was brought is a table. */
export const looksLikeTable = (text: string, html: string): boolean =>
  cellsInHtml(html) !== null || cellsInText(text) !== null
