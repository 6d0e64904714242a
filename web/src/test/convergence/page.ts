import { Client } from '../../sync/client'
import type { Clock } from '../../sync/clock'
import { Copies } from '../../sync/copies'
import { Keys } from '../../sync/keys'
import { RowLeases } from '../../sync/lease'
import type { TransportEvents } from '../../sync/transport'
import type { RefusedChange } from '../../sync/types'
import { type Device, MemoryStore } from '../memory-store'
import { Link } from './link'

/** What a page asks of the world it lives in. */
export type World = {
  readonly clock: Clock
  readonly nextName: () => string
  readonly secret: () => string
  readonly linked: (link: Link) => void
  readonly fetch: (path: string) => Promise<string>
}

/** One page load of one user on one device: a real client whose network the test holds. */
export class Page {
  readonly user: string
  readonly device: Device
  readonly client: Client
  readonly refused: RefusedChange[] = []
  dead = false
  readonly #store: MemoryStore
  readonly #links: Link[] = []

  constructor(world: World, user: string, device: Device) {
    this.user = user
    this.device = device
    this.#store = new MemoryStore(device)
    const clock: Clock = {
      now: () => world.clock.now(),
      random: () => world.clock.random(),
      after: (ms, run) => world.clock.after(ms, () => this.dead || run()),
    }
    this.client = new Client({
      boardID: 'board-of-test',
      clock,
      open: (_board, _token, events) => {
        const link = new Link(world.nextName(), user, this.#alive(events))
        this.#links.push(link)
        world.linked(link)
        return link
      },
      keys: new Keys(clock, async () => ({ token: 'token', lives: 9e8 })),
      boardIsGone: async () => false,
      store: this.#store,
      copies: new Copies(device.shelf, user, 'board-of-test'),
      leases: new RowLeases(this.#store, clock, world.secret()),
      newSecret: world.secret,
      fetchSnapshot: (path) => world.fetch(path),
    })
    this.client.on({ refused: (change) => this.refused.push(change) })
    void this.client.open()
  }

  /** The page is gone: closed by its person, who lets it say good-bye, or crashed. Says how many writes it took along. */
  die(politely: boolean): number {
    if (politely) this.client.leaving(true)
    this.dead = true
    // What is still on its way to the device goes down with the page, if there is a copy of it.
    let lost = 0
    this.#store.killed(({ client, n }) => {
      const gone = [...this.device.shelf.map.keys()].some((key) => key.endsWith(`.${client}.${n}`))
      if (gone) lost++
      return gone
    })
    this.#store.close()
    for (const link of this.#links) link.left = true
    return lost
  }

  /** Time has passed: what was on its way to the device is there. */
  written(): void {
    this.#store.land()
  }

  #alive(events: TransportEvents): TransportEvents {
    return {
      opened: () => this.dead || events.opened(),
      frame: (text) => this.dead || events.frame(text),
      closed: (code, reason) => this.dead || events.closed(code, reason),
    }
  }
}
