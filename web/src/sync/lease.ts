import type { Clock } from './clock'
import type { LocalStore } from './store'

/**
 * Who looks after the waiting changes of which page load. Each page holds its own; those of a page that is gone are taken by exactly one
 * other (H4). It saves work and confusion, it is not what keeps a change from being stored twice: that is its number (W42).
 */
export interface Leases {
  /** Holds one's own page load. */
  hold(client: string): void
  /** Takes another's if nobody living holds it; says whether it is held now. */
  take(client: string): Promise<boolean>
  release(client: string): void
  /** The page is shown or hidden; hidden pages have slow timers. */
  hidden(hidden: boolean): void
  /** The page is left, perhaps to come back (`hidden(false)`): others may take what it holds. */
  leave(): void
  /** The page is left: gives everything back. */
  close(): void
}

/** Leases by Web Locks: the browser itself notices that a page is gone. Only in secure contexts. */
export class LockLeases implements Leases {
  readonly #locks: LockManager
  readonly #name: (client: string) => string
  readonly #held = new Map<string, () => void>()

  /** `scope` tells boards apart. */
  constructor(locks: LockManager, scope: string) {
    this.#locks = locks
    this.#name = (client) => `drawingroom ${scope} ${client}`
  }

  hold(client: string): void {
    void this.take(client)
  }

  take(client: string): Promise<boolean> {
    if (this.#held.has(client)) return Promise.resolve(true)
    return new Promise((resolve) => {
      const held = this.#locks.request(this.#name(client), { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock === null ? undefined : new Promise<void>((release) => this.#held.set(client, release))
      })
      held.catch(() => resolve(false))
    })
  }

  release(client: string): void {
    this.#held.get(client)?.()
    this.#held.delete(client)
  }

  hidden(): void {}

  leave(): void {}

  close(): void {
    for (const client of [...this.#held.keys()]) this.release(client)
  }
}

/** How often a lease is renewed, and for how long it is good, in milliseconds. A hidden page's timers may come once a minute only. */
const RENEW = 5_000
const GOOD = 20_000
const GOOD_HIDDEN = 150_000

/** A page that is still there so many milliseconds after it was hidden is not being closed. */
const STAYS = 1_000

/** Leases as rows of the local store, renewed by a timer: for plain HTTP, where there are no Web Locks. */
export class RowLeases implements Leases {
  readonly #store: LocalStore
  readonly #clock: Clock
  readonly #holder: string
  /** What is held, and until when, as far as is known (ms since 1970). */
  readonly #held = new Map<string, number>()
  #good = GOOD
  #left = false
  #callOff: () => void = () => {}

  /** `holder` names this page load. */
  constructor(store: LocalStore, clock: Clock, holder: string) {
    this.#store = store
    this.#clock = clock
    this.#holder = holder
    // The only timer, and nothing that is asked puts it off: a page that keeps asking for what others hold must still renew its own.
    this.#schedule(RENEW)
  }

  hold(client: string): void {
    this.#held.set(client, this.#clock.now() + this.#good)
    void this.#lease(client, true)
  }

  async take(client: string): Promise<boolean> {
    if (this.#held.has(client)) return true
    const until = await this.#lease(client, false)
    if (until) this.#held.set(client, until)
    return until > 0
  }

  release(client: string): void {
    this.#giveBack([client])
    this.#held.delete(client)
  }

  hidden(hidden: boolean): void {
    // A page that is closed is first left and then hidden: it must not take again what it has just given back.
    if (hidden && this.#left) return
    this.#left = false
    this.#good = hidden ? GOOD_HIDDEN : GOOD
    // What is good for long is asked for only by a page that stays: of one that dies now, it would be waited for in vain.
    if (hidden) this.#schedule(STAYS)
    else this.#renew()
  }

  leave(): void {
    this.#left = true
    this.#callOff()
    this.#giveBack([...this.#held.keys()])
  }

  close(): void {
    this.leave()
    this.#held.clear()
  }

  /** Whose time is over may be another's by now, and is free anyway. */
  #giveBack(clients: readonly string[]): void {
    const now = this.#clock.now()
    const good = clients.filter((client) => now < (this.#held.get(client) ?? 0))
    if (good.length > 0) this.#store.release(good).catch(() => {})
  }

  /** Says until when it is one's own; 0: it is not. */
  async #lease(client: string, force: boolean): Promise<number> {
    const now = this.#clock.now()
    const until = now + this.#good
    const mine = await this.#store.lease(client, this.#holder, now, until, force).catch(() => false)
    return mine ? until : 0
  }

  #renew(): void {
    for (const client of this.#held.keys()) void this.#renewOne(client)
    this.#schedule(RENEW)
  }

  async #renewOne(client: string): Promise<void> {
    const until = await this.#lease(client, false)
    if (!this.#held.has(client)) return
    // Taken while this page slept: its holder goes on with it.
    if (until === 0) this.#held.delete(client)
    else this.#held.set(client, until)
  }

  #schedule(milliseconds: number): void {
    this.#callOff()
    this.#callOff = this.#clock.after(milliseconds, () => this.#renew())
  }
}
