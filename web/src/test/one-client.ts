import type { Op } from '../board/types'
import { Client } from '../sync/client'
import type { ClientParts } from '../sync/client-parts'
import { Copies } from '../sync/copies'
import { Keys } from '../sync/keys'
import { RowLeases } from '../sync/lease'
import type { Listeners, RefusedChange } from '../sync/types'
import { FakeClock, settled } from './fake-clock'
import { type FakeConnection, FakeNet } from './fake-net'
import { Device, MemoryStore } from './memory-store'

export const EPOCH = 'epoch00000000001'
export const HASH = 'AAAAAAAAAAAAAAAAAAAAAA'
export const LIMITS = { ops: 1000, changeBytes: 262_144, frameBytes: 524_288, elements: 100_000 }

/** One page with a client in it, on a network and a clock that the test holds. */
export class Page {
  readonly net = new FakeNet()
  readonly clock: FakeClock
  readonly client: Client
  readonly refused: RefusedChange[] = []
  readonly touched: (ReadonlySet<string> | 'all')[] = []
  /** What the token's source does; a test may have it fail. */
  token: () => Promise<{ token: string; lives: number }> = async () => ({ token: 'token', lives: 900_000 })
  snapshots: Record<string, string> = {}
  gone = false
  /** Nobody in the page listens any more. */
  readonly deaf: () => void

  constructor(device = new Device(), clock = new FakeClock(), secret = secretOf(1), parts: Partial<ClientParts> = {}) {
    this.clock = clock
    const store = new MemoryStore(device)
    let secrets = 0
    this.client = new Client({
      boardID: 'board-0001',
      clock,
      open: this.net.open,
      keys: new Keys(clock, () => this.token()),
      boardIsGone: async () => this.gone,
      store,
      copies: new Copies(device.shelf, 'user-0001', 'board-0001'),
      leases: new RowLeases(store, clock, secret),
      newSecret: () => (secrets++ === 0 ? secret : secretOf(1000 + secrets)),
      fetchSnapshot: async (path) => this.snapshots[path] ?? Promise.reject(new Error('no such snapshot')),
      ...parts,
    })
    const listeners: Partial<Listeners> = {
      refused: (change) => this.refused.push(change),
      changed: (touched) => this.touched.push(touched),
    }
    this.deaf = this.client.on(listeners)
  }

  get connection(): FakeConnection {
    return this.net.last
  }

  /** Opens the board up to the hello, and forgets what was sent. */
  async hello(): Promise<Record<string, unknown>[]> {
    if (this.net.connections.length === 0) void this.client.open()
    await settled()
    this.connection.events.opened()
    await settled()
    return this.connection.messages()
  }

  /** Opens the board and is welcomed with a board at seq 1. */
  async joined(welcome: Record<string, unknown> = {}): Promise<void> {
    await this.hello()
    this.welcome(welcome)
    if (!('mode' in welcome) && !('head' in welcome)) this.changes(1, { author: 0, client: 0, n: 1, ops: [settings] })
    await settled()
  }

  welcome(change: Record<string, unknown> = {}): void {
    this.connection.say({
      t: 'welcome',
      session: 'a1',
      client: 3,
      n: 0,
      author: 2,
      role: 'editor',
      epoch: EPOCH,
      head: { seq: 1, hash: HASH },
      mode: 'tail',
      members: [{ session: 'a1', author: 2, name: 'Ann', colour: 'blue' }],
      limits: LIMITS,
      ...change,
    })
  }

  changes(seq: number, ...items: Record<string, unknown>[]): void {
    this.connection.say(changesOf(seq, ...items))
  }

  /** The changes that the client has sent since the last look, by number. */
  numbers(): number[] {
    return this.connection
      .messages()
      .filter((message) => message.t === 'change')
      .map((message) => message.n as number)
  }

  /** The connection breaks. */
  cut(): void {
    this.connection.events.closed(1006, '')
  }

  /** Waits until the client connects again, and lets it in up to the hello. */
  async again(): Promise<Record<string, unknown>[]> {
    const before = this.net.connections.length
    for (let i = 0; i < 100 && this.net.connections.length === before; i++) {
      this.clock.advance(1000)
      await settled()
    }
    this.connection.events.opened()
    return this.connection.messages()
  }
}

export const settings = { op: 'put', id: 'board-settings', props: { kind: 'board', title: 'A board' } }

/** A message with items from a seq on; what an item does not say is another person's. */
export function changesOf(seq: number, ...items: Record<string, unknown>[]): Record<string, unknown> {
  return {
    t: 'changes',
    hash: HASH,
    items: items.map((item, i) => ({
      seq: seq + i,
      author: 9,
      client: 9,
      n: seq + i,
      time: 1_790_000_000_000,
      ...item,
    })),
  }
}

/** The id of a page load: 22 characters, of which the last carries two bits only. */
export function secretOf(n: number): string {
  return `${'s'.repeat(15)}${String(n).padStart(6, '0')}A`
}

export function rectangle(id: string): Op {
  return {
    op: 'put',
    id,
    props: new Map<string, string | readonly number[]>([
      ['kind', 'rectangle'],
      ['at', [0, 0]],
      ['size', [100, 100]],
    ]),
  }
}

/** A rectangle as the wire tells it. */
export function rectangleTold(id: string): Record<string, unknown> {
  return { op: 'put', id, props: { at: [0, 0], kind: 'rectangle', size: [100, 100] } }
}

export function colour(id: string, to: string): Op {
  return { op: 'set', id, props: new Map([['colour', to]]) }
}
