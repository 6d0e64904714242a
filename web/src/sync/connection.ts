import { decodeServerFrame, encodeFrame, WireError } from '../wire/codec'
import type { ClientMessage, ServerMessage } from '../wire/messages'
import { ApiError } from './api'
import { Backoff } from './backoff'
import type { Clock } from './clock'
import { closeSentence, readEnd } from './ends'
import type { Keys } from './keys'
import type { OpenTransport, Transport } from './transport'

/** Where the connection stands. `joining`: the hello is out; `live`: welcomed. `retryAt` is in the clock's milliseconds. */
export type ConnectionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'fetching token' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'joining' }
  | { readonly kind: 'live' }
  | { readonly kind: 'waiting'; readonly retryAt: number }
  | { readonly kind: 'stopped'; readonly code: string; readonly why: string }

/** After so many milliseconds without a word from the server the connection is given up and made anew (W31). */
export const SILENCE = 25_000

/** What a connection is made of. */
export type ConnectionParts = {
  readonly boardID: string
  readonly clock: Clock
  readonly open: OpenTransport
  readonly keys: Keys
  /** Asked after repeated failures before the socket was open, whose reason a browser hides: is the board there, for this person? */
  readonly boardIsGone: () => Promise<boolean>
}

/** What a connection tells its owner. Nothing is told after `stop`. */
export type ConnectionEvents = {
  /** The transport is open: the hello is due. */
  opened(): void
  /** One frame's messages, beats and renewals taken out. */
  received(messages: readonly ServerMessage[]): void
  /** What was open is open no more; unanswered changes have to be sent again. */
  lost(): void
  stateChanged(): void
}

/** Keeps one board's connection: fetches tokens, opens transports, notices silence, waits and tries again. It knows nothing of changes. */
export class Connection {
  #state: ConnectionState = { kind: 'idle' }
  #transport: Transport | null = null
  /** Raised with each try, so that what a former one still says is not heard. */
  #try = 0
  #heard = 0
  #callOff: () => void = () => {}
  #everFailed = false
  /** The browser says that there is no network, and nothing has been heard since. */
  #doubted = false
  readonly #parts: ConnectionParts
  readonly #events: ConnectionEvents
  readonly #backoff: Backoff

  constructor(parts: ConnectionParts, events: ConnectionEvents) {
    this.#parts = parts
    this.#events = events
    this.#backoff = new Backoff(parts.clock)
  }

  get state(): ConnectionState {
    return this.#state
  }

  /** Whether the last try, or the connection before it, has failed and nothing has been live since; or the network is said to be gone. */
  get failing(): boolean {
    return this.#doubted || (this.#everFailed && this.#state.kind !== 'live')
  }

  /** Bytes that wait on this machine. */
  get buffered(): number {
    return this.#transport?.buffered ?? 0
  }

