import type { Film } from './film'
import type { Row } from './row'

/** Who rests longer than this, in milliseconds, comes back for another sitting. */
export const REST = 30 * 60_000

/** A stretch of a board's life in which people drew without a longer rest. */
export type Sitting = {
  /** The first and the last of its changes, counted from 1. */
  readonly from: number
  readonly to: number
  /** When these were, in ms since 1970. */
  readonly began: number
  readonly ended: number
  /** How many changes each author made; who made most comes first. */
  readonly authors: ReadonlyMap<number, number>
}

/** A board's life in sittings, worked out once and gone on with by what comes behind. */
class Sittings {
  /** How many changes came before the rows. */
  readonly #first: number
  /** The first one first; another list when there are more changes. */
  all: readonly Sitting[] = []
  #rows = 0
  /** Of the sitting that may still go on. */
  #counts = new Map<number, number>()

  constructor(first: number) {
    this.#first = first
  }

  /** Goes on to the last of these rows, which are the same as before and more. */
  goOn(rows: readonly Row[]): void {
    if (rows.length === this.#rows) return
    const all = [...this.all]
    let from = (all.pop()?.from ?? this.#first + 1) - 1 - this.#first
    for (let i = this.#rows; i < rows.length; i++) {
      if (i > 0 && rows[i]!.time - rows[i - 1]!.time > REST) {
        all.push(this.#sittingOf(rows, from, i))
        from = i
        this.#counts = new Map()
      }
      const { author } = rows[i]!
      this.#counts.set(author, (this.#counts.get(author) ?? 0) + 1)
    }
    all.push(this.#sittingOf(rows, from, rows.length))
    this.#rows = rows.length
    this.all = all
  }

  #sittingOf(rows: readonly Row[], from: number, to: number): Sitting {
    const authors = new Map([...this.#counts].sort(([, a], [, b]) => b - a))
    const [began, ended] = [rows[from]!.time, rows[to - 1]!.time]
    return { from: this.#first + from + 1, to: this.#first + to, began, ended, authors }
  }
}

const known = new WeakMap<Film, Sittings>()

/** A film in sittings, the first one first; the same list for as long as there are no more changes. */
export function sittingsOf(film: Film): readonly Sitting[] {
  const found = known.get(film) ?? new Sittings(film.first)
  known.set(film, found)
  found.goOn(film.rows)
  return found.all
}
