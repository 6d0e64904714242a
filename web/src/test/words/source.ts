import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseAst } from 'rolldown/parseAst'

/** Reads the source for what is said to people: each message, where it is said, and what is shown without being said. */

/** A message where it is written. `plural`: it counts; its key is the form for many. */
export type Use = {
  readonly message: string
  readonly file: string
  readonly line: number
  readonly plural: boolean
  readonly one?: string
}
/** Something that people see or hear and that does not go through the catalogue. */
export type Bare = { readonly text: string; readonly file: string; readonly line: number; readonly why: string }
export type Found = { readonly uses: readonly Use[]; readonly bare: readonly Bare[]; readonly files: number }

type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown }

const src = resolve(import.meta.dirname, '../..')

/** Attributes that are shown or read out, of elements of the page. */
const shown = new Set([
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'aria-roledescription',
  'title',
  'placeholder',
  'alt',
  'label',
])
/** The same of our own components. */
const ofOurs = new Set([...shown, 'name', 'more', 'action', 'text', 'message', 'hint'])
/** Components that say this themselves, for they need the English as well: what is written there is a message. */
const saysItself: { readonly [component: string]: string } = { StyleButton: 'label', Said: 'message' }
/** Properties of the lists from which things are drawn: said there, so what is written here is a message. */
const listed = new Set(['title', 'name', 'label'])
/** Folders whose lists are drawn from. */
const lists = /^(ui|editor\/commands|tools|main)\/|^export\/(file-)?commands/
/** What is the same in every language: our own name, and names of formats. */
const names = new Set(['Drawing Room', 'Hex', 'PNG', 'SVG', 'Aa', 'S', 'M', 'L', 'XL', 'https://'])
/** Folders that speak to programmers and servers only. */
const silent = /^(board|wire|assets|geometry|test|words\/catalogues)\//
/** What is written there is shown by others, who say it (ui/server-words.ts): a sentence there is a message. */
const passedOn = /^(sync\/|main\/way-in)/

