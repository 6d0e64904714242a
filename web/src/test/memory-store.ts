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
}

/** The local store of one page load on a device; what it is told is there at once. */
export class MemoryStore implements LocalStore {
  readonly #device: Device
  #open = true

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
    for (const row of rows) this.#device.rows.set(keyOf(row), row)
  }

  async answered(rows: readonly OutboxRow[]): Promise<void> {
    if (this.#open) for (const row of rows) this.#device.rows.delete(keyOf(row))
  }

  async refused(row: RefusedRow): Promise<void> {
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

  async keepPast(past: Past): Promise<void> {
    this.#writable()
    this.#device.past = past
  }

  async renumbered(before: readonly OutboxRow[], after: readonly OutboxRow[]): Promise<void> {
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

  async release(client: string, holder: string): Promise<void> {
    if (this.#device.leases.get(client)?.holder === holder) this.#device.leases.delete(client)
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
