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
  /** A request that is ours by its envelope, and cannot be done as it is: what is wrong, for whoever wrote the page around. */
  | { readonly type: 'wrong'; readonly id: number; readonly code: string; readonly why: string }

/** What is asked for and can be done. */
export type Request = Exclude<Asked, { type: 'hello' | 'wrong' }>

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

/** The goal, or what is wrong with it. */
function goalIn(value: unknown): Goal | string {
  if (isPlain(value, ['all']) && value.all === true) return { all: true }
  if (isPlain(value, ['elements'])) return elementsIn(value.elements)
  if (isPlain(value, ['view'])) return viewIn(value.view)
  return 'goTo: one of {view}, {elements} and {all: true} is wanted, and nothing else'
}

function elementsIn(value: unknown): Goal | string {
  if (!Array.isArray(value) || value.length < 1 || value.length > NAMED)
    return `goTo: elements is a list of 1 to ${NAMED} ids`
  const wrong = value.findIndex((one) => !isElement(one))
  return wrong < 0
    ? { elements: [...(value as string[])] }
    : `goTo: elements[${wrong}] is no id of an element, which has 8 to 32 letters, digits, "-" and "_"`
}

function viewIn(value: unknown): Goal | string {
  if (!Array.isArray(value) || value.length !== 4 || !value.every((n) => whole(n, -FARTHEST, FARTHEST)))
    return `goTo: view is four whole numbers of at most ${FARTHEST}, in hundredths of a unit`
  const [x, y, w, h] = value as [number, number, number, number]
  return w < 1 || h < 1 ? 'goTo: a view has a width and a height of 1 or more' : { view: [x, y, w, h] }
}

/** What is wished of the history, or what is wrong with it. */
function wishIn(value: unknown): ReplayWish | string {
  if (!isPlain(value, ['open'], ['at', 'play', 'speed']))
    return 'replay: open is wanted, perhaps with at, play and speed, and nothing else'
  const { open, at, play, speed } = value
  if (typeof open !== 'boolean') return 'replay: open is true or false'
  if (at !== undefined && !whole(at, 0, Number.MAX_SAFE_INTEGER)) return 'replay: at is a whole number of 0 or more'
  if (play !== undefined && typeof play !== 'boolean') return 'replay: play is true or false'
  if (speed !== undefined && !(typeof speed === 'number' && speed >= 0.1 && speed <= 1000))
    return 'replay: speed is a number from 0.1 to 1000'
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

/**
 * Each type: its further fields, and how they are read, or what is wrong where they are not as they must be; `code` is what that is called where it is
 * not `bad_request`.
 */
const readers: {
  readonly [type: string]: {
    readonly fields: readonly string[]
    readonly code?: string
    readonly read: (one: Fields) => Asked | string
  }
} = {
  hello: { fields: envelope, read: () => ({ type: 'hello' }) },
  goTo: {
    fields: [...request, 'to'],
    read: ({ id, to }) => {
      const goal = goalIn(to)
      return typeof goal === 'string' ? goal : { type: 'goTo', id: id as number, to: goal }
    },
  },
  export: {
    fields: [...request, 'kind', 'scale', 'of'],
    read: ({ id, kind, scale, of }) => {
      if (kind !== 'png' && kind !== 'svg') return 'export: kind is "png" or "svg"'
      if (!whole(scale, 1, 4)) return 'export: scale is a whole number from 1 to 4'
      return of === 'all' || of === 'view' || isElement(of)
        ? { type: 'export', id: id as number, kind, scale, of }
        : 'export: of is "all", "view" or the id of a frame'
    },
  },
  follow: {
    fields: [...request, 'who'],
    read: ({ id, who }) =>
      isPerson(who)
        ? { type: 'follow', id: id as number, who }
        : 'follow: who is an id that "people" told, "presenter" or ""',
  },
  replay: {
    fields: [...request, 'wish'],
    read: ({ id, wish }) => {
      const read = wishIn(wish)
      return typeof read === 'string' ? read : { type: 'replay', id: id as number, wish: read }
    },
  },
  token: {
    fields: [...request, 'token'],
    code: 'bad_token',
    read: ({ id, token }) =>
      isToken(token) ? { type: 'token', id: id as number, token } : 'token: a JWT of at most 8192 characters is wanted',
  },
}

/** Reads what came; null for everything whose envelope is not to the letter that of a message of ours, which has no id that could be answered. */
export function heard(value: unknown): Heard | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'type')) return null
  const { type } = value as Fields
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) return null
  const { fields, read, code = 'bad_request' } = readers[type]!
  if (!isPlain(value, fields) || value.drawingroom !== VERSION || !isNonce(value.nonce)) return null
  if (fields.includes('id') && !whole(value.id, 1, Number.MAX_SAFE_INTEGER)) return null
  const asked = read(value)
  const { nonce } = value
  return typeof asked === 'string'
    ? { nonce, asked: { type: 'wrong', id: value.id as number, code, why: asked } }
    : { nonce, asked }
}

/** What the frame says. */
export type Told =
  | ({ readonly type: 'ready' } & Ready)
  /** Answers a request; without `id`: the board could not be opened, or is open no more. */
  | {
      readonly type: 'failed'
      readonly id?: number
      readonly code: string
      /** What is wrong with a request that could not be read, for whoever wrote the page around. */
      readonly message?: string
    }
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
