import { isElementID } from '../board/names'
import { isInt } from '../board/strict'
import type { Position } from '../board/types'

/** A frame that cannot be read; `close` is a name of codes.json. */
export class WireError extends Error {
  readonly close: string
  constructor(close: string, why: string) {
    super(why)
    this.close = close
  }
}

/** Ends the reading of a frame with `protocol`. */
export function fail(why: string): never {
  throw new WireError('protocol', why)
}

/** 16 bytes of base64url: the last character holds only its upper two bits. */
const hash = /^[A-Za-z0-9_-]{21}[AQgw]$/
const epoch = /^[A-Za-z0-9_-]{16}$/
const session = /^[A-Za-z0-9_-]{1,32}$/

/** Reads an object of a message key by key; every answer is checked, or fail is called. The twin of fields.go. */
export class Fields {
  readonly #object: Readonly<Record<string, unknown>>
  #taken = 0

  constructor(value: unknown, what: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(`${what} is not an object`)
    this.#object = value as Record<string, unknown>
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#object, key)
  }

  /** The value of a key; undefined if it is absent. A key may be asked for once. */
  raw(key: string): unknown {
    if (!this.has(key)) return undefined
    this.#taken++
    return this.#object[key]
  }

  /** All entries, for an object whose keys are names of things. */
  entries(): [string, unknown][] {
    const entries = Object.entries(this.#object)
    this.#taken = entries.length
    return entries
  }

  /** A key that nobody asked for is an error (W5). */
  end(): void {
    if (Object.keys(this.#object).length !== this.#taken) fail('there is an unknown key')
  }

  text(key: string, least: number, most: number): string {
    const s = this.raw(key)
    if (typeof s !== 'string' || s.length < least || s.length > most) fail(`${key} is not the string it must be`)
    return s as string
  }

  number(key: string, least: number): number {
    const n = this.raw(key)
    if (!isInt(n) || n < least) fail(`${key} is not the number it must be`)
    return n as number
  }

  /** What is true or absent. */
  truth(key: string): true {
    return this.flag(key) || fail(`${key} is true or absent`)
  }

  flag(key: string): boolean {
    const flag = this.raw(key)
    if (typeof flag !== 'boolean') fail(`${key} is neither true nor false`)
    return flag as boolean
  }

  /** The number of an adopted client, as a part of the message: empty when it is the client of the hello. */
  as(): { readonly as?: number } {
    return this.has('as') ? { as: this.number('as', 1) } : {}
  }

  hash(key: string): string {
    return this.#matching(key, hash)
  }

  epoch(key: string): string {
    return this.#matching(key, epoch)
  }

  session(key: string): string {
    return this.#matching(key, session)
  }

  id(key: string): string {
    const s = this.text(key, 8, 32)
    return isElementID(s) ? s : fail(`${key} is not an id`)
  }

  list(key: string, most: number): readonly unknown[] {
    return listOf(this.raw(key), most)
  }

  position(key: string): Position {
    const f = new Fields(this.raw(key), key)
    const position = { epoch: f.epoch('epoch'), seq: f.number('seq', 0), hash: f.hash('hash') }
    f.end()
    return position
  }

  #matching(key: string, form: RegExp): string {
    const s = this.raw(key)
    return typeof s === 'string' && form.test(s) ? s : fail(`${key} does not have its form`)
  }
}

/** An array of at most so many items. */
export function listOf(value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) fail('a list is none, or is too long')
  return value as unknown[]
}

/** An array of whole numbers. */
export function numbersOf(value: unknown, most: number): readonly number[] {
  const list = listOf(value, most)
  return list.every(isInt) ? (list as number[]) : fail('a list holds something else than whole numbers')
}

/** Whether a name may be a session's. */
export function isSession(name: unknown): name is string {
  return typeof name === 'string' && session.test(name)
}
