import { at } from '../site/at'
import { ApiError, problem, reach } from '../sync/api'
import { linesOf } from '../sync/lines'
import { type Mark, markOf } from './origins'
import { readRow } from './read-log'

/** So many are kept. */
const MOST = 2_000

/** Single rows of a board's log, fetched when they are asked for, each once. */
export class LogMarks {
  readonly #board: string
  readonly #known = new Map<number, Mark>()
  readonly #coming = new Map<number, Promise<Mark | null>>()
  /** Up to here rows were folded, as far as that is known. */
  #folded = 0

  constructor(board: string) {
    this.#board = board
  }

  /** What has come; null for what has not. */
  known(seq: number): Mark | null {
    return this.#known.get(seq) ?? null
  }

  /** Fetches a row, unless it is there or on its way; null where it cannot be had now, there is none, or it was folded. */
  async fetch(seq: number): Promise<Mark | null> {
    const known = this.#known.get(seq)
    if (known !== undefined) return known
    if (seq <= this.#folded) return null
    let coming = this.#coming.get(seq)
    if (coming === undefined) {
      coming = this.#read(seq).finally(() => this.#coming.delete(seq))
      this.#coming.set(seq, coming)
    }
    return coming
  }

  async #read(seq: number): Promise<Mark | null> {
    const mark = await firstOf(this.#board, seq).catch((error) => {
      if (error instanceof ApiError && error.code === 'folded') this.#folded = Math.max(this.#folded, seq)
      return null
    })
    if (mark === null) return null
    if (this.#known.size >= MOST) this.#known.clear()
    this.#known.set(seq, mark)
    return mark
  }
}

/** The row at a seq. The log is told from there to its end: after the first line no more of it is taken. */
async function firstOf(board: string, seq: number): Promise<Mark | null> {
  const gone = new AbortController()
  const response = await reach(at(`/api/v1/boards/${encodeURIComponent(board)}/log?from=${seq}`), {
    signal: gone.signal,
  })
  if (!response.ok || response.body === null) throw await problem(response)
  try {
    for await (const [line] of linesOf(response.body)) {
      if (line === undefined) continue
      const row = readRow(line)
      return row.seq === seq ? markOf(row) : null
    }
  } finally {
    gone.abort()
  }
  return null
}
