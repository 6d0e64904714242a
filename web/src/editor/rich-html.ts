import { BULLETS, HEADINGS, isListed, LINK, NUMBERS, ofLetters, sorted } from '../elements/marks'
import { type Part, paragraphsOf, partsOf, type Words } from '../elements/words'
import { escaped, unescaped } from './clipboard-html'
import { addressOf } from './field/address'

/**
 * Words with their marks from HTML and to it. HTML of strangers is read as a text and never made into a page: only the marks we know come
 * out of it, and of addresses only those that a board takes.
 */

/** A comment, what is not for reading, a tag, or words. No part is looked for twice from one place. */
const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<(style|script|title|head)\b[\s\S]*?(?:<\/\1[^<>]*>|$)|<\/?[a-z!?][^<>]*>|[^<]+|</gi

const MARKS: { readonly [tag: string]: string } = {
  b: 'b',
  strong: 'b',
  i: 'i',
  em: 'i',
  cite: 'i',
  u: 'u',
  ins: 'u',
  s: 's',
  strike: 's',
  del: 's',
  code: 'c',
  kbd: 'c',
  samp: 'c',
  tt: 'c',
  pre: 'c',
}
const STYLES: { readonly [tag: string]: string } = { h1: 'x', h2: 'y', h3: 'z', h4: 'z', h5: 'z', h6: 'z' }
const BLOCKS = /^(p|div|li|ul|ol|h[1-6]|pre|blockquote|table|tr|section|article|header|footer|dl|dt|dd|figure|hr|body)$/
const SINGLE = /^(br|hr|img|input|meta|link|wbr|col)$/

/** An element that is open: what it adds to the letters within. */
type Open = { readonly tag: string; readonly marks: string; readonly link: string; readonly list: string }

type Block = { style: string; readonly parts: Part[] }

class Reader {
  readonly blocks: Block[] = [{ style: '', parts: [] }]
  private readonly open: Open[] = []

  private get top(): Open {
    return this.open.at(-1) ?? { tag: '', marks: '', link: '', list: '' }
  }

  private get block(): Block {
    return this.blocks.at(-1)!
  }

