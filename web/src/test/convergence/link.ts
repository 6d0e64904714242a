import type { Transport, TransportEvents } from '../../sync/transport'
import type { Sent } from './room-host'

/** One connection between a page and the room. What either side sends lies in a queue until the test delivers it. */
export class Link implements Transport {
  readonly name: string
  readonly user: string
  readonly events: TransportEvents
  readonly up: string[] = []
  readonly down: Sent[] = []
  readonly buffered = 0
  /** opening: the attempt is on its way; the page may have given it up all the same. */
  opened = false
  /** The page listens no more. */
  left = false
  /** The room knows it no more, or never did. */
  gone = false

  constructor(name: string, user: string, events: TransportEvents) {
    this.name = name
    this.user = user
    this.events = events
  }

  send(frame: string): void {
    if (!this.left) this.up.push(frame)
  }

  close(): void {
    this.left = true
  }
}
