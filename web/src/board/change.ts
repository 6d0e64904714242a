import { sortedPaths } from './element'
import { isElementID, isPath, maxOps } from './names'
import { rulesOf } from './ops'
import { isInt } from './strict'
import type { Change, Op, Props, Refusal, Value } from './types'

/**
 * The canonical encoding of a change, byte for byte what board.AppendChange writes in Go:
 * `{"step":"…","ops":[{"op":"put","id":"…","props":{…}},…]}`, keys in just this order, step and own only when set,
 * props sorted by path, no white space.
 */
export function encodeChange(change: Change): string {
  const step = change.step ? `"step":${JSON.stringify(change.step)},` : ''
  return `{${step}"ops":[${change.ops.map(encodeOp).join(',')}]}`
}

function encodeOp(op: Op): string {
  const own = 'own' in op && op.own ? ',"own":true' : ''
  const props = 'props' in op ? `,"props":${encodeProps(op.props)}` : ''
  return `{"op":"${op.op}","id":${JSON.stringify(op.id)}${own}${props}}`
}

/** The canonical encoding of props: sorted by path, null where unset. */
export function encodeProps(props: Props): string {
  let text = '{'
  for (const path of sortedPaths(props)) {
    if (text.length > 1) text += ','
    text += `${JSON.stringify(path)}:${JSON.stringify(props.get(path))}`
  }
  return `${text}}`
}

/** How many bytes encodeChange's text has in UTF-8. */
export function encodedLength(change: Change): number {
  return utf8Length(encodeChange(change))
}

function utf8Length(s: string): number {
  let n = s.length
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i)
    if (c < 0x80) continue
    // Each half of a pair counts two of the four bytes.
    n += c < 0x800 || (c >= 0xd800 && c <= 0xdfff) ? 1 : 2
  }
  return n
}

/** What decoding comes to: the value, or why it is refused. */
export type Decoded<T> = { readonly ok: T } | { readonly refusal: Refusal }

/**
 * Reads the array of ops of a change from what parseStrict gave (W13). It looks at shape only: form, unknown_op and too_many_ops are
 * its codes; whether names and values may stand is judge's business. Props come out sorted by path.
 */
export function decodeOps(raw: unknown): Decoded<readonly Op[]> {
  if (!Array.isArray(raw) || raw.length === 0) return form('ops must be a list with at least one op')
  if (raw.length > maxOps) return { refusal: { code: 'too_many_ops', why: 'a change holds at most 1000 ops' } }
  const ops: Op[] = []
  for (const item of raw) {
    const op = decodeOp(item)
    if ('refusal' in op) return op
    ops.push(op.ok)
  }
  return { ok: ops }
}

/** Reads a change, `{"step":…,"ops":[…]}`, from what parseStrict gave: the twin of board.DecodeChange. */
export function decodeChange(raw: unknown): Decoded<Change> {
  if (!isObject(raw)) return form('a change must be an object')
  for (const key of Object.keys(raw)) if (key !== 'step' && key !== 'ops') return form('a change has an unknown key')
  const { step } = raw
  if (step !== undefined && (typeof step !== 'string' || !isElementID(step))) return form('a step must be an id')
  if (!('ops' in raw)) return form('a change must have ops')
  const ops = decodeOps(raw.ops)
  if ('refusal' in ops) return ops
  return { ok: step === undefined ? { ops: ops.ok } : { step, ops: ops.ok } }
}

/** Finds the op's name first, so that the code of a bad op does not hang on the order of its keys. */
function decodeOp(raw: unknown): Decoded<Op> {
  if (!isObject(raw)) return form('an op must be an object')
  const { op, id, own, props } = raw
  if (typeof op !== 'string' || op === '') return form('an op must have a name')
  const rules = rulesOf(op)
  if (!rules) return { refusal: { code: 'unknown_op', why: 'there is no such op' } }
  for (const key of Object.keys(raw)) if (!opKeys.has(key)) return form('an op has an unknown key')
  if (typeof id !== 'string' || !isElementID(id)) return form('an op must name its element')
  if (own !== undefined && (own !== true || !rules.own)) return form('the own of an op is true or absent')
  if ((props === undefined) !== (rules.props === 'none')) return form('an op lacks props, or must not have them')
  const base = own === true ? { op, id, own } : { op, id }
  if (props === undefined) return { ok: base as Op }
  const decoded = decodeProps(props)
  if (!decoded || (rules.props === 'some' && decoded.size === 0))
    return form('the props of an op are not put together as they must be')
  return { ok: { ...base, props: decoded } as Op }
}

const opKeys = new Set(['op', 'id', 'own', 'props'])

/** Reads a props object: a path each, sorted; undefined where it is none. Also for the gestures of the wire. */
export function decodeProps(raw: unknown): Props | undefined {
  if (!isObject(raw)) return undefined
  const props = new Map<string, Value | null>()
  for (const path of Object.keys(raw).sort()) {
    const value = raw[path]
    if (!isPath(path) || !(value === null || isValue(value, 0))) return undefined
    props.set(path, value)
  }
  return props
}

/** How deep arrays may nest within a value. It keeps whatever is accepted within the depth of a frame (W4) when it is told. */
const maxNesting = 3

function isValue(x: unknown, deep: number): x is Value {
  if (Array.isArray(x)) return deep < maxNesting && x.every((item) => isValue(item, deep + 1))
  return typeof x === 'string' || typeof x === 'boolean' || isInt(x)
}

function isObject(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !Array.isArray(x)
}

function form(why: string): { readonly refusal: Refusal } {
  return { refusal: { code: 'form', why } }
}
