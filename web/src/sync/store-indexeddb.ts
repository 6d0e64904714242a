import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { pageClock } from './clock'
import type { Kept, KeptBoard, Left, LocalStore, OutboxRow, Past, RefusedRow } from './store'
import type { KeptRefusal } from './types'

/** Raised with each new shape of what is kept; `upgrade` then says how the older one is taken over. */
const VERSION = 2

type Row = OutboxRow & { readonly user: string; readonly board: string; readonly kept: number }
type Scope = { readonly user: string; readonly board: string }

interface Shape extends DBSchema {
  /** `kept`: ms since 1970; rows of before it was noted have none. */
  boards: { key: [string, string]; value: KeptBoard & Scope & { readonly kept?: number } }
  outbox: { key: [string, string, string, number]; value: Row }
  refused: { key: [string, string, string, number]; value: RefusedRow & Scope & { readonly kept: number } }
  past: { key: [string, string]; value: Past & Scope }
  leases: {
    key: [string, string, string]
    value: Scope & { readonly client: string; readonly holder: string; readonly until: number }
  }
}

/** A database that has not opened after so many milliseconds counts as none; should it open later, it is used from then on. */
const PATIENCE = 2_500

/** A database that could not be made anew at once is tried once more after so many milliseconds. */
const AGAIN = 1_000

/** Opens the device's database, one for all boards and users of this origin. Rejects where there is none, also where the browser throws at the mere name. */
export async function openDevice(gone: (newer: boolean) => void): Promise<IDBPDatabase<Shape>> {
  return openDB<Shape>('drawingroom', VERSION, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore('boards', { keyPath: ['user', 'board'] })
        db.createObjectStore('outbox', { keyPath: ['user', 'board', 'client', 'n'] })
        db.createObjectStore('refused', { keyPath: ['user', 'board', 'client', 'n'] })
        db.createObjectStore('leases', { keyPath: ['user', 'board', 'client'] })
      }
      db.createObjectStore('past', { keyPath: ['user', 'board'] })
    },
    // Whoever wants the database deleted, or a newer page that wants another shape, shall have it.
    blocking: (_, wanted) => gone(wanted !== null),
    terminated: () => gone(false),
  })
}

/** The durable kind of transaction: browsers' default may lose the last seconds when the power goes. */
const STRICT = { durability: 'strict' } as const

/** Leases are of no user: a page must see whether another user's page still lives. Ids of page loads are drawn, so none comes twice. */
const ANYBODY = ''

/** Keeps one board of one user in IndexedDB. */
export class IndexedDBStore implements LocalStore {
  readonly #user: string
  readonly #board: string
  gone: () => void = () => {}
  /** Settles when the database is open, cannot be opened, or has had its time. */
  #opening: Promise<void>
  #db: IDBPDatabase<Shape> | null = null
  #closed = false

  constructor(user: string, board: string) {
    this.#user = user
    this.#board = board
    this.#opening = this.#open()
  }

