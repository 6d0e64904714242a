import type { ClientMessage, Limits } from '../wire/messages'
import type { Clock } from './clock'
import type { Copies } from './copies'
import { Lane, type Pending } from './lane'
import type { Leases } from './lease'
import { type Encoded, encoded, LIMITS, objection } from './split'
import type { LocalStore, OutboxRow, RefusedRow } from './store'

/** How often waiting changes of page loads that are gone are looked for, in milliseconds; and how soon again while some of others' wait. */
export const LOOK = 15_000
const LOOK_AGAIN = 2_000
/** So many page loads are adopted at a time; a server lets one connection speak for 64. */
const MOST_ADOPTED = 32
/** A frame of changes is kept to this many messages, and to half of the bytes that a server takes (W2, W3): each has a head beside its change. */
const FRAME_MESSAGES = 500

/** What an outbox needs. */
export type OutboxParts = {
  readonly clock: Clock
  readonly store: LocalStore
  readonly copies: Copies
  readonly leases: Leases
  /** Draws the id of a page load (W10). */
  readonly newSecret: () => string
  readonly send: (messages: readonly ClientMessage[]) => void
  /** Changes of another page load were taken over: they belong into the view. */
  readonly adopted: () => void
  /** What is on the device has changed. */
  readonly kept: () => void
  /** A row that nobody can read any more is to be put aside. */
  readonly unreadable: (row: RefusedRow) => void
  /** Whether this person may change the board, as far as is known. */
  readonly mayEdit: () => boolean
}

