import type { Clock } from './clock'

/** A token as the server gave it. `lives`: milliseconds it was good for when it came. */
export type Token = { readonly token: string; readonly lives: number }

/** A token is not used for a new connection when it runs out within this many milliseconds. */
const TOO_LATE = 60_000

/** Holds the token of this page, and fetches another when it is needed. Kept in memory only. */
export class Keys {
  #held: { readonly token: string; readonly until: number } | null = null
  readonly #clock: Clock
  readonly #fetch: () => Promise<Token>

  constructor(clock: Clock, fetch: () => Promise<Token>) {
    this.#clock = clock
    this.#fetch = fetch
  }

  /** A token that is good for another minute at least. Rejects when none can be had now. */
  async token(): Promise<string> {
    if (this.#held && this.#held.until - this.#clock.now() > TOO_LATE) return this.#held.token
    return this.fresh()
  }

  /** A new token. Its end is reckoned from when it was asked for, by this machine's clock alone. */
  async fresh(): Promise<string> {
    const asked = this.#clock.now()
    const { token, lives } = await this.#fetch()
    this.#held = { token, until: asked + lives }
    return token
  }

  /** The token is not taken any more. */
  forget(): void {
    this.#held = null
  }
}
