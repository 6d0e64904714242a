import { isElementID } from './names'
import { isInt, isWellFormed } from './strict'
import type { Value } from './types'

/** Whether a value fits. */
export type Test = (value: Value) => boolean

/** One of kinds.json's types. Which fields mean something hangs on `is`. */
export type TypeEntry = {
  readonly is: string
  readonly of?: string | readonly string[]
  readonly stride?: readonly string[]
  readonly min?: number
  readonly max?: number
  readonly empty?: boolean
  readonly breaks?: boolean
}

/** What the types of kinds.json refer to. */
export type Words = {
  readonly types: ReadonlyMap<string, TypeEntry>
  readonly palette: readonly string[]
  readonly schemes: readonly string[]
}

/** Turns a type of kinds.json into a test. Throws where kinds.json is put together badly. */
export function testOf(name: string, words: Words): Test {
  const entry = words.types.get(name)
  if (!entry) throw new Error(`kinds.json: no type ${name}`)
  const list = () => (entry.of as readonly string[]).map((of) => testOf(of, words))
  switch (entry.is) {
    case 'integer':
      return (value) => isInt(value) && value >= entry.min! && value <= entry.max!
    case 'flag':
      return (value) => typeof value === 'boolean'
    case 'choice':
      return text((s) => (entry.of as readonly string[]).includes(s))
    case 'kind':
      return text(() => true) // which kinds there are is a code of its own
    case 'element':
      return text((s) => isElementID(s) || (entry.empty === true && s === ''))
    case 'text':
      return text((s) => s.length <= entry.max! && isPlainText(s, entry.breaks !== false))
    case 'pattern':
      return text(pattern(entry.of as string, entry.min!, entry.max!))
    case 'colour':
      return text((s) => words.palette.includes(s) || /^#[0-9a-f]{8}$/.test(s))
    case 'link':
      return text((s) => s.length <= entry.max! && isLink(s, words.schemes))
    case 'tuple':
      return tuple(list())
    case 'points':
      return points(
        entry.stride!.map((of) => testOf(of, words)),
        entry.max!,
      )
  }
  throw new Error(`kinds.json: a type is nothing that is known: ${entry.is}`)
}

function text(fits: (s: string) => boolean): Test {
  return (value) => typeof value === 'string' && isWellFormed(value) && fits(value)
}

function tuple(of: readonly Test[]): Test {
  return (value) => Array.isArray(value) && value.length === of.length && of.every((fits, i) => fits(value[i]))
}

function points(stride: readonly Test[], most: number): Test {
  return (value) => {
    if (!Array.isArray(value) || value.length % stride.length !== 0 || value.length / stride.length > most) return false
    for (let i = 0; i < value.length; i++) if (!stride[i % stride.length]!(value[i])) return false
    return true
  }
}

/** Text without control characters; line breaks (U+000A) and tabs only with breaks. */
function isPlainText(s: string, breaks: boolean): boolean {
  for (let i = 0; i < s.length; i++) if (isControl(s.charCodeAt(i), breaks)) return false
  return true
}

function isControl(c: number, breaks: boolean): boolean {
  return c === 0x7f || (c < 0x20 && !(breaks && (c === 0x0a || c === 0x09)))
}

/**
 * Makes text from anywhere (typed, pasted) fit to be a value: line breaks as U+000A (or, without breaks, as spaces), no control
 * characters, no halves of surrogate pairs. Its length is for the caller to look at, after this.
 */
export function cleanText(s: string, breaks: boolean): string {
  const broken = s.replace(/\r\n?/g, '\n')
  const lines = breaks ? broken : broken.replace(/[\n\t]+/g, ' ')
  let clean = ''
  // By code points: a half stands alone then.
  for (const c of lines) {
    const code = c.codePointAt(0)!
    if (!isControl(code, breaks) && !(code >= 0xd800 && code <= 0xdfff)) clean += c
  }
  return clean
}

/** ASCII text of the characters and ranges in `of`, like "a-z0-9". */
function pattern(of: string, least: number, most: number): (s: string) => boolean {
  const form = new RegExp(`^[${of}]{${least},${most}}$`)
  return (s) => form.test(s)
}

/**
 * A URL that a person may be sent to: one of the schemes, then (but for mailto) // and a host. White space, control characters, quotes,
 * angle brackets and backslashes have no place in one unescaped, and parsers disagree on what they mean.
 */
function isLink(s: string, schemes: readonly string[]): boolean {
  const colon = s.indexOf(':')
  const scheme = s.slice(0, Math.max(0, colon))
  if (!/^[A-Za-z]+$/.test(scheme) || !schemes.includes(scheme.toLowerCase())) return false
  let rest = s.slice(colon + 1)
  if (scheme.toLowerCase() !== 'mailto') {
    if (!rest.startsWith('//') || /^\/\/[/?#]/.test(rest)) return false
    rest = rest.slice(2)
  }
  if (rest === '') return false
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i)
    if (c <= 0x20 || c === 0x7f || '"<>\\^`{|}'.includes(s[i]!)) return false
  }
  return true
}