/** All changes that wait for a verdict: those adopted from page loads that are gone, then one's own. Each is also a row of the local store until it has its verdict. */
export class Outbox {
  held = false // by the server, whose store does not answer (W33)
  #own: Lane
  #adopted: Lane[] = []
  #live = false
  #frameBytes = LIMITS.frameBytes / 2
  #unkept = new Set<Pending>()
  #done: OutboxRow[] = []
  #callOff: () => void = () => {}
  /** One search at a time: two would give back each other's leases. */
  #searches: Promise<void> = Promise.resolve()
  #left = 0
  #elsewhere = 0
  #closed = false
  #deviceless = false
  readonly #parts: OutboxParts

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#own = this.#freshLane()
    parts.store.gone = () => this.#swept()
  }

  /** The id that a hello says. */
  get secret(): string {
    return this.#own.secret
  }

  /** How many changes wait. */
  get size(): number {
    return this.#adopted.reduce((sum, lane) => sum + lane.pending.length, this.#own.pending.length)
  }

  /**
   * How many changes wait on this device for this board that are in nobody's hands here: those of former users, and those of other page loads, whether
   * they live or have not been given up yet. They are no part of what is shown until they are taken over.
   */
  get left(): number {
    return this.#left + this.#elsewhere
  }

  /** Whether all that waits is on the device, and what comes next will be, as far as is known. */
  get here(): boolean {
    return this.#unkept.size === 0 && !this.#deviceless
  }

  /** Whether the device keeps nothing, or could not keep what it was given last. */
  get barred(): boolean {
    return this.#deviceless
  }

  /** The device was found to keep something, or nothing; what is written next may show otherwise. */
  found(device: boolean): void {
    this.#deviceless = !device
  }

  /** What waits, in the order in which it is shown and sent. */
  *all(): IterableIterator<Pending> {
    for (const lane of this.#adopted) yield* lane.pending
    yield* this.#own.pending
  }

  /** Numbers changes and puts them on the device, all before it returns (C68). */
  add(parts: readonly Encoded[]): Pending[] {
    const kept = this.#parts.clock.now()
    const entries = parts.map((part) => this.#own.add({ ...part, kept }))
    this.#keep(entries)
    return entries
  }

  /** The lane that the room knows by a public number on this connection. */
  lane(as: number | undefined): Lane | undefined {
    if (as === undefined || as === this.#own.as) return this.#own
    // 0 is the server itself, and what a lane is called while it is not adopted.
    return as === 0 ? undefined : this.#adopted.find((lane) => lane.as === as)
  }

  /** A verdict has come for a change. It waits no more; undefined if it did not wait. */
  settle(lane: Lane, n: number): Pending | undefined {
    const entry = lane.answer(n)
    if (!entry) return undefined
    this.#unkept.delete(entry)
    this.#done.push(row(entry))
    if (!lane.own && lane.pending.length === 0) this.#retire(lane)
    return entry
  }

  /** One frame has been worked through: forgets on the device what has its verdict, and sends on. */
  worked(): void {
    const rows = this.#done
    this.#done = []
    // A row that could not be deleted is sent again by some later page, and answered as before (W42).
    if (rows.length > 0) this.#parts.store.answered(rows).catch(() => {})
    this.#parts.copies.forget(rows)
    this.flush()
  }

  /** Welcomed: the room calls this page load `as` and has used its numbers up to n. What waits is sent again, in order (W43). False: say hello anew, under another id. */
  joined(as: number, n: number, limits: Limits): boolean {
    this.#live = true
    this.#frameBytes = limits.frameBytes / 2
    for (const lane of this.#adopted) lane.left()
    if (this.#own.joined(as, n) === 'lost') {
      this.#renumberOwn(n)
      return false
    }
    this.#askAdoption(this.#adopted)
    this.flush()
    if (this.left > 0) void this.look()
    return true
  }

  /** The room's answer to an adoption (W21). Refused: what could not be adopted. */
  adoptedAs(secret: string, as: number | undefined, n: number | undefined): readonly Pending[] {
    const lane = this.#adopted.find((each) => each.secret === secret)
    if (!lane) return []
    if (as === undefined || n === undefined) {
      const rest = [...lane.pending]
      for (const entry of rest) this.settle(lane, entry.n)
      return rest
    }
    if (lane.joined(as, n) === 'lost') this.#renumber(lane, n, this.#own)
    this.flush()
    return []
  }

  /** The room misses a number (W25). False: it is nowhere any more, and hello must be said anew. */
  gap(lane: Lane, expected: number): boolean {
    if (lane.gap(expected) === 'good') return true
    if (lane.own) {
      this.#renumberOwn(expected - 1)
      return false
    }
    this.#renumber(lane, expected - 1, this.#own)
    return true
  }

  /** The connection is gone. */
  lost(): void {
    this.#live = this.held = false
    for (const lane of [this.#own, ...this.#adopted]) lane.left()
  }

  /** Sends what may be sent. Of a later page load only when all of the earlier ones is on its way, since it may build on that; one's own come last. */
  flush(): void {
    if (!this.#live) return
    const batch: Pending[] = []
    for (const lane of [...this.#adopted, this.#own]) {
      if (lane.as === 0) break
      batch.push(...lane.take())
      if (lane.unsent) break
    }
    let frame: ClientMessage[] = []
    let bytes = 0
    for (const { lane, n, change, bytes: more } of batch) {
      if (frame.length >= FRAME_MESSAGES || (frame.length > 0 && bytes + more > this.#frameBytes)) {
        this.#parts.send(frame)
        frame = []
        bytes = 0
      }
      frame.push({ t: 'change', n, ...(!lane.own && { as: lane.as }), change })
      bytes += more
    }
    if (frame.length > 0) this.#parts.send(frame)
  }

  /** Takes over rows that no living page looks after, and goes on looking from time to time. */
  async look(): Promise<void> {
    this.#lookIn(LOOK)
    this.#searches = this.#searches.then(() => this.#search())
    await this.#searches
  }

  #lookIn(milliseconds: number): void {
    this.#callOff()
    this.#callOff = this.#parts.clock.after(milliseconds, () => void this.look())
  }

  async #search(): Promise<void> {
    // What the device had no room for may find some now.
    if (this.#unkept.size > 0) this.#keep([])
    else if (this.#deviceless) await this.#probe()
    // Where there is no store, nothing can be orphaned in it.
    const left = await this.#inherit().catch(() => this.#left)
    const rows = [...(await this.#stored()), ...this.#parts.copies.found()]
    for (const client of strangers(rows, this.#lanes())) await this.#adopt(client)
    const others = strangers(rows, this.#lanes())
    // Only now: what was taken over must not be uncounted before it is counted here.
    this.#left = left
    // What is on its way into the store lies there and as a copy.
    const waiting = rows.filter(({ client }) => others.has(client))
    this.#elsewhere = new Set(waiting.map(({ client, n }) => `${client} ${n}`)).size
    if (this.#elsewhere > 0 && !this.#closed) this.#lookIn(LOOK_AGAIN)
    this.#parts.kept()
  }

  /** Whether the device that kept nothing keeps something now: a trifle is put there and taken away again. */
  async #probe(): Promise<void> {
    const { store, newSecret } = this.#parts
    const nobody = newSecret()
    try {
      await store.lease(nobody, nobody, 0, 0, true)
      await store.release([nobody])
      this.#deviceless = false
    } catch {
      // It does not.
    }
  }

  #stored(): Promise<readonly OutboxRow[]> {
    return this.#parts.store.rows().catch(() => [])
  }

  /**
   * Takes over what former users of this device left on this board: a session that ran out must not strand work. The room knows their
   * ids as theirs, so it becomes new changes of this user; with leave to change the board only, or it would all be refused. Says how much is left.
   */
  async #inherit(): Promise<number> {
    const { store, leases, newSecret, mayEdit } = this.#parts
    let left = 0
    for (const { user, client, changes } of await store.left()) {
      if (!this.#live || !mayEdit() || !(await leases.take(client))) {
        left += changes
        continue
      }
      await store.inherit(user, client, newSecret()).catch(() => {
        left += changes
      })
      leases.release(client)
    }
    return left
  }

  /** The page is left. */
  close(): void {
    this.#live = false
    this.#closed = true
    this.#callOff()
    this.#parts.leases.close()
  }

  async #adopt(client: string): Promise<void> {
    if (this.#adopted.length >= MOST_ADOPTED || !(await this.#parts.leases.take(client))) return
    // Read once more: whoever held them may have had verdicts since.
    const stored = (await this.#stored()).filter((each) => each.client === client)
    const there = new Set(stored.map(({ n }) => n))
    const copied = this.#parts.copies.found().filter((each) => each.client === client)
    const rows = this.#readable([...stored, ...copied.filter(({ n }) => !there.has(n))].sort((a, b) => a.n - b.n))
    this.#parts.copies.forget(copied.filter(({ n }) => there.has(n)))
    if (rows.length === 0 || this.#lanes().some((lane) => lane.secret === client))
      return this.#parts.leases.release(client)
    const lane = new Lane(client, false)
    lane.load(rows, encoded)
    this.#adopted.push(lane)
    this.#keep(lane.pending.filter(({ n }) => !there.has(n)))
    this.#askAdoption([lane])
    this.#parts.adopted()
  }

  /** What another version of this page kept, and nobody can read any more, is put aside; sent, it would end every connection. */
  #readable(rows: readonly OutboxRow[]): OutboxRow[] {
    return rows.filter((each) => {
      const why = objection(each.change)
      if (why) {
        this.#parts.unreadable({ ...each, ...why })
        this.#parts.copies.forget([each])
      }
      return !why
    })
  }

  #lanes(): Lane[] {
    return [this.#own, ...this.#adopted]
  }

  #askAdoption(lanes: readonly Lane[]): void {
    if (this.#live && lanes.length > 0) this.#parts.send(lanes.map((lane) => ({ t: 'adopt', client: lane.secret })))
  }

  #retire(lane: Lane): void {
    this.#adopted = this.#adopted.filter((each) => each !== lane)
    this.#parts.leases.release(lane.secret)
  }

  #freshLane(): Lane {
    const lane = new Lane(this.#parts.newSecret(), true)
    this.#parts.leases.hold(lane.secret)
    return lane
  }

  /** The room has another memory of this page load than we have. What it may know of stays under the old id, adopted; the rest goes under a new one. */
  #renumberOwn(known: number): void {
    const before = this.#own
    this.#own = this.#freshLane()
    this.#renumber(before, known, this.#own)
    if (before.pending.length > 0) {
      const lane = new Lane(before.secret, false)
      lane.load(before.pending.map(row), encoded)
      this.#adopted.push(lane)
    } else this.#parts.leases.release(before.secret)
  }

  #renumber(from: Lane, known: number, to: Lane): void {
    const moved = from.cut(known + 1)
    if (moved.length === 0) return
    for (const entry of moved) this.#unkept.delete(entry)
    // A change must not come again under the number that it had.
    this.#parts.copies.forget(moved.map(row))
    const entries = moved.map((entry) => to.add(entry))
    for (const entry of entries) this.#unkept.add(entry)
    this.#parts.store.renumbered(moved.map(row), entries.map(row)).then(
      () => this.#nowKept(entries),
      () => this.#parts.kept(),
    )
    if (!from.own && from.pending.length === 0) this.#retire(from)
  }

  /** What the device kept is no more (C71): nothing that waits is on it until it was written again. */
  #swept(): void {
    for (const entry of this.all()) {
      entry.writing = false
      this.#unkept.add(entry)
    }
    this.#keep([])
    this.#parts.kept()
  }

  /** Puts changes on the device, and with them those that could not be put there before. */
  #keep(entries: readonly Pending[]): void {
    const all = [...[...this.#unkept].filter((entry) => !entry.writing), ...entries]
    for (const entry of all) {
      entry.writing = true
      this.#unkept.add(entry)
    }
    if (all.length === 0) return
    this.#parts.copies.keep(all.map((entry) => ({ ...row(entry), text: entry.text })))
    this.#parts.store.keep(all.map(row)).then(
      () => this.#nowKept(all),
      () => {
        for (const entry of all) entry.writing = false
        this.#deviceless = true
        this.#parts.kept()
      },
    )
  }

  #nowKept(entries: readonly Pending[]): void {
    for (const entry of entries) this.#unkept.delete(entry)
    this.#parts.copies.forget(entries.map(row))
    this.#deviceless = false
    this.#parts.kept()
  }
}

function row({ lane, n, change, kept }: Pending): OutboxRow {
  return { client: lane.secret, n, change, kept }
}

/** The page loads of rows that are none of ours, the earliest first. */
function strangers(rows: readonly OutboxRow[], lanes: readonly Lane[]): Set<string> {
  const clients = new Set(rows.toSorted((a, b) => (a.kept ?? 0) - (b.kept ?? 0)).map((each) => each.client))
  for (const lane of lanes) clients.delete(lane.secret)
  return clients
}
