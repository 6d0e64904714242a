import { ownName } from '../../site/at'
import { ApiError, type Session, type User } from '../../sync/api'
import { askByToken } from '../../sync/asking'
import { pageClock } from '../../sync/clock'
import { enterFramed, sessionBy } from '../../sync/framed'
import { Keys } from '../../sync/keys'
import { suggestMe } from '../../ui/names'
import { peopleColours } from '../../ui/palette'
import type { Done } from './host'

/**
 * Where the secret of this frame's guest is kept: in the storage that the browser gives the frame, which is another one in the pages of each site. Where it
 * gives none the guest lives as long as the page.
 */
const key = ownName('drawingroom.embed')

/** Who a frame is on its board. */
export type FrameWho = {
  readonly user: User
  /** A session with a new token. */
  session(): Promise<Session>
  /** Goes on by a newer token of a host application's, where they came by one. NotDone `bad_token`: it is not taken, and the one before stays. */
  take?(token: string): Promise<Done>
}

/** Who a frame is by itself: a guest of its own, and nobody's cookie. */
export class FrameGuest implements FrameWho {
  readonly user: User
  readonly #secret: string
  readonly #keys = new Keys(pageClock, async () => (await this.session()).token)

  private constructor(user: User, secret: string) {
    this.user = user
    this.#secret = secret
  }

  /** The guest that this frame has been before, or a new one. ApiError where there is no server. */
  static async enter(): Promise<FrameGuest> {
    const kept = read()
    if (kept !== null) {
      try {
        return new FrameGuest((await sessionBy(kept)).user, kept).asks()
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'sign_in') throw error
      }
    }
    const { name, colour } = suggestMe(
      peopleColours.map(({ token }) => token),
      () => crypto.getRandomValues(new Uint32Array(1))[0]! / 0x1_0000_0000,
    )
    const { user, session } = await enterFramed(name, colour)
    write(session)
    return new FrameGuest(user, session).asks()
  }

  /** A session with a new token. */
  session(): Promise<Session> {
    return sessionBy(this.#secret)
  }

  /** From now on it is the guest who asks in the requests of this page. */
  private asks(): this {
    askByToken(() => this.#keys.token())
    return this
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(secret: string): void {
  try {
    localStorage.setItem(key, secret)
  } catch {
    // The browser gives this frame no storage.
  }
}
