import { at } from '../site/at'
import { VERSIONS } from '../wire/codec'
import type { Clock } from './clock'
import { linesOf } from './lines'
import type { Transport, TransportEvents } from './transport'

/** The most that one request carries, in characters: several frames go together, well below what the server takes (512 KiB). */
const TOGETHER = 128 << 10
/** How often a request is sent anew that came to a node which does not hold the connection (W55), and the longest rest between, in milliseconds. */
const TRIES = 40
const REST = 100
/** How often a request is sent anew that the network, or a proxy, has lost (the node may have had it: its number tells), and the first rest at most. */
const LOSSES = 3
const FIRST_REST = 500

/** A connection without a socket, as far as streams and polls are alike: what is said goes by requests, one at a time and numbered, each with all that waits. */
export class ByRequests implements Transport {
  buffered = 0
  #over = false
  #name = ''
  #number = 0
  #sending = false
  #waiting: string[] = []
  readonly #clock: Clock
  readonly #events: TransportEvents
  readonly #path: string
  readonly #headers: Record<string, string>
  readonly #gone = new AbortController()
  /** Told when what was said has been taken. */
  taken: () => void = () => {}

  constructor(clock: Clock, boardID: string, token: string, events: TransportEvents) {
    this.#clock = clock
    this.#events = events
    this.#path = at(`/api/v1/boards/${encodeURIComponent(boardID)}/streams`)
    this.#headers = { authorization: `Bearer ${token}` }
  }

  get over(): boolean {
    return this.#over
  }

  send(frame: string): void {
    if (this.#over || this.#name === '') return
    this.#waiting.push(frame)
    this.buffered += frame.length
    if (!this.#sending) void this.#sendOn().catch(() => this.end(1006, ''))
  }

  close(): void {
    this.#over = true
    this.#gone.abort()
  }

  /** Hears the server by `listen` until that has ended, and the connection with it. */
  run(listen: () => Promise<void>): this {
    const broken = () => this.end(1006, '')
    void listen().then(broken, broken)
    return this
  }

  /** Opens the connection; `how` is added to the query of the request. */
  opens(how = ''): Promise<Response> {
    return this.#reach(`?speaks=${VERSIONS}${how}`, { method: 'POST' }, tells)
  }

  /** Asks what there is after a number. */
  asks(after: number): Promise<Response> {
    return this.#reach(`/${this.#name}?after=${after}`, { cache: 'no-store' }, tells)
  }

  /** Takes in one event of the server. */
  hear(event: string, text: string): void {
    if (this.#over) return
    if (event === 'open') {
      this.#name = text
      this.#events.opened()
    } else if (event === 'end') {
      const { code, reason } = JSON.parse(text) as { code: number; reason: string }
      this.end(code, reason)
    } else if (event === '') this.#events.frame(text)
  }

  end(code: number, reason: string): void {
    if (this.#over) return
    this.close()
    this.#events.closed(code, reason)
  }

  async #sendOn(): Promise<void> {
    this.#sending = true
    while (this.#waiting.length > 0 && !this.#over) {
      const frames = this.#batch()
      this.#number++
      // What it did not take is sent again on another connection: the room tells what it has from what it has not.
      await this.#reach(`/${this.#name}?n=${this.#number}`, { method: 'POST', body: frames.join('\n') }, took)
      this.buffered -= frames.reduce((sum, { length }) => sum + length, 0)
      this.taken()
    }
    this.#sending = false
  }

  /** As many frames as go into one request, the first in any case. */
  #batch(): readonly string[] {
    let length = this.#waiting[0]!.length
    let count = 1
    while (count < this.#waiting.length && length + this.#waiting[count]!.length < TOGETHER)
      length += this.#waiting[count++]!.length
    return this.#waiting.splice(0, count)
  }

  /**
   * A request of this connection. Behind a balancer each may come to another node: it is sent until the one that holds the connection has it. One that
   * was lost on the way is sent again, but for the first, which would open another connection.
   */
  async #reach(where: string, init: RequestInit, fits: (answer: Response) => boolean): Promise<Response> {
    let losses = this.#name === '' ? LOSSES : 0
    for (let tries = 1; ; tries++) {
      const request = fetch(this.#path + where, { ...init, headers: this.#headers, signal: this.#gone.signal })
      const answer = await request.catch(() => null)
      if (answer && fits(answer)) return answer
      if (this.#over) throw new Error('the connection is over')
      if (answer?.status === 421 && tries < TRIES) {
        // At once for the first few, at random then: all the pages of a site shall not ask in step with their balancer.
        if (tries > 3) await this.#rest(REST)
      } else if ((!answer || answer.ok || answer.status >= 502) && losses < LOSSES)
        await this.#rest(FIRST_REST * 2 ** losses++)
      else throw new Error(`answered with ${answer?.status}`)
    }
  }

  #rest(most: number): Promise<void> {
    return new Promise((go) => this.#clock.after(this.#clock.random() * most, go))
  }
}

/** The server's own answers, and not the page of somebody on the way, who means well or wants to be signed in to. */
const took = (answer: Response) => answer.status === 204
const tells = (answer: Response) =>
  answer.ok && answer.headers.get('content-type')?.startsWith('text/event-stream') === true

/**
 * Reads an event stream (WHATWG HTML, server-sent events), or a piece of one, as far as this server speaks it: an event has one line of data, comments
 * begin with a colon. `retry` is told like an event.
 */
export async function readEvents(
  answer: Response,
  hear: (event: string, text: string, id: string) => void,
): Promise<void> {
  let event = ''
  let id = ''
  for await (const lines of linesOf(answer.body!)) {
    for (const line of lines) {
      const colon = line.indexOf(': ')
      const text = line.slice(colon + 2)
      if (line === '') event = id = ''
      else if (line.startsWith('event: ')) event = text
      else if (line.startsWith('id: ')) id = text
      else if (line.startsWith('data: ')) hear(event, text, id)
      else if (line.startsWith('retry: ')) hear('retry', text, '')
    }
  }
}
