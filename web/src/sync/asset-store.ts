import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** A picture that the server does not have yet. */
export type WaitingAsset = {
  /** The hash of its bytes. */
  readonly asset: string
  /** What the file was called; '' where it was none. */
  readonly name: string
  readonly bytes: Blob
}

/** The device's own memory of the pictures of one board that one user has put and the server does not have. Every method may reject. */
export interface AssetStore {
  /** Keeps bytes; they are on the disk when the promise resolves. */
  keep(row: WaitingAsset): Promise<void>
  /** All that wait, the oldest first. */
  waiting(): Promise<readonly WaitingAsset[]>
  /** Forgets them. */
  drop(asset: string): Promise<void>
  close(): void
}

type Row = WaitingAsset & { readonly user: string; readonly board: string; readonly kept: number }

interface Shape extends DBSchema {
  waiting: { key: [string, string, string]; value: Row }
}

/** Keeps them in IndexedDB: in a database of their own, for what is large shall not stand in the way of what is urgent. */
export class IndexedDBAssetStore implements AssetStore {
  readonly #user: string
  readonly #board: string
  readonly #db: Promise<IDBPDatabase<Shape>>

  constructor(user: string, board: string) {
    this.#user = user
    this.#board = board
    this.#db = open()
    // Whoever uses it hears of it.
    this.#db.catch(() => {})
  }

  async keep(row: WaitingAsset): Promise<void> {
    const work = (await this.#db).transaction('waiting', 'readwrite', { durability: 'strict' })
    await Promise.all([work.store.put({ ...row, user: this.#user, board: this.#board, kept: Date.now() }), work.done])
  }

  async waiting(): Promise<readonly WaitingAsset[]> {
    const scope = [this.#user, this.#board]
    const rows = await (await this.#db).getAll('waiting', IDBKeyRange.bound(scope, [...scope, []]))
    return rows.sort((a, b) => a.kept - b.kept).map(({ asset, name, bytes }) => ({ asset, name, bytes }))
  }

  async drop(asset: string): Promise<void> {
    await (await this.#db).delete('waiting', [this.#user, this.#board, asset])
  }

  close(): void {
    void this.#db.then((db) => db.close()).catch(() => {})
  }
}

async function open(): Promise<IDBPDatabase<Shape>> {
  return openDB<Shape>('drawingroom-assets', 1, {
    upgrade(db) {
      db.createObjectStore('waiting', { keyPath: ['user', 'board', 'asset'] })
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })
}