const hasLetters = (text: string) => /\p{L}/u.test(text)
/** Looks like what people read: a capital letter and words. */
const isSentence = (text: string) => /^[\p{Lu}“][\p{L}’,“”]* [\p{L}\d{“]/u.test(text)

/** Reads every file of the page. */
export function readSource(): Found {
  const uses: Use[] = []
  const bare: Bare[] = []
  const files = filesUnder(src).filter((path) => /\.tsx?$/.test(path) && !/\.(test|testing)\.tsx?$/.test(path))
  const spoken = files
    .map((path) => relative(src, path))
    .filter((name) => !silent.test(name) && !/testing\.ts$/.test(name))
  for (const file of spoken) new Reading(file, readFileSync(join(src, file), 'utf8'), uses, bare).read()
  return { uses, bare, files: spoken.length }
}

/** Reads one text as if it were a file; for tests of the reading itself. */
export function readText(file: string, text: string): Pick<Found, 'uses' | 'bare'> {
  const uses: Use[] = []
  const bare: Bare[] = []
  new Reading(file, text, uses, bare).read()
  return { uses, bare }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

class Reading {
  private readonly file: string
  private readonly text: string
  private readonly uses: Use[]
  private readonly bare: Bare[]
  /** Literals that have been judged by what stands around them. */
  private readonly judged = new Set<Node>()

  constructor(file: string, text: string, uses: Use[], bare: Bare[]) {
    this.file = file
    this.text = text
    this.uses = uses
    this.bare = bare
  }

  read(): void {
    const lang = this.file.endsWith('x') ? 'tsx' : 'ts'
    this.visit(parseAst(this.text, { lang }, this.file) as unknown as Node)
  }

  private visit(node: Node): void {
    const judge = this.judges[node.type]
    judge?.(node)
    for (const [key, value] of Object.entries(node)) {
      // Types say nothing to anybody.
      if (key === 'typeAnnotation' || key === 'typeArguments' || /^TS(?!As|Non|Satisfies)/.test(node.type)) continue
      if (Array.isArray(value)) for (const one of value) isNode(one) && this.visit(one)
      else if (isNode(value)) this.visit(value)
    }
  }

  private readonly judges: { readonly [type: string]: (node: Node) => void } = {
    CallExpression: (node) => this.call(node),
    JSXText: (node) => {
      const text = String(node.value).trim()
      if (hasLetters(text) && !names.has(text)) this.object(node, text, 'text in JSX')
    },
    JSXExpressionContainer: (node) => this.contained(node),
    JSXOpeningElement: (node) => this.element(node),
    Property: (node) => this.property(node),
    ThrowStatement: (node) => passedOn.test(this.file) || this.skip(node),
    ImportDeclaration: (node) => this.skip(node),
    Literal: (node) => {
      if (typeof node.value !== 'string' || this.judged.has(node)) return
      if (!isSentence(node.value) || names.has(node.value)) return
      if (passedOn.test(this.file)) this.use(node, false)
      else this.object(node, node.value, 'a sentence')
    },
    TemplateLiteral: (node) => {
      if (this.judged.has(node)) return
      const text = this.written(node)
      // ui/server-words.ts says what a request came to, by its status.
      if (isSentence(text) && !passedOn.test(this.file)) this.object(node, text, 'a sentence put together')
    },
  }

  private call(node: Node): void {
    const callee = node.callee as Node
    const args = node.arguments as Node[]
    const name = callee.type === 'Identifier' ? String(callee.name) : ''
    if (name === 'say' || name === 'toSay' || name === 'sayOpen') this.use(args[0], false)
    if (name === 'sayCount') this.count(args)
    if (callee.type !== 'MemberExpression') return
    const method = String((callee.property as Node).name)
    // What notices show, and what is set as an attribute.
    if (method === 'say' || method === 'begin')
      for (const one of args.slice(0, 2)) this.value(one, 'told to the person')
    const attribute = args[0]?.type === 'Literal' ? String(args[0].value) : ''
    if (method === 'setAttribute' && shown.has(attribute)) this.value(args[1], `set as ${attribute}`)
    if ((callee.object as Node).name === 'console') this.skip(node)
  }

  private count([one, many]: Node[]): void {
    if (one === undefined || many === undefined) return
    this.judged.add(one).add(many)
    if (one.type !== 'Literal' || many.type !== 'Literal') {
      this.object(one, this.written(one), 'forms that are not written out')
      return
    }
    const { file } = this
    this.uses.push({ message: String(many.value), one: String(one.value), file, line: this.lineOf(many), plural: true })
  }

  /** What is said: one message, or the one or the other. What is said of a variable is read where that is written. */
  private use(node: Node | undefined, within: boolean): void {
    if (node === undefined) return
    this.judged.add(node)
    if (node.type === 'Literal' && typeof node.value === 'string')
      this.uses.push({ message: node.value, file: this.file, line: this.lineOf(node), plural: false })
    else if (node.type === 'ConditionalExpression')
      for (const part of ['consequent', 'alternate']) this.use(node[part] as Node, true)
    else if (node.type === 'LogicalExpression') for (const part of ['left', 'right']) this.use(node[part] as Node, true)
    else if (node.type === 'TemplateLiteral' || node.type === 'BinaryExpression')
      this.object(node, this.written(node), 'glued before it is said')
    else if (within && node.type === 'Literal') this.object(node, String(node.value), 'no message')
  }

  private contained(node: Node): void {
    if (this.judged.has(node)) return
    this.value(node.expression as Node, 'text in JSX')
  }

  private element(node: Node): void {
    const name = nameOf(node.name as Node)
    const attributes = name[0] === name[0]?.toUpperCase() || name.includes('.') ? ofOurs : shown
    for (const one of node.attributes as Node[]) {
      const { value } = one as { value?: Node }
      if (one.type !== 'JSXAttribute' || !isNode(value)) continue
      const attribute = nameOf(one.name as Node)
      const said = saysItself[name] === attribute
      // An attribute that nobody sees may be written as it likes.
      if (value.type === 'JSXExpressionContainer') this.judged.add(value)
      const inner = value.type === 'JSXExpressionContainer' ? (value.expression as Node) : value
      if (said) this.use(inner, false)
      else if (attributes.has(attribute)) this.value(inner, `${attribute} of ${name}`)
      else if (value.type === 'Literal') this.judged.add(value)
    }
  }

  /** A value that is shown: it is said, or comes from elsewhere. */
  private value(node: Node | undefined, why: string): void {
    if (node === undefined || this.judged.has(node)) return
    if (node.type === 'ConditionalExpression')
      for (const part of ['consequent', 'alternate']) this.value(node[part] as Node, why)
    else if (node.type === 'LogicalExpression') this.value(node.right as Node, why)
    else if (node.type === 'Literal' || node.type === 'TemplateLiteral') {
      this.judged.add(node)
      const text = this.written(node)
      const bare = text.replace(/\{\w*\}/g, '')
      if (typeof (node.value ?? '') === 'string' && hasLetters(bare) && !names.has(text)) this.object(node, text, why)
    }
  }

  private property(node: Node): void {
    const key = node.key as Node
    const value = node.value as Node
    if (!isNode(value)) return
    const name = String(key.name ?? key.value)
    if (listed.has(name) && lists.test(this.file)) {
      if (value.type === 'Literal' && hasLetters(String(value.value)) && !names.has(String(value.value)))
        this.use(value, false)
    } else if (name === 'sentence' || name === 'description') this.value(value, name)
    else if (name === 'words' || name === 'className') this.judged.add(value)
  }

  /** What is written in there is for programmers. */
  private skip(node: Node): void {
    for (const value of Object.values(node)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (!isNode(one)) continue
        if (one.type === 'Literal' || one.type === 'TemplateLiteral') this.judged.add(one)
        this.skip(one)
      }
    }
  }

  private object(node: Node, text: string, why: string): void {
    this.bare.push({ text, file: this.file, line: this.lineOf(node), why })
  }

  private written(node: Node): string {
    if (node.type !== 'TemplateLiteral') return String(node.value ?? '…')
    const parts = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked)
    return parts.join('{}')
  }

  private lineOf(node: Node): number {
    return this.text.slice(0, node.start).split('\n').length
  }
}

function nameOf(node: Node): string {
  if (node.type === 'JSXMemberExpression') return `${nameOf(node.object as Node)}.${nameOf(node.property as Node)}`
  return String(node.name)
}
