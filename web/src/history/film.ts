import { Board } from '../board/board'
import type { Element } from '../board/types'
import { Lives } from './lives'
import { gapBefore } from './pace'
import type { Row } from './row'

/**
 * A board's history, to be shown at any moment. A moment is a number of changes: `first` is the earliest that there is, 0 where nothing was folded
 * (what was is one board then, and not how it came to be); `length` is the last.
 * Any moment is as near as any other: how it is led to, see lives.ts.
 */
export class Film {
  readonly rows: Row[] = []
  /** When each row has happened, in milliseconds of film; rises. */
  readonly #at: number[] = []
  readonly #lives: Lives

  /** `base`: the board as it was after its first changes, where these were folded; `first` of them. It is taken over. */
  constructor(first = 0, base = new Board()) {
    this.#lives = new Lives(first, base)
  }

  /** The earliest moment. */
  get first(): number {
    return this.#lives.first
  }

  /** How many changes there were until now. */
  get length(): number {
    return this.first + this.rows.length
  }

  /** Whether anything has happened that there is to see. */
  get empty(): boolean {
    return this.length === 0
  }

  /** The last of so many changes; undefined before the first, and for what was folded. */
  rowAt(changes: number): Row | undefined {
    return this.rows[changes - 1 - this.first]
  }

  /** The changes between two moments. */
  between(from: number, to: number): readonly Row[] {
    return this.rows.slice(from - this.first, to - this.first)
  }

  /** How long it plays, in milliseconds at speed 1. */
  get lasts(): number {
    return this.#at.at(-1) ?? 0
  }

  /** What comes behind. */
  add(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#at.push(this.lasts + gapBefore(row, this.rows.at(-1)))
      this.rows.push(row)
      this.#lives.add(row)
    }
  }

  /** When so many changes have happened. */
  timeOf(changes: number): number {
    return changes <= this.first ? 0 : this.#at[Math.min(changes, this.length) - 1 - this.first]!
  }

  /** How many changes have happened at a time of the film. */
  changesAt(time: number): number {
    let [low, high] = [this.first, this.length]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#at[middle - 1 - this.first]! <= time) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The board after so many changes; the caller's own. */
  boardAt(changes: number): Board {
    return this.#lives.boardAt(changes)
  }

  /** Tells what lies on the board after so many changes, about in the order in which it came there: it takes a fraction of what leading a board there does. */
  elementsAt(changes: number, tell: (element: Element) => void): void {
    this.#lives.elementsAt(changes, tell)
  }

  /** What lies under an id after so many changes. */
  elementAt(changes: number, id: string): Element | undefined {
    return this.#lives.elementAt(changes, id)
  }

  /** Leads a board from one moment to another, and collects the ids of what is another then. */
  lead(board: Board, from: number, to: number, touched: Set<string>): void {
    this.#lives.lead(board, from, to, touched)
  }
}
