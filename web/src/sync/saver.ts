import type { Clock } from './clock'
import type { KeptBoard, LocalStore } from './store'

/** The confirmed board is kept when nothing has happened for so many milliseconds: writing a large one down takes longer than a frame. */
export const QUIET = 4_000

/**
 * Keeps the confirmed board on the device when the hand rests and when the page is hidden or left, so that it opens at once the next
 * time. Nothing depends on it: what is older is caught up with.
 */
export class Saver {
  readonly #clock: Clock
  readonly #store: LocalStore
  readonly #take: () => KeptBoard | null
  #stale = false
  #last = 0
  #callOff: (() => void) | null = null

  constructor(clock: Clock, store: LocalStore, take: () => KeptBoard | null) {
    this.#clock = clock
    this.#store = store
    this.#take = take
  }

  /** The confirmed board is another one. */
  changed(): void {
    this.#stale = true
    this.active()
    this.#callOff ??= this.#clock.after(QUIET, () => this.#look())
  }

  /** Somebody is at work here: not now. */
  active(): void {
    this.#last = this.#clock.now()
  }

  /** Keeps it now, if it is another since the last time. */
  now(): void {
    this.#callOff?.()
    this.#callOff = null
    if (!this.#stale) return
    this.#stale = false
    const board = this.#take()
    if (board) this.#store.saveBoard(board).catch(() => {})
  }

  #look(): void {
    const wait = this.#last + QUIET - this.#clock.now()
    if (wait > 0) this.#callOff = this.#clock.after(wait, () => this.#look())
    else this.now()
  }
}
