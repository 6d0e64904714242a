import { ApiError, type Session, type User } from '../../sync/api'
import { askByToken } from '../../sync/asking'
import { pageClock } from '../../sync/clock'
import { Visit } from '../../sync/visit'
import { say } from '../../words/say'
import { codeOf } from '../way-in'
import type { FrameWho } from './guest'
import { type Done, type Host, NotDone } from './host'

/** The page around is given so long to answer with a newer token, in milliseconds. */
const PATIENCE = 20_000

/**
 * Who a frame is by the token of a host application (docs/host-tokens.md), which the page around gives by a message, and newer ones as long as the
 * frame is open. It is nowhere kept: a frame that is loaded anew asks for one again.
 */
export class FrameVisitor implements FrameWho {
  readonly user: User
  readonly #visit: Visit
  readonly #host: Host
  /** Hears of the newer token that was asked for. */
  #given: (token: string | null) => void = () => {}
  /** The session by which it was found out who comes, for the first connection. */
  #first: Session | null

  private constructor(first: Session, visit: Visit, host: Host) {
    this.user = first.user
    this.#first = first
    this.#visit = visit
    this.#host = host
  }

  /** Waits for the token of whoever comes onto a board. ApiError `no_visit`: it was not taken; or what else went wrong. */
  static enter(board: string, host: Host): Promise<FrameVisitor> {
    return new Promise((resolve, reject) => {
      let here: FrameVisitor | undefined
      let began = false
      host.settle({ type: 'token', lives: 0 }, async (asked) => {
        if (asked.type !== 'token' || began) throw new NotDone('not_ready')
        began = true
        const visit = new Visit(board, asked.token, pageClock, (lives) => here?.want(lives) ?? Promise.resolve(null))
        try {
          here = new FrameVisitor(await visit.session(), visit, host)
        } catch (error) {
          reject(error)
          throw notTaken(error, host)
        }
        askByToken(() => visit.token())
        resolve(here)
        return {}
      })
    })
  }

  /** A session with a new token of ours. */
  async session(): Promise<Session> {
    const first = this.#first
    this.#first = null
    return first ?? this.#visit.session()
  }

  /** Goes on by a newer token of the application's. NotDone `bad_token`: it is not taken, and the one before stays. */
  async take(token: string): Promise<Done> {
    await this.#visit.renew(token).catch((error: unknown) => {
      throw notTaken(error, this.#host)
    })
    this.#given(token)
    return {}
  }

  /** Asks the page around for a newer token; null: none came in time. */
  want(lives: number): Promise<string | null> {
    this.#host.tell({ type: 'token', lives })
    return new Promise((resolve) => {
      this.#given = resolve
      pageClock.after(PATIENCE, () => resolve(null))
    })
  }
}

/** Tells the page around why a token is not taken. */
function notTaken(error: unknown, host: Host): NotDone {
  const found = codeOf(error)
  const code = found === 'no_visit' ? 'bad_token' : found || 'failed'
  host.tell({ type: 'error', code, message: error instanceof ApiError ? say(error.message) : '' })
  return new NotDone(code)
}