  async load(): Promise<Kept> {
    const db = await this.#ready()
    const [board, rows] = await Promise.all([db.get('boards', [this.#user, this.#board]), this.rows()])
    return { board: board ?? null, rows }
  }

  async rows(): Promise<readonly OutboxRow[]> {
    const db = await this.#ready()
    const scope = [this.#user, this.#board]
    return db.getAll('outbox', IDBKeyRange.bound(scope, [...scope, []]))
  }

  async keep(rows: readonly OutboxRow[]): Promise<void> {
    // No await before the transaction: it has to be under way when the pointer's event is over (C68).
    const db = this.#db ?? (await this.#ready())
    const work = db.transaction('outbox', 'readwrite', STRICT)
    const puts = rows.map((row) => work.store.put(this.#row(row)))
    work.commit()
    await Promise.all([...puts, work.done])
  }

  async answered(rows: readonly OutboxRow[]): Promise<void> {
    const work = (await this.#ready()).transaction('outbox', 'readwrite')
    await Promise.all([...rows.map((row) => work.store.delete(this.#key(row))), work.done])
  }

  async refused(row: RefusedRow): Promise<void> {
    const work = (await this.#ready()).transaction(['outbox', 'refused'], 'readwrite', STRICT)
    await Promise.all([
      work.objectStore('refused').put({ ...row, user: this.#user, board: this.#board, kept: Date.now() }),
      work.objectStore('outbox').delete(this.#key(row)),
      work.done,
    ])
  }

  async refusals(): Promise<readonly KeptRefusal[]> {
    const scope = [this.#user, this.#board]
    return (await this.#ready()).getAll('refused', IDBKeyRange.bound(scope, [...scope, []]))
  }

  async forgetRefusals(rows: readonly Pick<KeptRefusal, 'client' | 'n'>[]): Promise<void> {
    const work = (await this.#ready()).transaction('refused', 'readwrite')
    await Promise.all([...rows.map((row) => work.store.delete(this.#key(row))), work.done])
  }

  async past(): Promise<Past | null> {
    return (await (await this.#ready()).get('past', [this.#user, this.#board])) ?? null
  }

  async keepPast({ undos, redos }: Past): Promise<void> {
    const work = (this.#db ?? (await this.#ready())).transaction('past', 'readwrite')
    const put = work.store.put({ user: this.#user, board: this.#board, undos, redos })
    // Of a page that is left, only what is committed by then is kept.
    work.commit()
    await Promise.all([put, work.done])
  }

  async renumbered(before: readonly OutboxRow[], after: readonly OutboxRow[]): Promise<void> {
    const work = (await this.#ready()).transaction('outbox', 'readwrite', STRICT)
    await Promise.all([
      ...before.map((row) => work.store.delete(this.#key(row))),
      ...after.map((row) => work.store.put(this.#row(row))),
      work.done,
    ])
  }

  async left(): Promise<readonly Left[]> {
    const counts = new Map<string, Left>()
    for (const [user, board, client] of await (await this.#ready()).getAllKeys('outbox')) {
      if (board !== this.#board || user === this.#user) continue
      const key = `${user} ${client}`
      counts.set(key, { user, client, changes: (counts.get(key)?.changes ?? 0) + 1 })
    }
    return [...counts.values()]
  }

  async inherit(user: string, client: string, as: string): Promise<void> {
    const work = (await this.#ready()).transaction('outbox', 'readwrite', STRICT)
    const scope = [user, this.#board, client]
    // Read in the transaction that moves them: of two pages that try, the second finds nothing.
    const rows = await work.store.getAll(IDBKeyRange.bound(scope, [...scope, []]))
    await Promise.all([
      ...rows.map((row, i) => work.store.put(this.#row({ ...row, client: as, n: i + 1 }))),
      ...rows.map((row) => work.store.delete([row.user, row.board, row.client, row.n])),
      work.done,
    ])
  }

  async saveBoard(board: KeptBoard): Promise<void> {
    const work = (this.#db ?? (await this.#ready())).transaction('boards', 'readwrite')
    const put = work.store.put({ ...board, user: this.#user, board: this.#board, kept: Date.now() })
    // As in keepPast.
    work.commit()
    await Promise.all([put, work.done])
  }

  async forget(): Promise<void> {
    const work = (this.#db ?? (await this.#ready())).transaction(['boards', 'past'], 'readwrite', STRICT)
    const stores = [work.objectStore('boards'), work.objectStore('past')] as const
    for (const kept of stores)
      for (const key of await kept.getAllKeys()) if (key[1] === this.#board) await kept.delete(key)
    await work.done
  }

  async lease(client: string, holder: string, now: number, until: number, force: boolean): Promise<boolean> {
    const work = (await this.#ready()).transaction('leases', 'readwrite')
    const held = await work.store.get([ANYBODY, this.#board, client])
    const mine = force || !held || held.holder === holder || held.until <= now
    if (mine) await work.store.put({ user: ANYBODY, board: this.#board, client, holder, until })
    await work.done
    return mine
  }

  async release(clients: readonly string[]): Promise<void> {
    const work = (this.#db ?? (await this.#ready())).transaction('leases', 'readwrite')
    const gone = clients.map((client) => work.store.delete([ANYBODY, this.#board, client]))
    // As in keepPast: an answer that has to be read first would find no page any more.
    work.commit()
    await Promise.all([...gone, work.done])
  }

  close(): void {
    this.#closed = true
    this.#db?.close()
    this.#db = null
  }

  #open(): Promise<void> {
    const opening = openDevice((newer) => this.#lost(newer)).then((db) => {
      if (this.#closed) db.close()
      else this.#db = db
    })
    const patient = Promise.race([
      opening,
      new Promise<void>((_, reject) => {
        const callOff = pageClock.after(PATIENCE, () => reject(new Error('the local store does not answer')))
        opening.then(callOff, callOff)
      }),
    ])
    // Whoever asks for something hears of it; nobody having asked yet is not a fault.
    patient.catch(() => {})
    return patient
  }

  /** The database is deleted, or was closed, under this page (C71): it is made anew. A newer shape is not for this page, which keeps nothing from then on. */
  #lost(newer: boolean): void {
    this.#db?.close()
    this.#db = null
    if (newer) this.#closed = true
    if (!this.#closed) {
      this.#opening = this.#open().catch(() => this.#later())
      this.#opening.catch(() => {})
    }
    this.gone()
  }

  /** Once more: what is opened while the browser clears it is closed with the rest. */
  async #later(): Promise<void> {
    await new Promise<void>((resolve) => pageClock.after(AGAIN, resolve))
    if (!this.#closed) await this.#open()
  }

  async #ready(): Promise<IDBPDatabase<Shape>> {
    if (!this.#db) await this.#opening
    if (!this.#db) throw new Error('the local store is closed')
    return this.#db
  }

  #row({ client, n, change, kept = Date.now() }: OutboxRow): Row {
    return { user: this.#user, board: this.#board, client, n, change, kept }
  }

  #key(row: Pick<OutboxRow, 'client' | 'n'>): [string, string, string, number] {
    return [this.#user, this.#board, row.client, row.n]
  }
}
