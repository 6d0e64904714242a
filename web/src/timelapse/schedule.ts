import type { Film } from '../history/film'
import { LONGEST_FILM, type Stretch } from './wish'

/** What is asked of a history to cut a time-lapse of it. */
export type Timed = Pick<Film, 'timeOf' | 'changesAt'>

/** So long what it ends with is seen, in ms; of a short one no more than a share. */
const REST = 1500
const REST_SHARE = 0.15

/** What is shown at a moment of the time-lapse. `at`: ms of it; `time`: ms of the history at speed 1; `changes`: how many have happened. */
export type Shot = { readonly at: number; readonly time: number; readonly changes: number }

/** When a stretch of history happens in a time-lapse of a length. */
export class Schedule {
  readonly lasts: number
  readonly #film: Timed
  readonly #stretch: Stretch
  readonly #begins: number
  /** Ms of history that are played. */
  readonly #plays: number
  /** Ms in which they are. */
  readonly #moves: number

  /** `lasts`: ms, or null for as long as it takes at speed 1. */
  constructor(film: Timed, stretch: Stretch, lasts: number | null) {
    this.#film = film
    this.#stretch = stretch
    this.#begins = film.timeOf(stretch.from)
    this.#plays = film.timeOf(stretch.to) - this.#begins
    this.lasts = lasts ?? Math.min(LONGEST_FILM, playedFor(film, stretch))
    this.#moves = this.lasts - Math.min(REST, this.lasts * REST_SHARE)
  }

  /** How many times as fast as it was; changes that all happened at once are spread out, and have no speed. */
  get speed(): number {
    return this.#plays / this.#moves
  }

  /** What is shown at so many ms. */
  shot(at: number): Shot {
    const { from, to } = this.#stretch
    const share = Math.min(1, Math.max(0, at / this.#moves))
    const time = this.#begins + this.#plays * share
    if (share === 0) return { at, time, changes: from }
    if (share === 1) return { at, time, changes: to }
    const happened = this.#plays === 0 ? from + Math.floor(share * (to - from)) : this.#film.changesAt(time)
    return { at, time, changes: Math.min(to, Math.max(from, happened)) }
  }

  /** All that is shown, at so many pictures a second; the last one shows where it ends. */
  shots(rate: number): Shot[] {
    const count = Math.max(2, Math.round((this.lasts * rate) / 1000))
    return Array.from({ length: count }, (_, i) => this.shot((i * 1000) / rate))
  }

  /** When so many changes have happened, in ms of the time-lapse. */
  happens(changes: number): number {
    const { from, to } = this.#stretch
    if (this.#plays === 0) return to === from ? 0 : ((changes - from) / (to - from)) * this.#moves
    return ((this.#film.timeOf(changes) - this.#begins) / this.#plays) * this.#moves
  }
}

/** How long a stretch takes at speed 1 with the rest at its end, in ms; longer than any time-lapse may be, perhaps. */
export function playedFor(film: Timed, { from, to }: Stretch): number {
  return Math.max(1000, film.timeOf(to) - film.timeOf(from) + REST)
}