  /** Begins; nothing if it has begun or stopped. */
  start(): void {
    if (this.#state.kind === 'idle') void this.#connect()
  }

  /** The browser says that the network is gone. It may be wrong: the connection is kept, and the next word over it tells. */
  offline(): void {
    this.#doubted = true
    this.#events.stateChanged()
  }

  /** The network is back: tries at once. A connection that was silent since it went is not waited for. */
  online(): void {
    const doubted = this.#doubted
    this.#doubted = false
    if (doubted && this.#transport) this.#fail(0)
    // A token that was asked for before would come late, or not.
    else if (doubted && this.#state.kind === 'fetching token') void this.#connect()
    this.nudge()
    this.#events.stateChanged()
  }

  /** Something gives hope (the network is back, the page is seen again): tries at once, or looks whether the connection is still alive. */
  nudge(): void {
    if (this.#state.kind === 'waiting') void this.#connect()
    else if (this.#transport && this.#parts.clock.now() - this.#heard >= SILENCE) this.#fail(0)
  }

  /** The owner has been welcomed. */
  welcomed(): void {
    this.#everFailed = false
    this.#backoff.live()
    this.#become({ kind: 'live' })
  }

  /** The owner says hello again on the same connection. */
  rejoining(): void {
    this.#become({ kind: 'joining' })
  }

  /** Sends messages as one frame. Without an open transport it does nothing: what must arrive is sent again after the join. */
  send(messages: readonly ClientMessage[]): void {
    this.sendFrame(encodeFrame(messages))
  }

  /** Sends a frame that is put together already. */
  sendFrame(frame: string): void {
    this.#transport?.send(frame)
  }

  /** Makes the connection anew, as after a failure: something that came over it cannot be used. */
  restart(): void {
    if (this.#state.kind !== 'stopped') this.#fail(0)
  }

  /** Ends for good, with a code for the person to read. */
  stop(code: string, why: string): void {
    this.#drop()
    this.#become({ kind: 'stopped', code, why })
  }

  /** Ends without a word of why: the owner goes. */
  leave(): void {
    this.#lose()
    this.#become({ kind: 'idle' })
  }

  async #connect(): Promise<void> {
    const mine = this.#begin({ kind: 'fetching token' })
    let token: string
    try {
      token = await this.#parts.keys.token()
    } catch (error) {
      if (mine === this.#try) this.#tokenless(error)
      return
    }
    if (mine !== this.#try) return
    this.#become({ kind: 'connecting' })
    this.#listen()
    let opened = false
    this.#transport = this.#parts.open(this.#parts.boardID, token, {
      opened: () => {
        if (mine !== this.#try) return
        opened = true
        this.#listen()
        this.#become({ kind: 'joining' })
        this.#events.opened()
      },
      frame: (text) => mine === this.#try && this.#frame(text),
      closed: (code, reason) => mine === this.#try && this.#closed(code, reason, opened),
    })
  }

  /** No token: nobody is signed in, or they are not let in, which no waiting mends; or an outage. */
  #tokenless(error: unknown): void {
    if (!shutOut(error)) {
      this.#fail(0)
      return
    }
    this.#lose()
    const why = error.code === 'sign_in' ? 'You are signed out.' : error.message
    this.#become({ kind: 'stopped', code: error.code, why })
  }

  #begin(state: ConnectionState): number {
    this.#callOff()
    this.#try++
    this.#become(state)
    return this.#try
  }

  #frame(text: string): void {
    this.#listen()
    if (this.#doubted) {
      this.#doubted = false
      this.#events.stateChanged()
    }
    let messages: ServerMessage[]
    try {
      messages = decodeServerFrame(text)
    } catch (error) {
      // What a newer node does cannot be shown truly by this page; any other nonsense may be the network's, and pass.
      if (error instanceof WireError && error.close === 'version') this.stop('version', closeSentence('version'))
      else this.#fail(0)
      return
    }
    const rest: ServerMessage[] = []
    for (const message of messages) {
      if (message.t === 'beat') this.send([{ t: 'beat' }])
      else if (message.t === 'renew') void this.#renew()
      else rest.push(message)
    }
    if (rest.length > 0) this.#events.received(rest)
  }

  async #renew(): Promise<void> {
    const mine = this.#try
    const backoff = new Backoff(this.#parts.clock)
    for (;;) {
      try {
        const token = await this.#parts.keys.fresh()
        if (mine === this.#try) this.send([{ t: 'token', token }])
        return
      } catch (error) {
        if (mine === this.#try && shutOut(error)) return this.#tokenless(error)
        await new Promise<void>((resolve) => this.#parts.clock.after(backoff.failed(), resolve))
        // When the connection has ended meanwhile, the next one fetches its own.
        if (mine !== this.#try) return
      }
    }
  }

  #closed(code: number, reason: string, opened: boolean): void {
    const end = readEnd(code, reason)
    if (!end.comeBack) {
      this.#lose()
      this.#become({ kind: 'stopped', code: end.name, why: end.why })
      return
    }
    if (end.name === 'token_expired') this.#parts.keys.forget()
    const hidden = !opened && this.#backoff.failures >= 1
    this.#fail(end.hint)
    if (hidden) void this.#lookWhy()
  }

  /** A refused upgrade looks like a broken network; the HTTP side tells them apart (W1). */
  async #lookWhy(): Promise<void> {
    this.#parts.keys.forget()
    const gone = await this.#parts.boardIsGone().catch(() => false)
    if (gone && this.#state.kind !== 'stopped' && this.#state.kind !== 'live')
      this.stop('no_board', closeSentence('no_board'))
  }

  #fail(hint: number): void {
    this.#everFailed = true
    this.#lose()
    const wait = this.#backoff.failed(hint)
    this.#become({ kind: 'waiting', retryAt: this.#parts.clock.now() + wait })
    this.#callOff = this.#parts.clock.after(wait, () => void this.#connect())
  }

  #lose(): void {
    const had = this.#transport !== null
    this.#drop()
    if (had) this.#events.lost()
  }

  #drop(): void {
    this.#callOff()
    this.#try++
    this.#transport?.close()
    this.#transport = null
  }

  #listen(): void {
    this.#heard = this.#parts.clock.now()
    this.#callOff()
    this.#callOff = this.#parts.clock.after(SILENCE, () => this.#fail(0))
  }

  #become(state: ConnectionState): void {
    this.#state = state
    this.#events.stateChanged()
  }
}

/** Answers that no waiting mends. */
const final = new Set([
  'sign_in',
  'no_board',
  'bad_link',
  'link_expired',
  'removed',
  'quarantined',
  'trashed',
  'visit_over',
  'no_visit',
])

function shutOut(error: unknown): error is ApiError {
  return error instanceof ApiError && final.has(error.code)
}
