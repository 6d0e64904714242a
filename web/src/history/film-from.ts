import { restored } from '../board/canon'
import { at } from '../site/at'
import { getBoard, problem, reach } from '../sync/api'
import { Film } from './film'

/** A film, and for how many days its board's past is kept; null: for ever. */
export type Begun = { readonly film: Film; readonly keep: number | null }

/** The film of a board, without its rows: from its first change, or from the state that what was folded came to. ApiError as from any request. */
export async function filmFrom(board: string, signal: AbortSignal): Promise<Begun> {
  const { keep, folded } = await getBoard(board)
  return { film: await beginning(board, folded, signal), keep: keep === 'all' ? null : Number(keep) }
}

async function beginning(board: string, folded: number, signal: AbortSignal): Promise<Film> {
  if (folded === 0) return new Film()
  const response = await reach(at(`/api/v1/boards/${encodeURIComponent(board)}/state?seq=${folded}`), { signal })
  if (!response.ok) throw await problem(response)
  return new Film(folded, restored(folded, formIn(await response.text())))
}

const HEAD = '"board":'

/** The canonical form in the answer, as it stands there: its last member. */
const formIn = (text: string): string => text.slice(text.indexOf(HEAD) + HEAD.length, text.lastIndexOf('}'))
