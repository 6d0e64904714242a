import { encodeChange } from '../board/change'
import type { Op } from '../board/types'
import type { Item, ServerMessage } from '../wire/messages'
import type { Confirmed } from './confirmed'
import { refusalSentence } from './ends'
import type { Pending } from './lane'
import type { News } from './news'
import type { Outbox } from './outbox'
import type { Others } from './presence'
import type { Refusals } from './refusals'

/** What has a place in the one order of the connection (W41). */
export type Ordered = Extract<ServerMessage, { readonly t: 'changes' | 'refused' | 'accepted' | 'gap' }>

/** What the answers touch, and what they ask of the client. */
export type VerdictParts = {
  readonly confirmed: Confirmed
  readonly outbox: Outbox
  readonly others: Others
  readonly news: News
  readonly refusals: Refusals
  /** Items were taken: the board that is kept is older than the confirmed one. */
  readonly taken: () => void
  /** The view lacks what was confirmed or answered. */
  readonly outdated: () => void
  /** Something is missing between: say hello again on the same connection. */
  readonly rejoin: () => void
  /** A number is nowhere any more: say hello anew, under another id. */
  readonly restart: () => void
}

/** Works through what the room says in order: its changes, and its answers to those that wait here. */
export class Verdicts {
  readonly #parts: VerdictParts

  constructor(parts: VerdictParts) {
    this.#parts = parts
  }

  /** The next word in the order of the connection. */
  hear(message: Ordered): void {
    const { outbox, outdated, restart } = this.#parts
    if (message.t === 'changes') {
      this.#changes(message.items, message.hash)
      return
    }
    const lane = outbox.lane(message.as)
    if (!lane) return
    if (message.t === 'gap') {
      outdated()
      if (!outbox.gap(lane, message.expected)) restart()
      return
    }
    const entry = outbox.settle(lane, message.n)
    if (!entry) return
    if (message.t === 'refused') this.refused(entry, message.code, message.why)
    else outdated()
  }

  /** A change was not taken: it is put aside on the device, and told. */
  refused(entry: Pending, code: string, why = refusalSentence(code)): void {
    const { refusals, news, outdated } = this.#parts
    const { lane, n, change, ops } = entry
    refusals.keep({ client: lane.secret, n, change, code, why })
    news.refused({ n, code, why, ops, ...(change.step !== undefined && { step: change.step }) })
    outdated()
  }

  #changes(items: readonly Item[], hash: string): void {
    const { confirmed, others, news, rejoin, outdated, taken } = this.#parts
    const how = confirmed.take(items, hash, (item) => this.#item(item))
    if (how === 'apart') rejoin()
    if (how !== 'taken') return
    outdated()
    news.hands(others.committed(items))
    taken()
  }

  /**
   * An item of one's own client is the acceptance of that change (W22); unless it is not what was sent under that number. Returns the
   * ops that the change waited with.
   */
  #item(item: Item): readonly Op[] | undefined {
    const { outbox } = this.#parts
    const lane = item.client > 0 ? outbox.lane(item.client) : undefined
    const entry = lane && outbox.settle(lane, item.n)
    if (entry && encodeChange(item.change) !== entry.text) {
      this.refused(entry, 'conflict')
      return undefined
    }
    return entry?.ops
  }
}
