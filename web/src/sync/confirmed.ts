import { Beneath, type Lain, type Lost } from '../board/beneath'
import { Board } from '../board/board'
import { restored } from '../board/canon'
import { type Confirmed as Logged, Overlay, type Waiting } from '../board/overlay'
import type { Op, Position } from '../board/types'
import type { Item } from '../wire/messages'
import type { KeptBoard } from './store'

/** A confirmed board as it was at one moment, a copy that is nobody else's. */
export type Moment = Omit<KeptBoard, 'form'> & { readonly board: Board }

/** What a confirmed board says to items that are told (W22). `apart`: something is missing between; say hello again. */
export type Taken = 'taken' | 'known' | 'apart'

/** The chain hash before the first change, 16 zero bytes. */
const NO_HASH = 'AAAAAAAAAAAAAAAAAAAAAA'

/** The confirmed board with what waits laid over it, and where it stands in the board's history. */
export class Confirmed {
  readonly #beneath = new Beneath()
  #overlay = new Overlay(new Board(), this.#beneath)
  #at: Position | null = null
  /** What was taken since the waiting changes were last laid over. */
  #fresh: Logged[] = []

  get view(): Board {
    return this.#overlay.view
  }

  /** What a hello says; null while nothing is held. */
  get at(): Position | null {
    return this.#at
  }

  /** Begins with the empty board of a history. */
  begin(epoch: string): void {
    this.load({ epoch, seq: 0, hash: NO_HASH }, '{"elements":[],"graves":[]}')
  }

  /**
   * Puts a snapshot in place of all; true where it is of another history than what was held (W44). Throws if it is not one. Waiting changes are
   * to be laid over it.
   */
  load(at: Position, form: string): boolean {
    this.#overlay = new Overlay(restored(at.seq, form), this.#beneath)
    this.#fresh = []
    const another = this.#at !== null && this.#at.epoch !== at.epoch
    this.#at = at
    return another
  }

  /** Takes items in order, those that are known left out. `each` is called with every new one, and says with which ops it waited here, if it did. */
  take(items: readonly Item[], hash: string, each: (item: Item) => readonly Op[] | undefined): Taken {
    const at = this.#at
    const first = items[0]
    if (!at || !first || first.seq > at.seq + 1) return 'apart'
    const last = items[items.length - 1]!.seq
    if (last <= at.seq) return 'known'
    for (const item of items) {
      if (item.seq <= at.seq) continue
      const { seq, author, change } = item
      this.#fresh.push({ at: { seq, author }, ops: each(item) ?? change.ops })
    }
    this.#at = { epoch: at.epoch, seq: last, hash }
    return 'taken'
  }

  /** Lays one more waiting change on top. */
  lay(change: Waiting, author: number, touched: Set<string>): void {
    this.#overlay.lay(change, author, touched)
  }

  /** Applies what was taken and lays what waits over it again: once a frame, however much of it came. Returns what in the view is another. */
  settle(waiting: readonly Waiting[], author: number): Set<string> {
    const confirmed = this.#fresh
    this.#fresh = []
    return this.#overlay.news(confirmed, waiting, author)
  }

  /** What has come to lie beneath waiting changes since this was last asked. */
  lain(): readonly Lain[] {
    return this.#beneath.taken()
  }

  /** The work of one's own that was in vain since this was last asked. */
  lost(): readonly Lost[] {
    return this.#beneath.lost()
  }

  /** The confirmed board alone. */
  board(): Board {
    return this.#overlay.confirmed()
  }

  /** What is kept on the device; null while nothing is held. */
  keep(author: number, role: KeptBoard['role']): Moment | null {
    return this.#at && { at: this.#at, board: this.board(), author, role }
  }
}
