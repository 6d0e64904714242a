import type { Clock } from './clock'
import type { KeptBoard, LocalStore } from './store'

/** The confirmed board is kept so many milliseconds after it changed; then not before this many times what keeping it took. */
const PAUSE = 2_000
const SHARE = 100

/** Keeps the confirmed board on the device from time to time, so that it opens at once the next time. Nothing depends on it: what is older is caught up with. */
export class Saver {
  readonly #clock: Clock
  readonly #store: LocalStore
  readonly #take: () => KeptBoard | null
  #stale = false
  #callOff: (() => void) | null = null
  #cost = 0

  constructor(clock: Clock, store: LocalStore, take: () => KeptBoard | null) {
    this.#clock = clock
    this.#store = store
    this.#take = take
  }

  /** The confirmed board is another one. */
  changed(): void {
    this.#stale = true
    this.#callOff ??= this.#clock.after(Math.max(PAUSE, this.#cost * SHARE), () => this.now())
  }

  /** Keeps it now, if it is another since the last time. */
  now(): void {
    this.#callOff?.()
    this.#callOff = null
    if (!this.#stale) return
    this.#stale = false
    const began = this.#clock.now()
    const board = this.#take()
    this.#cost = this.#clock.now() - began
    if (board) this.#store.saveBoard(board).catch(() => {})
  }
}
