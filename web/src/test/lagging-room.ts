import { Beneath } from '../board/beneath'
import { Board } from '../board/board'
import { type Confirmed, Overlay, type Waiting } from '../board/overlay'
import type { Effect, Op, Stamp } from '../board/types'
import type { BoardClient, Listeners, Other, RefusalList, SaveState } from '../sync/types'
import type { Member, Role } from '../wire/messages'

/** A change on its way, and what made its author ask for it. */
export type Asked = Waiting & { readonly step: string; readonly why: string }

/** Looks at each change as it comes into the log: the confirmed board before it, and what it did. */
export type Witness = (board: Board, at: Stamp, asked: Asked, apply: () => readonly Effect[]) => void

/** A room with a log, and several people at it who send and hear when the test says so: late, and in any order between them. */
export class LaggingRoom {
  readonly board = new Board()
  readonly log: Confirmed[] = []
  readonly clients: LaggingClient[] = []
  private readonly witness: Witness

  constructor(witness: Witness) {
    this.witness = witness
  }

  enter(author: number): LaggingClient {
    const client = new LaggingClient(this, author)
    this.clients.push(client)
    return client
  }

  /** Appends a change to the log. */
  append(author: number, asked: Asked): void {
    const at = { seq: this.log.length + 1, author }
    this.log.push({ at, ops: asked.ops })
    this.witness(this.board, at, asked, () => this.board.apply(at, asked.ops))
  }

  /** Everybody sends and hears all there is. */
  settle(): void {
    for (const client of this.clients) while (client.send()) {}
    for (const client of this.clients) client.hear(this.log.length)
  }
}

/** A BoardClient whose changes wait until the test sends them. */
export class LaggingClient implements BoardClient {
  readonly boardID = 'lagging-board'
  readonly author: number
  readonly session = 'lagging'
  readonly members = new Map<string, Member>()
  readonly others = new Map<string, Other>()
  readonly refusals: RefusalList = { count: 0, list: async () => [], drop: async () => {}, dropAll: async () => {} }
  readonly role: Role = 'editor'
  readonly state: SaveState = { kind: 'saved' }
  private readonly beneath = new Beneath()
  readonly overlay = new Overlay(new Board(), this.beneath)
  /** What the person is doing now; each change says it. */
  doing = ''
  /** How many changes were asked so far. */
  committed = 0
  private readonly room: LaggingRoom
  private readonly listeners = new Set<Partial<Listeners>>()
  private waiting: Asked[] = []
  private sent = 0
  private read = 0
  private n = 0

  constructor(room: LaggingRoom, author: number) {
    this.room = room
    this.author = author
  }

  get view(): Board {
    return this.overlay.view
  }

  get seq(): number {
    return this.read
  }

  unanswered(): readonly [] {
    return []
  }

  commit(ops: readonly Op[], step: string): void {
    this.n += 1
    this.committed += 1
    const asked = { n: this.n, ops, step, why: this.doing }
    this.waiting.push(asked)
    const touched = new Set<string>()
    this.overlay.lay(asked, this.author, touched)
    for (const listeners of this.listeners) listeners.changed?.(touched)
  }

  /** Sends the oldest change that has not gone; false if there is none. */
  send(): boolean {
    const next = this.waiting[this.sent]
    if (next === undefined) return false
    this.sent += 1
    this.room.append(this.author, next)
    return true
  }

  /** Hears so many changes of the log. */
  hear(most: number): void {
    const news = this.room.log.slice(this.read, this.read + most)
    if (news.length === 0) return
    this.read += news.length
    const own = news.filter(({ at }) => at.author === this.author).length
    this.waiting = this.waiting.slice(own)
    this.sent -= own
    const touched = this.overlay.news(news, this.waiting, this.author)
    const lain = this.beneath.taken()
    if (lain.length > 0) for (const listeners of this.listeners) listeners.beneath?.(lain)
    for (const listeners of this.listeners) listeners.changed?.(touched)
  }

  present(): void {}

  call(): void {}

  on(listeners: Partial<Listeners>): () => void {
    this.listeners.add(listeners)
    return () => this.listeners.delete(listeners)
  }

  async close(): Promise<void> {}
}
