import type { Board, Had } from '../board/board'
import type { Element } from '../board/types'
import type { Row } from './row'

/** What has lain under an id, and from how many changes on. The first is what was there before any change that is known; each later one is another. */
type Life = { readonly id: string; readonly since: number[]; readonly had: Had[] }

/**
 * The lives of all that has ever lain on a board. Each version of an element is kept once, however many moments have it, and shares with the
 * one before what is the same in both. So a moment takes no memory, going from one to another costs in proportion to what was done between them,
 * and what is the same at both is the same object.
 */
export class Lives {
  /** How many changes had happened at the earliest moment. */
  readonly first: number
  readonly #lives = new Map<string, Life>()
  /** The lives that each change concerns, one after the other, and where those of each end. */
  readonly #concerned: Life[] = []
  readonly #ends: number[] = []
  /** The board as it is after the last change. */
  readonly #end: Board
  readonly #begin: number
  /** Whether anything was there at the earliest moment. */
  readonly #based: boolean

  /** Begins with a board as it was after so many changes: it is taken over. */
  constructor(first: number, board: Board) {
    this.first = first
    this.#begin = board.seq
    this.#based = board.size > 0
    this.#end = board
  }

  /** How many changes have happened at the last moment. */
  get length(): number {
    return this.first + this.#ends.length
  }

  /** What happens next. */
  add(row: Row): void {
    const lives = new Set((row.change?.ops ?? []).map(({ id }) => this.#lifeOf(id)))
    const touched = new Set<string>()
    play(this.#end, row, touched)
    const now = this.length + 1
    for (const life of lives) {
      if (!touched.has(life.id)) continue
      life.since.push(now)
      life.had.push(hadBy(this.#end, life.id))
      this.#concerned.push(life)
    }
    this.#ends.push(this.#concerned.length)
  }

  /** The board after so many changes; the caller's own. */
  boardAt(changes: number): Board {
    const board = this.#end.clone()
    this.lead(board, this.length, changes, new Set())
    return board
  }

  /** Leads a board from one moment to another: exactly what is not the same at both is replaced, and its ids are added to `touched`. */
  lead(board: Board, from: number, to: number, touched: Set<string>): void {
    const [low, high] = [this.#endOf(Math.min(from, to)), this.#endOf(Math.max(from, to))]
    const seen = new Set<Life>()
    for (let i = low; i < high; i++) seen.add(this.#concerned[i]!)
    const others: [string, Had][] = []
    for (const life of seen) {
      const had = at(life, to)
      if (had !== hadBy(board, life.id)) others.push([life.id, had])
    }
    // Row and change count alike: a log has no gap.
    board.become(to === this.first ? this.#begin : to, others, touched)
  }

  /** Tells what lies on the board after so many changes, about in the order in which it came there: no board is made for it. */
  elementsAt(changes: number, tell: (element: Element) => void): void {
    // What was there at the beginning and was never touched has no life.
    if (this.#based) for (const element of this.#end.elements()) if (!this.#lives.has(element.id)) tell(element)
    for (const life of this.#lives.values()) {
      const had = at(life, changes)
      if (had !== undefined && 'props' in had) tell(had)
    }
  }

  /** What lies under an id after so many changes. */
  elementAt(changes: number, id: string): Element | undefined {
    const life = this.#lives.get(id)
    const had = life === undefined ? this.#end.element(id) : at(life, changes)
    return had !== undefined && 'props' in had ? had : undefined
  }

  #lifeOf(id: string): Life {
    let life = this.#lives.get(id)
    if (life === undefined) {
      life = { id, since: [this.first], had: [hadBy(this.#end, id)] }
      this.#lives.set(id, life)
    }
    return life
  }

  #endOf(changes: number): number {
    return changes === this.first ? 0 : this.#ends[changes - 1 - this.first]!
  }
}

/** Lets one row happen. What was struck out leaves its place only. */
export function play(board: Board, { seq, author, change }: Row, touched?: Set<string>): void {
  board.apply({ seq, author }, change?.ops ?? [], touched)
}

const hadBy = (board: Board, id: string): Had => board.element(id) ?? board.grave(id)

/** What there was after so many changes. */
function at({ since, had }: Life, changes: number): Had {
  let [low, high] = [0, since.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (since[middle]! <= changes) low = middle
    else high = middle - 1
  }
  return had[low]
}
