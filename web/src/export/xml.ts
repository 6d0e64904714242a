import type { Pace } from '../editor/pace'

/**
 * Reads XML of strangers: names, attributes, text, and nothing else. No document type, no entities but the five and numbers, no
 * namespaces, nothing is fetched and nothing runs, as it would be with a browser's own reader, which also demands trust of the page.
 */

/** An element. Text is a node named '#text' with its words in `text`. Names are without prefix. */
export type XmlNode = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlNode[]
  readonly text: string
}

/** How much is read. */
export type XmlLimits = { readonly nodes: number; readonly depth: number; readonly attributes: number }

/** Why nothing came of reading. */
export class XmlError extends Error {
  readonly why: 'broken' | 'too much'
  constructor(why: 'broken' | 'too much') {
    super(`XML: ${why}`)
    this.why = why
  }
}

type Open = { readonly name: string; readonly attributes: Map<string, string>; readonly children: XmlNode[]; text: '' }

const tagName = /[^\s/>="'<]{1,200}/y
const attribute = /\s+([^\s/>="'<]{1,200})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const tagEnd = /\s*(\/?)>/y

const none: ReadonlyMap<string, string> = new Map()
const named: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text with its entities as letters; those that are not known are nothing. */
function plain(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([\w.-]{1,64}));/g, (_, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? named[name]! : ''
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Reads a text; gives its outermost element. Throws XmlError. */
export async function readXml(source: string, limits: XmlLimits, pace: Pace): Promise<XmlNode> {
  const reading = new Reading(source, limits)
  while (reading.step()) if (pace.due) await pace.turn()
  if (reading.root === null) throw new XmlError('broken')
  return reading.root
}

class Reading {
  root: XmlNode | null = null
  private readonly source: string
  private readonly limits: XmlLimits
  private readonly open: Open[] = []
  private at = 0
  private nodes = 0

  constructor(source: string, limits: XmlLimits) {
    this.source = source
    this.limits = limits
  }

  /** Reads on to the end of the next tag; false when all is read. */
  step(): boolean {
    const { source } = this
    const next = source.indexOf('<', this.at)
    if (next < 0) return this.over()
    this.words(plain(source.slice(this.at, next)))
    this.at = next
    if (source.startsWith('<!--', next)) this.skip('-->')
    else if (source.startsWith('<![CDATA[', next)) this.cdata()
    else if (source.startsWith('<?', next)) this.skip('?>')
    else if (source.startsWith('<!', next)) this.doctype()
    else if (source.startsWith('</', next)) this.close()
    else this.tag()
    return this.root === null || this.open.length > 0
  }

  private over(): boolean {
    if (this.open.length > 0) throw new XmlError('broken')
    return false
  }

  private count(): void {
    if (++this.nodes > this.limits.nodes) throw new XmlError('too much')
  }

  private words(text: string): void {
    const parent = this.open.at(-1)
    if (parent === undefined || text === '') return
    // Between tags there is white space almost always; only in text does it mean anything.
    if (text.trim() === '' && parent.name !== 'text' && parent.name !== 'tspan') return
    this.count()
    parent.children.push({ name: '#text', attributes: none, children: [], text })
  }

  private skip(end: string): void {
    const found = this.source.indexOf(end, this.at + 2)
    if (found < 0) throw new XmlError('broken')
    this.at = found + end.length
  }

  private cdata(): void {
    const from = this.at + 9
    this.skip(']]>')
    this.words(this.source.slice(from, this.at - 3))
  }

  /** A document type is stepped over with all that it declares. */
  private doctype(): void {
    let deep = 0
    for (; this.at < this.source.length; this.at++) {
      const c = this.source[this.at]
      if (c === '"' || c === "'") {
        const end = this.source.indexOf(c, this.at + 1)
        if (end < 0) throw new XmlError('broken')
        this.at = end
      } else if (c === '<' || c === '[') deep++
      else if (c === ']') deep--
      else if (c === '>' && --deep === 0) {
        this.at++
        return
      }
    }
    throw new XmlError('broken')
  }

  private match(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.at
    const found = form.exec(this.source)
    if (found !== null) this.at = form.lastIndex
    return found
  }

  private close(): void {
    this.at += 2
    const name = this.match(tagName)?.[0]
    const one = this.open.pop()
    if (name === undefined || one === undefined || local(name) !== one.name || this.match(tagEnd) === null)
      throw new XmlError('broken')
    if (this.open.length === 0) this.root = one
  }

  private tag(): void {
    this.at += 1
    this.count()
    const name = this.match(tagName)?.[0]
    if (name === undefined) throw new XmlError('broken')
    const attributes = new Map<string, string>()
    for (let found = this.match(attribute); found !== null; found = this.match(attribute)) {
      if (attributes.size >= this.limits.attributes) throw new XmlError('too much')
      attributes.set(local(found[1]!), plain(found[2] ?? found[3]!))
    }
    const end = this.match(tagEnd)
    if (end === null) throw new XmlError('broken')
    const one: Open = { name: local(name), attributes, children: [], text: '' }
    this.open.at(-1)?.children.push(one)
    if (end[1] === '/') {
      if (this.open.length === 0) this.root = one
      return
    }
    if (this.open.length >= this.limits.depth) throw new XmlError('too much')
    this.open.push(one)
  }
}
