import type { SaveState } from './types'

/** As much of a browser's storage as can be asked how long it keeps what it is given. */
export type Storing = Pick<StorageManager, 'persist' | 'persisted'>

/**
 * How sure this device's storage is. A browser may clear it when the disk is short, when a private window closes, or (Safari) when nobody came by for seven days,
 * unless it has promised not to. Where it cannot be asked, as on plain HTTP, nothing is promised.
 */
export class Keeping {
  #sure = false
  #asked = false
  readonly #storage: Storing | undefined

  constructor(storage: Storing | undefined) {
    this.#storage = storage
    this.#storage?.persisted().then(
      (sure) => (this.#sure ||= sure),
      () => {},
    )
  }

  /** Whether the browser has promised to keep it. */
  get sure(): boolean {
    return this.#sure
  }

  /**
   * To be told how it stands with one's work. The promise is asked for when work waits here and there is no connection: some browsers ask the person,
   * who then can see why. Once a page load.
   */
  heard(state: SaveState): void {
    if (this.#asked || this.#sure || !waitsHere(state)) return
    this.#asked = true
    this.#storage?.persist().then(
      (sure) => (this.#sure = sure),
      () => {},
    )
  }

  /**
   * Whether one should be warned before leaving: not all that waits is on this device, or it cannot be sent from here now and the browser has not
   * promised to keep it. What is on its way over a good connection and kept here for the case is no reason to hold anybody back.
   */
  warns(state: SaveState): boolean {
    if (!('changes' in state) || state.changes === 0) return false
    return !state.here || (waitsHere(state) && !this.#sure)
  }
}

/** Whether there are changes that nobody can send now. */
function waitsHere(state: SaveState): boolean {
  return (state.kind === 'offline' || state.kind === 'stopped') && state.changes > 0
}
