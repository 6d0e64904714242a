/** What is told so much later than the telling before, in milliseconds, does not go on with it: the hand had rested. */
const RESTED = 250
/** Beside the time between two tellings, what is shown lags by so much, in milliseconds: the most that a usual network is late by. */
const LATE = 40
/** Between two tellings there may be so many milliseconds: those of a fast sender, and of a slow network. */
const PACE = { first: 50, least: 15, most: 120 }
/** How much of what a telling is early or late by is made up for with it: little, or the hand would be seen to hurry and to wait. */
const PULL = 0.15
/** What was told is gone through in this share of its time at least: a hand that catches up must not leap. */
const LEAST = 0.85
/** Further off than this, in milliseconds, it is made up for at once. */
const OFF = 120

type Mark = { readonly due: number; readonly values: readonly number[] }

/**
 * Shows numbers that are told now and then, as a hand's place is, going on evenly from each to the next. It lags a little behind what
 * was told, so that the next is mostly there when one is reached: late ones and lost ones do not stop it.
 */
export class Track {
  /** In order of their time; the first is where it comes from. Never empty. */
  private marks: Mark[]
  private heard = Number.NEGATIVE_INFINITY
  private pace = PACE.first

  constructor(values: readonly number[]) {
    this.marks = [{ due: Number.NEGATIVE_INFINITY, values }]
  }

  /** These were told now. */
  tell(values: readonly number[], now: number): void {
    const gap = now - this.heard
    this.heard = now
    const last = this.marks.at(-1)!
    if (gap > RESTED || now - last.due > RESTED) {
      this.marks = [
        { due: now, values: this.at(now) },
        { due: now + this.pace + LATE, values },
      ]
      return
    }
    // One that was lost shows as twice the time.
    const steps = Math.max(1, Math.round(gap / this.pace))
    this.pace = Math.min(PACE.most, Math.max(PACE.least, this.pace + (gap / steps - this.pace) * 0.1))
    // Nobody says when it was so: the usual time is believed more than what the network made of this one.
    const span = gap / 4 + (steps * this.pace * 3) / 4
    // Where it has run out of what was told it goes on from now.
    const from = Math.max(last.due, now)
    const wanted = now + this.pace + LATE
    const due = last.due + span
    const pulled = Math.abs(wanted - due) > OFF ? wanted : due + (wanted - due) * PULL
    const kept = last.due < now ? [{ due: now, values: last.values }] : this.marks.slice(this.passed(now))
    this.marks = [...kept, { due: Math.max(pulled, from + span * LEAST), values }]
  }

  /** Stands there from now on. */
  put(values: readonly number[]): void {
    this.marks = [{ due: Number.NEGATIVE_INFINITY, values }]
  }

  /** Where it is. */
  at(now: number): readonly number[] {
    const at = this.passed(now)
    const from = this.marks[at]!
    const to = this.marks[at + 1]
    if (to === undefined) return from.values
    // A frame may be of a moment ago, when this was not told yet.
    const share = Math.max(0, (now - from.due) / (to.due - from.due))
    return from.values.map((value, i) => value + (to.values[i]! - value) * share)
  }

  /** Whether it is where it was last told to be. */
  rests(now: number): boolean {
    return this.marks.at(-1)!.due <= now
  }

  /** What was told last. */
  get told(): readonly number[] {
    return this.marks.at(-1)!.values
  }

  /** Which mark was passed last. */
  private passed(now: number): number {
    return Math.max(
      0,
      this.marks.findLastIndex((mark) => mark.due <= now),
    )
  }
}
