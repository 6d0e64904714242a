import type { Change } from '../board/types'

/**
 * A change in its place in a board's history, as the log tells it. `time`: ms since 1970, the server's clock when it was stored. `change`: null
 * for what was struck out of history; it has a place and did nothing.
 */
export type Row = {
  readonly seq: number
  readonly author: number
  readonly time: number
  readonly change: Change | null
  /** The seqs of the changes that it marks as struck out; absent: it is no such mark. */
  readonly marks?: readonly number[]
}
