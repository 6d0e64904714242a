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

/** Leases as rows of the local store, renewed by a timer: for plain HTTP, where there are no Web Locks. */
export class RowLeases implements Leases {
  readonly #store: LocalStore
  readonly #clock: Clock
  readonly #holder: string
  readonly #held = new Set<string>()
  #good = GOOD
  #callOff: () => void = () => {}

  /** `holder` names this page load. */
  constructor(store: LocalStore, clock: Clock, holder: string) {
    this.#store = store
    this.#clock = clock
    this.#holder = holder
  }

  hold(client: string): void {
    this.#held.add(client)
    void this.#lease(client, true)
    this.#schedule()
  }

  async take(client: string): Promise<boolean> {
    if (this.#held.has(client)) return true
    const mine = await this.#lease(client, false)
    if (mine) this.#held.add(client)
    this.#schedule()
    return mine
  }

  release(client: string): void {
    if (this.#held.delete(client)) this.#store.release(client, this.#holder).catch(() => {})
  }

  hidden(hidden: boolean): void {
    this.#good = hidden ? GOOD_HIDDEN : GOOD
    this.#renew()
  }

  leave(): void {
    this.#callOff()
    for (const client of this.#held) this.#store.release(client, this.#holder).catch(() => {})
  }

  close(): void {
    this.#callOff()
    for (const client of [...this.#held]) this.release(client)
  }

  async #lease(client: string, force: boolean): Promise<boolean> {
    const now = this.#clock.now()
    return this.#store.lease(client, this.#holder, now, now + this.#good, force).catch(() => false)
  }

  #renew(): void {
    for (const client of this.#held) {
      // Taken by force while this page slept: its holder goes on with it.
      void this.#lease(client, false).then((mine) => mine || this.#held.delete(client))
    }
    this.#schedule()
  }

  #schedule(): void {
    this.#callOff()
    this.#callOff = this.#clock.after(RENEW, () => this.#renew())
  }
}
