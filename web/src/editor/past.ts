import type { Lain } from '../board/beneath'
import { encodedLength } from '../board/change'
import type { Change } from '../board/types'
import type { Past, PastShelf } from '../sync/past'
import type { BoardClient } from '../sync/types'
import type { History } from './history'

/** What is kept of a history is not larger than this, in bytes of its changes as they are encoded; the oldest steps are left out. */
export const MOST_KEPT = 1 << 20
/** A history is kept at once when it becomes another, and then no sooner than after so many milliseconds: not with every stroke of a quick hand. */
export const PAUSE = 1_000

/** An op of an undo is no shorter than this as it is encoded, in bytes. */
const LEAST_OP = 30

/** A change is never altered, so each is measured once. */
const lengths = new WeakMap<Change, number>()

/** Whether a change has no more bytes than that; what is much too long is not even encoded. */
function fits(change: Change, room: number): boolean {
  if (change.ops.length * LEAST_OP > room) return false
  const length = lengths.get(change) ?? encodedLength(change)
  lengths.set(change, length)
  return length <= room
}

/** As much of a past as may be kept: the last steps first, and what can be taken back before what can be done again. */
export function bounded({ undos, redos }: Past, most = MOST_KEPT): Past {
  let room = most
  const fitting = (list: readonly Change[]) => {
    let from = list.length
    while (from > 0 && fits(list[from - 1]!, room)) room -= lengths.get(list[--from]!)!
    // What is older than the first that does not fit would be taken back out of turn.
    if (from > 0) room = 0
    return list.slice(from)
  }
  return { undos: fitting(undos), redos: fitting(redos) }
}

/** Keeps a history on the device, and brings back what an earlier page load left there. `after` is the page's timer. */
export class PastKeeper {
  private readonly history: History
  private readonly shelf: PastShelf
  private readonly after: (ms: number, run: () => void) => () => void
  private readonly leave: readonly (() => void)[]
  private callOff: (() => void) | null = null
  /** Before what was kept is here, nothing may be put in its place. */
  private loaded = false
  /** What came to lie meanwhile beneath changes of which the steps may be in it. */
  private lain: readonly Lain[] = []
  /** Something was done before that. */
  private early = false
  /** It was kept a moment ago. */
  private lately = false

  constructor(
    history: History,
    client: BoardClient,
    shelf: PastShelf,
    after: (ms: number, run: () => void) => () => void,
  ) {
    this.history = history
    this.shelf = shelf
    this.after = after
    this.leave = [
      history.on(() => this.changed()),
      client.on({
        notTaken: ({ step, ops }) => step !== undefined && history.refused(step, ops),
        beneath: (lain) => this.beneath(lain),
        struck: () => this.forget(),
      }),
    ]
    void this.load()
  }

  /** Keeps it now, if it became another since the last time: the page is hidden or left. */
  now(): void {
    if (this.callOff === null) return
    this.callOff()
    this.callOff = null
    this.lately = true
    this.after(PAUSE, () => {
      this.lately = false
    })
    this.shelf.save(bounded(this.history.past))
  }

  /** Keeps it a last time and watches no more. */
  close(): void {
    this.now()
    for (const leave of this.leave) leave()
  }

  private changed(): void {
    if (!this.loaded) this.early = true
    else this.callOff ??= this.after(this.lately ? PAUSE : 0, () => this.now())
  }

  private beneath(lain: readonly Lain[]): void {
    this.history.beneath(lain)
    if (!this.loaded) this.lain = [...this.lain, ...lain]
  }

  /** What was struck out could be in it. */
  private forget(): void {
    this.lain = []
    this.history.forget()
  }

  private async load(): Promise<void> {
    const past = await this.shelf.load()
    const { early } = this
    if (past !== null) {
      this.history.load(past)
      this.history.beneath(this.lain)
    }
    this.lain = []
    this.loaded = true
    if (early) this.changed()
  }
}
