import { at } from '../site/at'
import type { Role } from '../wire/messages'
import { type BoardSummary, json, problem, reach } from './api'

/** Says who may see a board's past at least; the owner's to say. Somebody else: ApiError `forbidden`. Returns the board as it is then. */
export const openPastTo = (board: string, history: Exclude<Role, ''>): Promise<BoardSummary> =>
  decide(board, { history })

/** Says for how many days a board's past is kept; null: for ever. The owner's to say, as above. */
export const keepPastFor = (board: string, days: number | null): Promise<BoardSummary> =>
  decide(board, { keep: days === null ? 'all' : String(days) })

async function decide(board: string, what: { readonly [name: string]: string }): Promise<BoardSummary> {
  const response = await reach(at(`/api/v1/boards/${encodeURIComponent(board)}`), {
    method: 'PATCH',
    body: JSON.stringify(what),
    headers: { 'Content-Type': 'application/json' },
  })
  if (!response.ok) throw await problem(response)
  return (await json(response)) as BoardSummary
}
