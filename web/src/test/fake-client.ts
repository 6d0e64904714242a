import { Board } from '../board/board'
import type { Op } from '../board/types'
import type { BoardClient, Listeners, Other, RefusalList, SaveState } from '../sync/types'
import type { Member, Presence, Role, View } from '../wire/messages'

/** One board in memory with several people at it: what one commits, all see at once. */
export class FakeRoom {
  readonly board = new Board()
  readonly clients: FakeClient[] = []
  private seq = 0

  /** Another person enters. */
  enter(author: number, role: Role = 'editor'): FakeClient {
    const client = new FakeClient(this, author, role)
    this.clients.push(client)
    return client
  }

  /** Applies ops as a change of an author, and tells everyone. */
  apply(author: number, ops: readonly Op[]): void {
    const touched = new Set<string>()
    this.seq += 1
    this.board.apply({ seq: this.seq, author }, ops, touched)
    for (const client of this.clients) client.tell((l) => l.changed?.(touched))
  }
}

/** A BoardClient without a server. */
export class FakeClient implements BoardClient {
  readonly boardID = 'fake-board'
  readonly author: number
  readonly session = 'fake'
  readonly members = new Map<string, Member>()
  readonly others = new Map<string, Other>()
  readonly committed: { readonly ops: readonly Op[]; readonly step: string }[] = []
  readonly refusals: RefusalList = { count: 0, list: async () => [], drop: async () => {}, dropAll: async () => {} }
  role: Role
  state: SaveState = { kind: 'saved' }
  /** Everything told of the hand, merged. */
  presence: Presence = {}
  /** Where everyone was called to. */
  readonly calls: View[] = []
  private readonly room: FakeRoom
  private readonly listeners = new Set<Partial<Listeners>>()

  constructor(room: FakeRoom, author: number, role: Role) {
    this.room = room
    this.author = author
    this.role = role
  }

  get seq(): number {
    return this.view.seq
  }

  get view(): Board {
    return this.room.board
  }

  unanswered(): readonly [] {
    return []
  }

  commit(ops: readonly Op[], step: string): void {
    this.committed.push({ ops, step })
    this.room.apply(this.author, ops)
  }

  present(presence: Presence): void {
    this.presence = { ...this.presence, ...presence }
  }

  call(view: View): void {
    this.calls.push(view)
  }

  on(listeners: Partial<Listeners>): () => void {
    this.listeners.add(listeners)
    return () => this.listeners.delete(listeners)
  }

  /** Tells whoever listens. */
  tell(news: (listeners: Partial<Listeners>) => void): void {
    for (const listeners of this.listeners) news(listeners)
  }

  async close(): Promise<void> {}
}
