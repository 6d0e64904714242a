/**
 * What the page around an embedded board and the board's frame say to each other, by postMessage. Every message is a plain object with
 * `drawingroom: 1` (the version), `nonce` (drawn by the page around, said in its `hello` and in everything after) and `type`. What the page asks for has
 * an `id`, which the answer repeats: `done`, or `failed` with a code. docs/embedding.md has the list for people.
 */
export const VERSION = 1

/** What the page around says, as it was read. */
export type Asked =
  | { readonly type: 'hello' }
  | { readonly type: 'goTo'; readonly id: number; readonly to: Goal }
  | {
      readonly type: 'export'
      readonly id: number
      readonly kind: 'png' | 'svg'
      readonly scale: number
      readonly of: string
    }
  | { readonly type: 'follow'; readonly id: number; readonly who: string }
  | { readonly type: 'replay'; readonly id: number; readonly wish: ReplayWish }
  | { readonly type: 'token'; readonly id: number; readonly token: string }

/** Where to look: a part of the board (x, y, w, h in hundredths of a unit), elements or a frame by their ids, or all there is. */
export type Goal =
  | { readonly view: readonly [number, number, number, number] }
  | { readonly elements: readonly string[] }
  | { readonly all: true }

/** `at`: after so many changes. `speed`: so many times as fast as it was. */
export type ReplayWish = {
  readonly open: boolean
  readonly at?: number
  readonly play?: boolean
  readonly speed?: number
}

/** A message of the page around, and the nonce it came with. */
export type Heard = { readonly nonce: string; readonly asked: Asked }

type Fields = { readonly [name: string]: unknown }

/** More elements than these are not named at once. */
const NAMED = 100
/** The farthest that may be looked at, in hundredths: as in addresses (main/address.ts). */
const FARTHEST = 1e11

const whole = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
const isNonce = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]{16,64}$/.test(value)
const isElement = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9_-]{7,31}$/.test(value)
/** A JWT of no more than the server reads (auth/segments.go). */
const isToken = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 8192 && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)
const isPerson = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]{0,64}$/.test(value)

/** An object with these fields and perhaps those, and no others: neither hidden nor inherited nor by symbol. */
function isPlain(value: unknown, needed: readonly string[], perhaps: readonly string[] = []): value is Fields {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false
  const keys = Reflect.ownKeys(value)
  if (keys.length > needed.length + perhaps.length) return false
  return (
    needed.every((name) => Object.hasOwn(value, name)) &&
    keys.every((key) => typeof key === 'string' && (needed.includes(key) || perhaps.includes(key)))
  )
}

function goalIn(value: unknown): Goal | null {
  if (isPlain(value, ['all'])) return value.all === true ? { all: true } : null
  if (isPlain(value, ['elements'])) {
    const { elements } = value
    if (!Array.isArray(elements) || elements.length < 1 || elements.length > NAMED || !elements.every(isElement))
      return null
    return { elements: [...elements] }
  }
  if (!isPlain(value, ['view'])) return null
  const { view } = value
  if (!Array.isArray(view) || view.length !== 4 || !view.every((n) => whole(n, -FARTHEST, FARTHEST))) return null
  const [x, y, w, h] = view as [number, number, number, number]
  return w < 1 || h < 1 ? null : { view: [x, y, w, h] }
}

function wishIn(value: unknown): ReplayWish | null {
  if (!isPlain(value, ['open'], ['at', 'play', 'speed'])) return null
  const { open, at, play, speed } = value
  if (typeof open !== 'boolean') return null
  if (at !== undefined && !whole(at, 0, Number.MAX_SAFE_INTEGER)) return null
  if (play !== undefined && typeof play !== 'boolean') return null
  if (speed !== undefined && !(typeof speed === 'number' && speed >= 0.1 && speed <= 1000)) return null
  return {
    open,
    ...(at !== undefined && { at }),
    ...(play !== undefined && { play }),
    ...(speed !== undefined && { speed }),
  }
}

/** What stands in every message. */
const envelope = ['drawingroom', 'nonce', 'type']
const request = [...envelope, 'id']

/** Each type: its further fields, and how they are read; null where they are not as they must be. */
const readers: {
  readonly [type: string]: { readonly fields: readonly string[]; readonly read: (one: Fields) => Asked | null }
} = {
  hello: { fields: envelope, read: () => ({ type: 'hello' }) },
  goTo: {
    fields: [...request, 'to'],
    read: ({ id, to }) => {
      const goal = goalIn(to)
      return goal && { type: 'goTo', id: id as number, to: goal }
    },
  },
  export: {
    fields: [...request, 'kind', 'scale', 'of'],
    read: ({ id, kind, scale, of }) => {
      if ((kind !== 'png' && kind !== 'svg') || !whole(scale, 1, 4)) return null
      return of === 'all' || of === 'view' || isElement(of)
        ? { type: 'export', id: id as number, kind, scale, of }
        : null
    },
  },
  follow: {
    fields: [...request, 'who'],
    read: ({ id, who }) => (isPerson(who) ? { type: 'follow', id: id as number, who } : null),
  },
  replay: {
    fields: [...request, 'wish'],
    read: ({ id, wish }) => {
      const read = wishIn(wish)
      return read && { type: 'replay', id: id as number, wish: read }
    },
  },
  token: {
    fields: [...request, 'token'],
    read: ({ id, token }) => (isToken(token) ? { type: 'token', id: id as number, token } : null),
  },
}

/** Reads what came; null for everything that is not to the letter a message of ours. */
export function heard(value: unknown): Heard | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'type')) return null
  const { type } = value as Fields
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) return null
  const { fields, read } = readers[type]!
  if (!isPlain(value, fields) || value.drawingroom !== VERSION || !isNonce(value.nonce)) return null
  if (fields.includes('id') && !whole(value.id, 1, Number.MAX_SAFE_INTEGER)) return null
  const asked = read(value)
  return asked && { nonce: value.nonce, asked }
}

/** What the frame says. */
export type Told =
  | ({ readonly type: 'ready' } & Ready)
  /** Answers a request; without `id`: the board could not be opened, or is open no more. */
  | { readonly type: 'failed'; readonly id?: number; readonly code: string }
  /** A token of the host application is wanted: the one that is there is good for so many milliseconds (0: there is none). */
  | { readonly type: 'token'; readonly lives: number }
  /** Something went wrong that the page around should know: a code, and a sentence in the language of the frame. */
  | { readonly type: 'error'; readonly code: string; readonly message: string }
  | {
      readonly type: 'done'
      readonly id: number
      readonly bytes?: ArrayBuffer
      readonly at?: number
      readonly of?: number
    }
  /** The board has had another change. */
  | { readonly type: 'changed'; readonly seq: number }
  /** What is drawn takes another room, in CSS pixels at 100 %. */
  | { readonly type: 'resize'; readonly width: number; readonly height: number }
  | { readonly type: 'people'; readonly people: readonly Person[] }
  | { readonly type: 'moment'; readonly at: number; readonly of: number; readonly playing: boolean }

/** The board is there. */
export type Ready = {
  readonly board: string
  readonly title: string
  readonly role: string
  readonly seq: number
  /** Whether who looks may see the history. */
  readonly replay: boolean
}

/** Somebody else on the board now: an id for as long as they are there, how they are called, and a palette token. */
export type Person = { readonly id: string; readonly name: string; readonly colour: string }
