import type { Shelf } from '../sync/copies'
import type { Kept, KeptBoard, Left, LocalStore, OutboxRow, Past, RefusedRow } from '../sync/store'
import type { KeptRefusal } from '../sync/types'

type Lease = { readonly holder: string; readonly until: number }

/** What a device holds of one board for one user, shared by the page loads that open it. */
export class Device {
  board: KeptBoard | null = null
  readonly rows = new Map<string, OutboxRow>()
  refused: RefusedRow[] = []
  past: Past | null = null
  /** What another user left here. */
  strangers: (OutboxRow & { readonly user: string })[] = []
  readonly leases = new Map<string, Lease>()
  /** The device has no room: writes are refused. */
  full = false
  /** Rows are on their way until they are let land; a page that dies takes them along. */
  slow = false
  /** The browser's other storage, which is written at once. */
  readonly shelf: Shelf & { readonly map: Map<string, string> } = shelf()
}

function shelf() {
  const map = new Map<string, string>()
  return {
    map,
    get length() {
      return map.size
    },
    key: (i: number) => [...map.keys()][i] ?? null,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  }
}

/** The local store of one page load on a device; what it is told is there at once. */
export class MemoryStore implements LocalStore {
  gone: () => void = () => {}
  readonly #device: Device
  #open = true
  #onTheWay: { readonly rows: readonly OutboxRow[]; readonly there: () => void }[] = []

  constructor(device: Device) {
    this.#device = device
  }

  async load(): Promise<Kept> {
    return { board: this.#device.board, rows: await this.rows() }
  }

  async rows(): Promise<readonly OutboxRow[]> {
    return [...this.#device.rows.values()].sort((a, b) =>
      a.client < b.client ? -1 : a.client > b.client ? 1 : a.n - b.n,
    )
  }

  async keep(rows: readonly OutboxRow[]): Promise<void> {
    this.#writable()
    if (this.#device.slow) return new Promise((there) => this.#onTheWay.push({ rows, there }))
    for (const row of rows) this.#device.rows.set(keyOf(row), row)
  }

  /** What is on its way is there. */
  land(): void {
    for (const { rows, there } of this.#onTheWay.splice(0)) {
      for (const row of rows) this.#device.rows.set(keyOf(row), row)
      there()
    }
  }

  /** The page is killed: of what is on its way, only the rows get there that are not lost, and nobody hears of it. */
  killed(lost: (row: OutboxRow) => boolean): void {
    for (const { rows } of this.#onTheWay.splice(0))
      for (const row of rows) if (!lost(row)) this.#device.rows.set(keyOf(row), row)
  }

  async answered(rows: readonly OutboxRow[]): Promise<void> {
    this.land()
    if (this.#open) for (const row of rows) this.#device.rows.delete(keyOf(row))
  }

  async refused(row: RefusedRow): Promise<void> {
    this.land()
    this.#writable()
    this.#device.refused.push(row)
    this.#device.rows.delete(keyOf(row))
  }

  async refusals(): Promise<readonly KeptRefusal[]> {
    return this.#device.refused.map((row, i) => ({ ...row, kept: i }))
  }

  async forgetRefusals(rows: readonly Pick<KeptRefusal, 'client' | 'n'>[]): Promise<void> {
    this.#writable()
    const gone = new Set(rows.map(keyOf))
    this.#device.refused = this.#device.refused.filter((row) => !gone.has(keyOf(row)))
  }

  async past(): Promise<Past | null> {
    return this.#device.past
  }

  async forget(): Promise<void> {
    this.#device.board = null
    this.#device.past = null
  }

  async keepPast(past: Past): Promise<void> {
    this.#writable()
    this.#device.past = past
  }

  async renumbered(before: readonly OutboxRow[], after: readonly OutboxRow[]): Promise<void> {
    this.land()
    this.#writable()
    for (const row of before) this.#device.rows.delete(keyOf(row))
    for (const row of after) this.#device.rows.set(keyOf(row), row)
  }

  async left(): Promise<readonly Left[]> {
    return this.#device.strangers.map(({ user, client }) => ({ user, client, changes: 1 }))
  }

  async inherit(user: string, client: string, as: string): Promise<void> {
    this.#writable()
    const taken = this.#device.strangers.filter((row) => row.user === user && row.client === client)
    this.#device.strangers = this.#device.strangers.filter((row) => !taken.includes(row))
    await this.keep(taken.map(({ change }, i) => ({ client: as, n: i + 1, change })))
  }

  async saveBoard(board: KeptBoard): Promise<void> {
    this.#writable()
    this.#device.board = board
  }

  async lease(client: string, holder: string, now: number, until: number, force: boolean): Promise<boolean> {
    const held = this.#device.leases.get(client)
    const mine = force || !held || held.holder === holder || held.until <= now
    if (mine) this.#device.leases.set(client, { holder, until })
    return mine
  }

  async release(clients: readonly string[]): Promise<void> {
    for (const client of clients) this.#device.leases.delete(client)
  }

  close(): void {
    this.#open = false
  }

  #writable(): void {
    if (!this.#open || this.#device.full) throw new Error('QuotaExceededError')
  }
}

function keyOf(row: Pick<OutboxRow, 'client' | 'n'>): string {
  return `${row.client} ${row.n}`
}
