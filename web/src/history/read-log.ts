import { decodeChange } from '../board/change'
import { isInt, parseStrict } from '../board/strict'
import { at } from '../site/at'
import { ApiError, problem, reach } from '../sync/api'
import { closeSentence } from '../sync/ends'
import { linesOf } from '../sync/lines'
import type { Row } from './row'

/** A line nests no deeper than this: a row, its change, the ops, one op, its properties, a value and what is in it. */
const DEPTH = 10

/** Rows come in portions of so many or a few more, so that whoever takes them can show how far it has come. */
const PORTION = 1000

/**
 * Reads a board's history from a seq on, up to where it ends now, and gives the rows in their order. ApiError as from any request; code `version` for
 * a history that this page cannot read, being older than what wrote it.
 */
export async function readLog(
  board: string,
  from: number,
  take: (rows: readonly Row[]) => void | Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const response = await reach(at(`/api/v1/boards/${encodeURIComponent(board)}/log?from=${from}`), { signal })
  if (!response.ok || response.body === null) throw await problem(response)
  let next = from
  let rows: Row[] = []
  for await (const lines of linesOf(response.body)) {
    for (const line of lines) {
      const row = readRow(line)
      if (row.seq !== next) throw unreadable()
      next++
      rows.push(row)
    }
    if (rows.length < PORTION) continue
    await take(rows)
    rows = []
  }
  if (rows.length > 0) await take(rows)
}

/** One line of the log. */
export function readRow(line: string): Row {
  const { seq, author, time, change, mark } = parsed(line) as { readonly [key: string]: unknown }
  if (!isInt(seq) || !isInt(author) || !isInt(time)) throw unreadable()
  if (change === null) return { seq, author, time, change, ...(mark !== undefined && { marks: marksOf(mark) }) }
  const decoded = decodeChange(change)
  if ('refusal' in decoded) throw unreadable()
  return { seq, author, time, change: decoded.ok }
}

function marksOf(mark: unknown): readonly number[] {
  const struck = (mark as { readonly struck?: unknown } | null)?.struck
  if (!Array.isArray(struck) || !struck.every(isInt)) throw unreadable()
  return struck
}

function parsed(line: string): unknown {
  try {
    return parseStrict(line, DEPTH) ?? {}
  } catch {
    throw unreadable()
  }
}

const unreadable = () => new ApiError('version', 0, closeSentence('version'))
