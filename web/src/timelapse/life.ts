import type { Board } from '../board/board'
import { settingsID } from '../board/names'
import { Finder } from '../editor/finder'
import type { Pace } from '../editor/pace'
import type { Box } from '../geometry/box'
import type { Film } from '../history/film'
import { play } from '../history/lives'

/** What became another on the way from one moment to a later one. */
export type Became = {
  readonly touched: ReadonlySet<string>
  /** Where the picture is no longer right. */
  readonly stale: readonly Box[]
  /** Whether the board itself did: its paper, perhaps. */
  readonly paper: boolean
}

/** A board that goes through its life, forward only. It is nobody else's, and nothing of it is on the page. */
export class Life {
  readonly board: Board
  readonly finder: Finder
  readonly #film: Film
  #changes: number

  /** Begins after so many changes. */
  constructor(film: Film, from: number) {
    this.#film = film
    this.#changes = from
    this.board = film.boardAt(from)
    this.finder = new Finder(this.board)
  }

  /** Finds the ways of all arrows, which on a large board are first drawn without minding what stands around. */
  async settle(pace: Pace): Promise<void> {
    while (this.finder.smooth() !== null) if (pace.due) await pace.turn()
  }

  /** Goes on until so many changes have happened. */
  go(changes: number): Became {
    const touched = new Set<string>()
    for (; this.#changes < changes; this.#changes++) play(this.board, this.#film.rowAt(this.#changes + 1)!, touched)
    const stale = touched.size === 0 ? [] : this.finder.update(this.board, touched)
    return { touched, stale, paper: touched.has(settingsID) }
  }
}
