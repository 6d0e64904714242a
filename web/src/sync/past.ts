import type { LocalStore, Past } from './store'
import type { BoardClient } from './types'

export type { Past } from './store'

/** Where what a person can take back is kept: on the device, for this person on this board. The last page that saved it is the one that counts. */
export interface PastShelf {
  /**
   * What an earlier page load left, with whatever the server did not take left out. It comes when the board stands as it is now, or
   * when there is no connection and none is to be had soon: before that nobody could tell what still can be taken back. Null for nothing.
   */
  load(): Promise<Past | null>
  /** Keeps it, as far as the device can. */
  save(past: Past): void
}

export class PastKept implements PastShelf {
  readonly #store: LocalStore
  readonly #client: BoardClient
  readonly #standing: () => boolean

  /** `standing`: whether the board is shown as it is now, as far as can be known. */
  constructor(store: LocalStore, client: BoardClient, standing: () => boolean) {
    this.#store = store
    this.#client = client
    this.#standing = standing
  }

  async load(): Promise<Past | null> {
    await this.#stands()
    try {
      const [past, refusals] = await Promise.all([this.#store.past(), this.#store.refusals()])
      const refused = new Set(refusals.map((row) => row.change.step))
      const taken = (list: Past['undos']) => list.filter(({ step }) => step === undefined || !refused.has(step))
      return past && { undos: taken(past.undos), redos: taken(past.redos) }
    } catch {
      // A device that keeps nothing has no past.
      return null
    }
  }

  save(past: Past): void {
    this.#store.keepPast(past).catch(() => {})
  }

  #stands(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.#standing()) return
        off()
        resolve()
      }
      const off = this.#client.on({ changed: look, state: look, members: look })
      look()
    })
  }
}
