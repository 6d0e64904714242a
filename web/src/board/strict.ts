/**
 * The strict JSON reader of the wire and the log; the twin of rooms/board/strict. One text, one meaning, in both languages.
 */

/** What is wrong with a text; the words are shared with Go and with rooms/board/strict/testdata. */
export type StrictWhy = 'syntax' | 'utf8' | 'bom' | 'duplicate' | 'nul' | 'half' | 'depth'

/** A text that is refused, and why. */
export class StrictError extends Error {
  readonly why: StrictWhy
  constructor(why: StrictWhy) {
    super(`strict JSON: ${why}`)
    this.why = why
  }
}

/**
 * Reads one JSON text. Refuses, beyond what is not JSON: a byte order mark, U+0000 and halves of surrogate pairs in strings (escaped
 * or not), a key that stands twice in an object (compared after unescaping), and nesting deeper than `maxDepth` (an object or array
 * at the top is one deep). -0 comes back as 0. Throws StrictError. Objects that come back may hold a key named `__proto__`
 * as their own: never assign them into another object, copy into a Map.
 */
export function parseStrict(text: string, maxDepth: number): unknown {
  if (text.charCodeAt(0) === 0xfeff) throw new StrictError('bom')
  if (!isWellFormed(text)) throw new StrictError('utf8')
  const minusZero = scan(text, maxDepth)
  const value = parse(text)
  return minusZero ? withoutMinusZero(value) : value
}

/** Whether x is a whole number with |x| < 2^53. */
export function isInt(x: unknown): x is number {
  return Number.isSafeInteger(x)
}

/** Whether a string holds no half of a surrogate pair. Older browsers do not have the built-in. */
export function isWellFormed(s: string): boolean {
  const builtIn = (s as { isWellFormed?: () => boolean }).isWellFormed
  return builtIn ? builtIn.call(s) : !half.test(s)
}

/** Read by code points, as the flag u makes it do, whole pairs are no halves. */
const half = /[\uD800-\uDFFF]/u

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new StrictError('syntax')
  }
}

const quote = 0x22
const backslash = 0x5c
const open = 0x7b
const close = 0x7d
const openList = 0x5b
const closeList = 0x5d
const comma = 0x2c
const minus = 0x2d

/**
 * Runs over the text once and looks for what JSON.parse lets through. It need not notice broken syntax: JSON.parse does, after it.
 * Returns whether a number may be -0.
 */
function scan(text: string, maxDepth: number): boolean {
  const within: (Set<string> | null)[] = []
  let keys: Set<string> | null = null
  let keyNext = false
  let minusZero = false
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote: {
        const end = endOfString(text, at + 1)
        if (keyNext && keys) note(keys, text, at, end)
        keyNext = false
        at = end
        break
      }
      case open:
      case openList:
        if (within.length >= maxDepth) throw new StrictError('depth')
        within.push(keys)
        keys = text.charCodeAt(at) === open ? new Set() : null
        keyNext = keys !== null
        break
      case close:
      case closeList:
        keys = within.pop() ?? null
        keyNext = false
        break
      case comma:
        keyNext = keys !== null
        break
      case minus: {
        const before = text.charCodeAt(at - 1) | 0x20
        if (before === 0x65 || text.charCodeAt(at + 1) === 0x30) minusZero = true
        break
      }
    }
  }
  return minusZero
}

function note(keys: Set<string>, text: string, at: number, end: number): void {
  const raw = text.slice(at + 1, end)
  const key = raw.includes('\\') ? String(parse(`"${raw}"`)) : raw
  if (keys.has(key)) throw new StrictError('duplicate')
  keys.add(key)
}

/** The index of the closing quote; looks at escapes on the way. */
function endOfString(text: string, begin: number): number {
  let at = begin
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at)
    if (c === quote) return at
    if (c !== backslash) continue
    at++
    if (text.charCodeAt(at) === 0x75) at = afterUnit(text, at - 1)
  }
  throw new StrictError('syntax')
}

/** Steps over \uXXXX (or an escaped surrogate pair) and returns the index of its last character. */
function afterUnit(text: string, at: number): number {
  const unit = unitAt(text, at)
  if (unit < 0) throw new StrictError('syntax')
  if (unit === 0) throw new StrictError('nul')
  if (unit < 0xd800 || unit > 0xdfff) return at + 5
  const low = unit > 0xdbff ? -1 : unitAt(text, at + 6)
  if (low < 0xdc00 || low > 0xdfff) throw new StrictError('half')
  return at + 11
}

const unitForm = /\\u([0-9a-fA-F]{4})/y

/** The unit escaped as \uXXXX at an index; -1 if none stands there. */
function unitAt(text: string, at: number): number {
  unitForm.lastIndex = at
  const found = unitForm.exec(text)
  return found ? Number.parseInt(found[1]!, 16) : -1
}

/** The depth is bounded by the scan before it. */
function withoutMinusZero(value: unknown): unknown {
  if (value === 0) return 0
  if (typeof value !== 'object' || value === null) return value
  const holder = value as Record<string, unknown>
  for (const key of Object.keys(holder)) {
    const inner = holder[key]
    if (inner === 0)
      Object.defineProperty(holder, key, { value: 0, writable: true, enumerable: true, configurable: true })
    else withoutMinusZero(inner)
  }
  return value
}
