import type { OpenTransport, Transport, TransportEvents } from '../sync/transport'

/** One connection that a client has begun; the test is its server. */
export class FakeConnection implements Transport {
  readonly token: string
  readonly events: TransportEvents
  /** Frames that the client sent and the test has not looked at. */
  sent: string[] = []
  buffered = 0
  closed = false

  constructor(token: string, events: TransportEvents) {
    this.token = token
    this.events = events
  }

  send(frame: string): void {
    this.sent.push(frame)
  }

  close(): void {
    this.closed = true
  }

  /** All messages sent since the last look, one list a frame. */
  frames(): Record<string, unknown>[][] {
    const frames = this.sent.map((frame) => JSON.parse(frame) as Record<string, unknown>[])
    this.sent = []
    return frames
  }

  /** All messages sent since the last look. */
  messages(): Record<string, unknown>[] {
    return this.frames().flat()
  }

  /** Sends messages to the client as one frame. */
  say(...messages: unknown[]): void {
    this.events.frame(JSON.stringify(messages))
  }
}

/** A network of which the test is the other end. */
export class FakeNet {
  readonly connections: FakeConnection[] = []

  readonly open: OpenTransport = (_board, token, events) => {
    const connection = new FakeConnection(token, events)
    this.connections.push(connection)
    return connection
  }

  /** The connection that was begun last. */
  get last(): FakeConnection {
    const last = this.connections.at(-1)
    if (!last) throw new Error('nobody has connected')
    return last
  }
}
