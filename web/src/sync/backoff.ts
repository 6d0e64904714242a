import type { Clock } from './clock'

/** The first step of the law, and its cap, in milliseconds. */
export const BASE = 500
export const CAP = 30_000
/** A connection counts as healthy after so many milliseconds of life; only then does the count of failures start anew. */
export const HEALTHY = 30_000

/** When to try again (C72): the n-th failure in a row waits rand(0, min(30 s, 0.5 s·2^n)). The jitter comes after the cap, or everybody would meet at the cap. */
export class Backoff {
  readonly #clock: Clock
  #failures = 0
  #liveSince: number | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** How many failures in a row, for those who act on repeated ones. */
  get failures(): number {
    return this.#failures
  }

  /** The connection has become live. */
  live(): void {
    this.#liveSince = this.#clock.now()
  }

  /** The connection, or the try, has failed: milliseconds to wait. `hint`: the server's wish, which is at least kept. */
  failed(hint = 0): number {
    if (this.#liveSince !== null && this.#clock.now() - this.#liveSince >= HEALTHY) this.#failures = 0
    this.#liveSince = null
    // 2^16 steps are beyond the cap already; more would only run out of numbers.
    const most = Math.min(CAP, BASE * 2 ** Math.min(this.#failures, 16))
    this.#failures++
    return hint + Math.floor(this.#clock.random() * most)
  }
}
