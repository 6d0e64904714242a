import { decodeChange } from '../board/change'
import { parseStrict } from '../board/strict'
import type { Change } from '../board/types'
import { DEPTH } from './split'
import type { OutboxRow } from './store'

/** As much of a browser's synchronous storage as is used here. */
export type Shelf = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>

/** One page load copies so many characters at a time, names included; what does not fit is not copied. */
export const MOST_OF_PAGE = 64 << 10
/** All page loads of all boards together, as far as this page has looked. */
export const MOST_OF_ALL = 512 << 10

const PREFIX = 'drawingroom.copy.'

/** A change that is to be copied; `text`: its canonical encoding. */
export type Copied = Pick<OutboxRow, 'client' | 'n' | 'kept'> & { readonly text: string }

/**
 * Copies of changes that are on their way into the device's store (C68). A transaction is over some milliseconds after the hand has let go, and a page
 * that is killed meanwhile takes it along; a copy is there when `keep` returns. It is taken away when the store has the change. It is a second
 * chance and no more: nothing is called kept because of it, and where there is no such storage there are no copies.
 */
export class Copies {
  readonly #shelf: Shelf | null
  readonly #of: string
  /** The copies of this page, by their keys: how many characters. */
  readonly #mine = new Map<string, number>()
  #ofPage = 0
  #ofAll = 0

  constructor(shelf: Shelf | null, user: string, board: string) {
    this.#shelf = shelf
    // No part of a key has a dot in it: ids of boards, of users and of page loads have none.
    this.#of = `${PREFIX}${board}.${user}.`
  }

  /** Copies changes, as far as there is room. */
  keep(changes: readonly Copied[]): void {
    for (const change of changes) this.#keepOne(this.#key(change), `${change.kept ?? 0} ${change.text}`)
  }

  /** Takes copies away; those that are not there are gone already. */
  forget(rows: readonly Pick<OutboxRow, 'client' | 'n'>[]): void {
    for (const row of rows) this.#forgetOne(this.#key(row))
  }

  /**
   * All copies of this user on this board, of whatever page load. What cannot be read is left where it is, for a page that can. Another user's
   * are left to them: they would have to come under another id, and a copy may be of a change that came long ago.
   */
  found(): OutboxRow[] {
    this.#ofAll = 0
    const found: OutboxRow[] = []
    for (const key of this.#keys()) {
      const text = this.#read(key)
      this.#ofAll += key.length + text.length
      const row = key.startsWith(this.#of) && read(key.slice(this.#of.length), text)
      if (row) found.push(row)
    }
    return found
  }

  #key({ client, n }: Pick<OutboxRow, 'client' | 'n'>): string {
    return `${this.#of}${client}.${n}`
  }

  #keepOne(key: string, text: string): void {
    const more = key.length + text.length
    if (this.#mine.has(key) || this.#ofPage + more > MOST_OF_PAGE || this.#ofAll + more > MOST_OF_ALL) return
    try {
      this.#shelf?.setItem(key, text)
    } catch {
      return
    }
    this.#mine.set(key, more)
    this.#ofPage += more
    this.#ofAll += more
  }

  #forgetOne(key: string): void {
    try {
      this.#shelf?.removeItem(key)
    } catch {
      return
    }
    const size = this.#mine.get(key) ?? 0
    this.#mine.delete(key)
    this.#ofPage -= size
    this.#ofAll -= size
  }

  #keys(): string[] {
    const keys: string[] = []
    try {
      for (let i = 0; i < (this.#shelf?.length ?? 0); i++) keys.push(this.#shelf!.key(i) ?? '')
    } catch {
      // A storage that was taken away holds nothing.
    }
    return keys.filter((key) => key.startsWith(PREFIX))
  }

  #read(key: string): string {
    try {
      return this.#shelf?.getItem(key) ?? ''
    } catch {
      return ''
    }
  }
}

/** The browser's own storage; null where there is none, or where it throws at its mere name. */
export function pageShelf(): Shelf | null {
  try {
    return window.localStorage ?? null
  } catch {
    return null
  }
}

function read(name: string, text: string): OutboxRow | undefined {
  const [, client, number] = /^([\w-]{22})\.([1-9]\d{0,15})$/.exec(name) ?? []
  const n = Number(number)
  if (client === undefined || !Number.isSafeInteger(n)) return undefined
  const space = text.indexOf(' ')
  const kept = Number(text.slice(0, space))
  const change = changeOf(text.slice(space + 1))
  return change && Number.isSafeInteger(kept) ? { client, n, change, kept } : undefined
}

function changeOf(text: string): Change | undefined {
  try {
    const decoded = decodeChange(parseStrict(text, DEPTH))
    return 'ok' in decoded ? decoded.ok : undefined
  } catch {
    return undefined
  }
}
