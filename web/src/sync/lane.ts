import type { Change, Op } from '../board/types'
import type { OutboxRow } from './store'

/** A change that waits for its verdict. `bytes`: its canonical encoding's size; `text`: that encoding, which tells it from another under the same number. */
export type Pending = {
  readonly lane: Lane
  readonly n: number
  readonly change: Change
  readonly ops: readonly Op[]
  readonly step: string | undefined
  readonly text: string
  readonly bytes: number
  /** When it was made, ms since 1970 by this machine's clock. */
  readonly kept: number
  /** Whether it is on its way to the device, or there. */
  writing: boolean
}

/** What a change has before it has a number. */
export type Made = Pick<Pending, 'change' | 'text' | 'bytes' | 'kept'>

/** How much of one page load may be on the way at once; the rest follows as answers come, so that a long backlog floods nobody. */
export const WINDOW_CHANGES = 256
export const WINDOW_BYTES = 1 << 20

/** What the room knows of a lane, against what the lane knows. `lost`: the room waits for a number that is nowhere any more; what it has not got must be renumbered. */
export type Standing = 'good' | 'lost'

/** The waiting changes of one page load: its own, or one that is gone and was adopted. Numbers are given here and nowhere else. */
export class Lane {
  readonly secret: string
  /** Of this page load; otherwise adopted, and then numbers may have been given and answered that nobody here remembers. */
  readonly own: boolean
  /** The room's public number for this client; 0 until welcomed or adopted on the present connection. */
  as = 0
  #next = 1
  /** By n, ascending. */
  #pending: Pending[] = []
  /** Numbers sent on this connection and not answered, in the order of sending: answers come in the same order (W41). */
  #sent: number[] = []
  #sentBytes = 0
  /** The next number to be sent on this connection. */
  #cursor = 1

  constructor(secret: string, own: boolean) {
    this.secret = secret
    this.own = own
  }

  get pending(): readonly Pending[] {
    return this.#pending
  }

  /** Whether some of it is still to be sent on this connection. */
  get unsent(): boolean {
    return (this.#pending.at(-1)?.n ?? 0) >= this.#cursor
  }

  /** Numbers a change and puts it last. */
  add(made: Made): Pending {
    const entry = this.#pendingOf(this.#next++, made, false)
    this.#pending.push(entry)
    return entry
  }

  /** Takes over rows from the device, in the order of n. */
  load(rows: readonly OutboxRow[], encode: (change: Change) => Pick<Pending, 'text' | 'bytes'>): void {
    for (const row of rows) {
      this.#pending.push(this.#pendingOf(row.n, { kept: 0, ...row, ...encode(row.change) }, true))
      this.#next = Math.max(this.#next, row.n + 1)
    }
    this.#cursor = this.#pending[0]?.n ?? this.#next
  }

  /** Joined: the room calls this client `as` and has used its numbers up to n. Everything unanswered is to be sent again, in order (W43). */
  joined(as: number, n: number): Standing {
    this.left()
    this.as = as
    this.#cursor = this.#pending[0]?.n ?? this.#next
    if (!this.own) this.#next = Math.max(this.#next, n + 1)
    return this.#follows(n) ? 'good' : 'lost'
  }

  /** The connection is gone. */
  left(): void {
    this.as = 0
    this.#sent = []
    this.#sentBytes = 0
  }

  /** What may be sent now, and counts as sent from then on. */
  take(): Pending[] {
    const taken: Pending[] = []
    for (let i = this.#index(this.#cursor); i < this.#pending.length; i++) {
      const entry = this.#pending[i]!
      if (
        this.#sent.length >= WINDOW_CHANGES ||
        (this.#sent.length > 0 && this.#sentBytes + entry.bytes > WINDOW_BYTES)
      )
        break
      this.#sent.push(entry.n)
      this.#sentBytes += entry.bytes
      this.#cursor = entry.n + 1
      taken.push(entry)
    }
    return taken
  }

  /** The waiting change of that number. */
  find(n: number): Pending | undefined {
    const entry = this.#pending[this.#index(n)]
    return entry?.n === n ? entry : undefined
  }

  /** A verdict for n has come: it waits no more. Answers nothing that waits: undefined. */
  answer(n: number): Pending | undefined {
    this.#unsend(this.#sent.indexOf(n))
    const at = this.#index(n)
    const entry = this.#pending[at]
    if (entry?.n !== n) return undefined
    this.#pending.splice(at, 1)
    return entry
  }

  /** The room has a gap before what was sent (W25): go on from `expected`, unless that is on the way again already. */
  gap(expected: number): Standing {
    this.#unsend(0)
    if (expected >= this.#next || this.#sent.includes(expected)) return 'good'
    if (!this.find(expected)) return 'lost'
    // What else is on the way will be answered by gaps too; it stays in the list, so that those find what is sent now behind it.
    this.#cursor = expected
    return 'good'
  }

  /** Takes out what has no verdict from number n on, to be given new numbers elsewhere. */
  cut(n: number): readonly Pending[] {
    return this.#pending.splice(this.#index(n))
  }

  #pendingOf(n: number, { change, text, bytes, kept }: Made, writing: boolean): Pending {
    return { lane: this, n, change, ops: change.ops, step: change.step, text, bytes, kept, writing }
  }

  #unsend(at: number): void {
    if (at < 0 || at >= this.#sent.length) return
    const [n] = this.#sent.splice(at, 1)
    this.#sentBytes = Math.max(0, this.#sentBytes - (this.find(n!)?.bytes ?? 0))
  }

  /** Whether the numbers that the room has not used yet are all here: n+1, n+2, … up to the last one given. */
  #follows(n: number): boolean {
    const rest = this.#pending.slice(this.#index(n + 1))
    return n < this.#next && rest.length === this.#next - 1 - n && rest.every((entry, i) => entry.n === n + 1 + i)
  }

  /** Where n stands, or would. Numbers are nearly always contiguous, so the place is reckoned, not searched. */
  #index(n: number): number {
    const first = this.#pending[0]?.n ?? n
    let at = Math.min(Math.max(0, n - first), this.#pending.length)
    while (at > 0 && this.#pending[at - 1]!.n >= n) at--
    while (at < this.#pending.length && this.#pending[at]!.n < n) at++
    return at
  }
}
