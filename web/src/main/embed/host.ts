import { type Asked, heard, type Request, type Told, VERSION } from '../../embed/messages'

/** A request that is not done; the code is what the page around is told, and where there is more to say, a sentence for whoever wrote it. */
export class NotDone extends Error {
  readonly code: string
  readonly why: string | undefined
  constructor(code: string, why?: string) {
    super(why ?? code)
    this.code = code
    this.why = why
  }
}

/** What a request leads to. */
export type Done = Omit<Extract<Told, { type: 'done' }>, 'type' | 'id'>

/** So many requests may be under way at once; more are not begun. */
const MOST = 16

/** As much of a window as is needed. */
export type FrameWindow = Pick<Window, 'addEventListener'> & { readonly parent: unknown; readonly origin: string }
/** Sends to the window around, by its origin. */
type Post = (message: unknown, origin: string, transfer: Transferable[]) => void

/**
 * The page around the frame. Heard is only the window that holds the frame, from an origin on the board's list (or our own, which shows it beforehand), and
 * in messages to the letter (embed/messages.ts): first a hello, which brings a nonce, then requests with that nonce. One that asks for what cannot be is told
 * so; everything else does nothing, and is not answered. What is told goes to that origin alone.
 */
export class Host {
  readonly #window: FrameWindow
  readonly #origins: ReadonlySet<string>
  readonly #post: Post
  /** Who has said hello last. */
  #peer: { readonly origin: string; readonly nonce: string } | null = null
  /** How the board is: told to whoever says hello. */
  #state: Told | null = null
  #answer: ((asked: Request) => Promise<Done>) | null = null
  #underWay = 0

  constructor(window: FrameWindow, origins: readonly string[], post: Post) {
    this.#window = window
    this.#origins = new Set([window.origin, ...origins])
    this.#post = post
    window.addEventListener('message', (event) => this.#hear(event))
  }

  /** Tells the page around, if it has said hello. */
  tell(told: Told, transfer: Transferable[] = []): void {
    if (this.#peer === null) return
    const { origin, nonce } = this.#peer
    this.#post({ drawingroom: VERSION, nonce, ...told }, origin, transfer)
  }

  /** The board is there, or cannot be: told now, and to whoever says hello later. `answer` does what is asked for; NotDone says why not. */
  settle(state: Told, answer: ((asked: Request) => Promise<Done>) | null): void {
    this.#state = state
    this.#answer = answer
    this.tell(state)
  }

  #hear({ source, origin, data }: MessageEvent): void {
    // A page that is framed by nobody is its own parent.
    if (source === null || source !== this.#window.parent || source === (this.#window as unknown)) return
    if (!this.#origins.has(origin)) return
    const message = heard(data)
    if (message === null) return
    const { nonce, asked } = message
    if (asked.type === 'hello') {
      this.#peer = { origin, nonce }
      if (this.#state !== null) this.tell(this.#state)
    } else if (this.#peer?.origin === origin && this.#peer.nonce === nonce) void this.#do(asked)
  }

  async #do(asked: Exclude<Asked, { type: 'hello' }>): Promise<void> {
    const { id } = asked
    this.#underWay++
    try {
      if (asked.type === 'wrong') throw new NotDone(asked.code, asked.why)
      if (this.#answer === null) throw new NotDone('not_ready')
      if (this.#underWay > MOST) throw new NotDone('busy')
      const done = await this.#answer(asked)
      this.tell({ type: 'done', id, ...done }, done.bytes === undefined ? [] : [done.bytes])
    } catch (error) {
      if (!(error instanceof NotDone)) console.error(error)
      const { code, why } = error instanceof NotDone ? error : { code: 'failed', why: undefined }
      this.tell({ type: 'failed', id, code, ...(why !== undefined && { message: why }) })
    } finally {
      this.#underWay--
    }
  }
}