  tag(source: string): void {
    const [, end, name = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(source) ?? []
    const tag = name.toLowerCase()
    if (tag === '') return
    if (BLOCKS.test(tag)) this.begin(this.block.style)
    if (tag === 'br') this.blocks.push({ style: this.listStyle() === '' ? this.block.style : '', parts: [] })
    if ((tag === 'td' || tag === 'th') && end === '/') this.add('\t')
    if (SINGLE.test(tag)) return
    if (end === '/') this.close(tag)
    else this.enter(tag, source)
  }

  words(source: string): void {
    const raw = unescaped(source)
    const kept = this.open.some(({ tag }) => tag === 'pre')
    if (kept) {
      for (const [i, line] of raw.replace(/\r\n?/g, '\n').split('\n').entries()) {
        if (i > 0) this.blocks.push({ style: '', parts: [] })
        this.add(line)
      }
      return
    }
    const text = raw.replace(/[ \t\r\n\f]+/g, ' ')
    const begins = this.block.parts.length === 0 || this.block.parts.at(-1)!.text.endsWith(' ')
    this.add(begins ? text.replace(/^ /, '') : text)
  }

  private add(text: string): void {
    if (text === '') return
    const { marks, link } = this.top
    this.block.parts.push({ text, marks: sorted(marks + (link === '' ? '' : LINK)), link })
  }

  /** A new paragraph, unless one has just begun. */
  private begin(_former: string): void {
    if (this.block.parts.length > 0) this.blocks.push({ style: '', parts: [] })
    else this.block.style = ''
  }

  private enter(tag: string, source: string): void {
    const { marks, link, list } = this.top
    const inside = tag === 'ul' || tag === 'ol' ? list + tag[0] : list
    const own = sorted(ofLetters(marks + (MARKS[tag] ?? '')))
    const href = tag === 'a' ? attribute(source, 'href') : ''
    this.open.push({ tag, marks: styledAs(own, source), link: (href && addressOf(href)) || link, list: inside })
    if (tag === 'li') this.block.style = this.listStyle()
    else if (STYLES[tag] !== undefined) this.block.style = STYLES[tag]!
  }

  private close(tag: string): void {
    const at = this.open.findLastIndex((one) => one.tag === tag)
    if (at >= 0) this.open.length = at
  }

  /** What a point of the list at hand is; '' outside of one. */
  private listStyle(): string {
    const { list } = this.top
    if (list === '') return ''
    const kinds = list.endsWith('o') ? NUMBERS : BULLETS
    return kinds[Math.min(list.length, kinds.length) - 1]!
  }
}

function attribute(source: string, name: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(source)
  return unescaped(found?.[1] ?? found?.[2] ?? found?.[3] ?? '')
}

/** What a style says of letters: many programs mark them with nothing else. */
function styledAs(marks: string, source: string): string {
  const style = attribute(source, 'style').toLowerCase()
  if (style === '') return marks
  const now = new Set(marks)
  const weight = /font-weight\s*:\s*(\w+)/.exec(style)?.[1]
  if (weight !== undefined) now[/^(bold|bolder|[6-9]00)$/.test(weight) ? 'add' : 'delete']('b')
  const slope = /font-style\s*:\s*(\w+)/.exec(style)?.[1]
  if (slope !== undefined) now[slope === 'italic' || slope === 'oblique' ? 'add' : 'delete']('i')
  const lines = /text-decoration(?:-line)?\s*:\s*([^;]+)/.exec(style)?.[1] ?? ''
  if (lines.includes('underline')) now.add('u')
  if (lines.includes('line-through')) now.add('s')
  return sorted([...now].join(''))
}

/** Words of some HTML: what its first paragraph is, and parts whose line breaks say what the others are. */
export function partsInHtml(html: string): { readonly head: string; readonly parts: readonly Part[] } {
  const reader = new Reader()
  for (const [token] of html.matchAll(TOKEN)) {
    if (token.startsWith('<!--') || /^<(style|script|title|head)\b/i.test(token)) continue
    if (/^<\/?[a-z]/i.test(token)) reader.tag(token)
    else if (!/^<[!?]/.test(token)) reader.words(token)
  }
  const blocks = trimmed(reader.blocks)
  const parts = blocks.flatMap(({ style, parts: own }, i): Part[] =>
    i === 0 ? own : [{ text: '\n', marks: style, link: '' }, ...own],
  )
  return { head: blocks[0]?.style ?? '', parts }
}

/** Without spaces at the ends of paragraphs, and without empty paragraphs at the ends of all. */
function trimmed(blocks: readonly Block[]): Block[] {
  const clean = blocks.map(({ style, parts }) => {
    const own = [...parts]
    while (own.length > 0) {
      const last = own.pop()!
      const text = last.text.replace(/[ \t]+$/, '')
      if (text === '') continue
      own.push({ ...last, text })
      break
    }
    return { style, parts: own }
  })
  const first = clean.findIndex(({ parts }) => parts.length > 0)
  const last = clean.findLastIndex(({ parts }) => parts.length > 0)
  return first < 0 ? [] : clean.slice(first, last + 1)
}

const TAGS: readonly (readonly [mark: string, tag: string])[] = [
  ['b', 'strong'],
  ['i', 'em'],
  ['u', 'u'],
  ['s', 's'],
  ['c', 'code'],
]

/** Words from one index to another as HTML. */
export function htmlOfWords(words: Words, from: number, to: number): string {
  let html = ''
  const lists: string[] = []
  const downTo = (depth: number) => {
    while (lists.length > depth) html += `</li></${lists.pop()}>`
  }
  for (const paragraph of paragraphsOf(words)) {
    if (paragraph.to < from || paragraph.from > to) continue
    const inside = partsOf(words, Math.max(from, paragraph.from), Math.min(to, paragraph.to)).map(partAsHtml).join('')
    const { style } = paragraph
    if (!isListed(style)) {
      downTo(0)
      const tag = style === '' ? 'p' : `h${HEADINGS.indexOf(style) + 1}`
      html += `<${tag}>${inside === '' ? '<br>' : inside}</${tag}>`
      continue
    }
    const kind = NUMBERS.includes(style) ? 'ol' : 'ul'
    const depth = (kind === 'ol' ? NUMBERS : BULLETS).indexOf(style) + 1
    downTo(depth)
    if (lists.length === depth && lists[depth - 1] !== kind) downTo(depth - 1)
    if (lists.length === depth) html += '</li>'
    while (lists.length < depth) {
      html += `<${kind}>${lists.length + 1 < depth ? '<li>' : ''}`
      lists.push(kind)
    }
    html += `<li>${inside}`
  }
  downTo(0)
  return `<meta charset="utf-8">${html}`
}

function partAsHtml({ text, marks, link }: Part): string {
  let html = escaped(text)
  for (const [mark, tag] of TAGS) if (marks.includes(mark)) html = `<${tag}>${html}</${tag}>`
  return link === '' ? html : `<a href="${escaped(link)}">${html}</a>`
}
