import type { Gesture, Presence } from '../wire/messages'
import { transformOf } from '../wire/transform'
import type { Clock } from './clock'

/** At most one message of one's own hand in so many milliseconds: what a stroke may cost its watchers (C36) leaves room for no more. */
export const REST = 50
/** A gesture is told in full this often, for those who missed a part (W15), in milliseconds. */
export const FULL = 2_000
/** With more bytes than this waiting on the way out, presence waits too: changes go first. */
export const CROWDED = 32 << 10
/** Ids of a selection or a gesture that are told (W14, W15). */
const MOST_IDS = 200

type Told = { readonly id: string; points: number; props: Gesture['props']; fullAt: number }

/** Tells the others where one's own hand is: merged, throttled, gestures as increments. Nothing of it is promised. */
export class OwnPresence {
  readonly #clock: Clock
  readonly #send: (presence: Presence) => void
  readonly #buffered: () => number
  /** All that stands, told or not: what a new session has to tell. */
  #standing: Presence = {}
  #untold: Presence = {}
  #told: Told | null = null
  #live = false
  #lastSent = Number.NEGATIVE_INFINITY
  #callOff: (() => void) | null = null

  constructor(clock: Clock, send: (presence: Presence) => void, buffered: () => number) {
    this.#clock = clock
    this.#send = send
    this.#buffered = buffered
  }

  /** The hand as it is now. A gesture holds all its points so far; only what is new of them goes out. */
  present(presence: Presence): void {
    const whole = inWholes(presence)
    const { reaction: _, ...stands } = whole
    this.#standing = { ...this.#standing, ...stands }
    this.#untold = { ...this.#untold, ...whole }
    this.#schedule()
  }

  /** A session has begun: the others know nothing of this hand yet. */
  joined(): void {
    this.#live = true
    this.#told = null
    this.#untold = withoutNulls(this.#standing)
    this.#schedule()
  }

  /** The session is over. */
  left(): void {
    this.#live = false
    this.#callOff?.()
    this.#callOff = null
  }

  #schedule(): void {
    this.#callOff?.()
    this.#callOff = null
    const wait = this.#live ? this.#wait() : null
    if (wait === null) return
    if (wait === 0) {
      this.#tell()
      return
    }
    this.#callOff = this.#clock.after(wait, () => {
      this.#callOff = null
      this.#tell()
    })
  }

  /** Milliseconds until something is to be told; null when nothing is. */
  #wait(): number | null {
    const now = this.#clock.now()
    const rest = Math.max(0, this.#lastSent + REST - now)
    if (Object.keys(this.#untold).length > 0) return rest
    return this.#told ? Math.max(rest, this.#told.fullAt + FULL - now) : null
  }

  #tell(): void {
    const now = this.#clock.now()
    this.#lastSent = now
    if (this.#buffered() > CROWDED) {
      this.#schedule()
      return
    }
    const { gesture: untold, selection, ...rest } = this.#untold
    const renewed =
      untold === undefined && this.#told && now - this.#told.fullAt >= FULL ? this.#standing.gesture : untold
    const gesture = renewed ? this.#part(renewed, now) : renewed
    if (gesture === null) this.#told = null
    this.#untold = {}
    const presence: Presence = {
      ...rest,
      ...(selection && { selection: selection.slice(0, MOST_IDS) }),
      ...(gesture !== undefined && { gesture }),
    }
    if (Object.keys(presence).length > 0) this.#send(presence)
    this.#schedule()
  }

  /** What the others do not know of a gesture yet; undefined for nothing. */
  #part(gesture: Gesture, now: number): Gesture | undefined {
    const count = Math.floor((gesture.points?.length ?? 0) / 4)
    const base = { id: gesture.id, ids: gesture.ids.slice(0, MOST_IDS), ...transformOf(gesture) }
    const told = this.#told
    if (!told || told.id !== gesture.id || now - told.fullAt >= FULL || count < told.points) {
      this.#told = { id: gesture.id, points: count, props: gesture.props, fullAt: now }
      return gesture.props?.size ? { ...base, props: gesture.props, from: 0, points: gesture.points ?? [] } : base
    }
    const props = differing(told.props, gesture.props)
    const from = told.points
    told.props = gesture.props
    told.points = count
    if (!props && count === from && Object.keys(transformOf(gesture)).length === 0) return undefined
    return {
      ...base,
      ...(props && { props }),
      ...(count > from && { from, points: gesture.points!.slice(from * 4, count * 4) }),
    }
  }
}

/** The wire takes whole numbers only, and ends a connection that sends others (W6); a gesture without elements is none. */
function inWholes({ cursor, view, gesture, ...rest }: Presence): Presence {
  return {
    ...rest,
    ...(cursor !== undefined && { cursor: cursor && [Math.round(cursor[0]), Math.round(cursor[1])] }),
    ...(view !== undefined && { view: view && (view.map(Math.round) as unknown as Presence['view'] & {}) }),
    ...(gesture !== undefined && { gesture: gesture && gesture.ids.length > 0 ? wholeGesture(gesture) : null }),
  }
}

function wholeGesture(gesture: Gesture): Gesture {
  const { by, box, to, turn } = gesture
  const rounded = <T extends readonly number[]>(numbers: T) => numbers.map((n) => Math.round(n) + 0) as unknown as T
  return {
    ...gesture,
    ...(by && { by: rounded(by) }),
    ...(box && to && { box: rounded(box), to: rounded(to) }),
    ...(turn && { turn: rounded(turn) }),
  }
}

function withoutNulls(presence: Presence): Presence {
  return Object.fromEntries(Object.entries(presence).filter(([, value]) => value !== null)) as Presence
}

/** The properties that are others than before; undefined for none. Values are small: they are compared as texts. */
function differing(before: Gesture['props'], now: Gesture['props']): Gesture['props'] | undefined {
  if (!now || now === before) return undefined
  const changed = new Map(
    [...now].filter(([path, value]) => JSON.stringify(before?.get(path)) !== JSON.stringify(value)),
  )
  return changed.size > 0 ? changed : undefined
}
