import { at } from '../site/at'
import { ApiError, json, problem, reach, type Session, type User } from './api'
import type { Clock } from './clock'

/** Asks the application that somebody comes from for a newer token of theirs; null: none has come. `lives`: how long the one that is there is good for, in ms. */
export type WantToken = (lives: number) => Promise<string | null>

/** A session that runs out within this many milliseconds is one whose host's token does: a newer one is wanted. */
const NEARLY_OVER = 120_000

/** Requests are made until this many milliseconds before the end. */
const LAST_MOMENT = 2_000

/** No request takes longer than this, in milliseconds. */
const PATIENCE = 15_000

/**
 * Somebody who comes onto a board by the token of a host application (docs/host-tokens.md), and not by a session of this browser. The token is exchanged
 * for short ones of the server's; when it runs out a newer one is asked for, and when there is none the visit is over: ApiError `visit_over`, whose
 * message is what the application is called, or `no_visit` where the first token was not taken.
 */
export class Visit {
  readonly #board: string
  readonly #clock: Clock
  readonly #want: WantToken
  #token: string
  #app = ''
  #user = ''
  #held: { readonly token: string; readonly until: number } | null = null
  /** Ends the waiting for the end: a newer token is there. */
  #wake: () => void = () => {}

  constructor(board: string, token: string, clock: Clock, want: WantToken) {
    this.#board = board
    this.#token = token
    this.#clock = clock
    this.#want = want
  }

  /**
   * A session for a connection. The last one is there at once the first time; afterwards it is waited for until it is over, so that whoever is on
   * the board may stay to the end, or goes on by a newer token that comes until then.
   */
  async session(): Promise<Session> {
    const began = this.#held !== null
    const token = this.#token
    const session = await this.#exchange(token)
    if (session !== null && session.token.lives > NEARLY_OVER) return session
    const newer = await this.#want(session?.token.lives ?? 0).catch(() => null)
    if (newer !== null) this.#token = newer
    if (session !== null && this.#token === token) {
      if (!began) return session
      await new Promise<void>((over) => {
        this.#wake = over
        this.#clock.after(session.token.lives - LAST_MOMENT, over)
      })
    }
    const next = this.#token === token ? null : await this.#exchange(this.#token)
    if (next !== null) return next
    throw this.#app === '' ? refused('no_visit') : new ApiError('visit_over', 401, this.#app)
  }

  /**
   * Goes on by a newer token of the same person; what it says of the board holds from now on. ApiError `bad_token`: the server does not take it, or it is of somebody
   * else; the one before stays then.
   */
  async renew(token: string): Promise<void> {
    if ((await this.#exchange(token)) === null) throw refused('bad_token')
    this.#token = token
    this.#wake()
  }

  /** A token for a request of the page's. */
  async token(): Promise<string> {
    if (this.#held !== null && this.#held.until - this.#clock.now() > LAST_MOMENT) return this.#held.token
    return (await this.session()).token.token
  }

  /** A session by a token; null where the server does not take it, or it is of another person than the first. */
  async #exchange(by: string): Promise<Session | null> {
    const asked = this.#clock.now()
    const response = await reach(at('/api/v1/session'), {
      method: 'POST',
      credentials: 'omit',
      body: JSON.stringify({ board: this.#board }),
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${by}` },
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (response.status === 401) return null
    if (!response.ok) throw await problem(response)
    const { token, lives, user, host } = (await json(response)) as Answer
    if (this.#user !== '' && user.id !== this.#user) return null
    this.#user = user.id
    this.#app = host
    this.#held = { token, until: asked + lives }
    return { user, token: { token, lives } }
  }
}

const refused = (code: string) => new ApiError(code, 401, 'The key is not valid, or has run out; take a new one.')

type Answer = { readonly token: string; readonly lives: number; readonly user: User; readonly host: string }
