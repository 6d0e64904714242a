import { at } from '../site/at'
import { type BoardLink, type BoardSummary, json, problem, reach } from './api'

/** What is done with boards from a list of them, without opening them. Each fails with an ApiError. */

/** No answer takes longer than this, in milliseconds; a copy of a large board may. */
const PATIENCE = 15_000
const COPY_PATIENCE = 120_000

/** One's boards, the last changed first, and those of one's own that are in the trash. */
export type Shelf = { readonly boards: readonly BoardSummary[]; readonly trash: readonly BoardSummary[] }

/** All that one has. Not signed in: ApiError `sign_in`. */
export async function readShelf(): Promise<Shelf> {
  const response = await reach(at('/api/v1/boards'), { signal: AbortSignal.timeout(PATIENCE) })
  if (!response.ok) throw await problem(response)
  const { boards, trash = [] } = (await json(response)) as Shelf
  return { boards, trash }
}

const pathOf = (board: string, what = '') => at(`/api/v1/boards/${encodeURIComponent(board)}${what}`)

async function ask(method: string, path: string, body?: object, patience = PATIENCE): Promise<Response> {
  const response = await reach(path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    signal: AbortSignal.timeout(patience),
  })
  if (!response.ok) throw await problem(response)
  return response
}

/** Marks a board for oneself, or takes the mark away. */
export async function starBoard(board: string, starred: boolean): Promise<void> {
  await ask(starred ? 'PUT' : 'DELETE', pathOf(board, '/star'))
}

/** Gives a board another title, for everybody. */
export async function renameBoard(board: string, title: string): Promise<void> {
  await ask('PUT', pathOf(board, '/title'), { title })
}

/** Makes a board of one's own that begins as this one is now. */
export async function copyBoard(board: string, title: string): Promise<BoardLink> {
  return (await json(await ask('POST', pathOf(board, '/copy'), { title }, COPY_PATIENCE))) as BoardLink
}

/** Takes one's own right on a board away. */
export async function leaveBoard(board: string): Promise<void> {
  await ask('POST', pathOf(board, '/leave'))
}

/** Moves a board of one's own to the trash. */
export async function trashBoard(board: string): Promise<void> {
  await ask('POST', pathOf(board, '/trash'))
}

/** Takes it back. */
export async function takeBackBoard(board: string): Promise<void> {
  await ask('DELETE', pathOf(board, '/trash'))
}

/** Deletes a board that is in the trash for good. */
export async function deleteBoard(board: string): Promise<void> {
  await ask('DELETE', pathOf(board))
}

/** The address of a board's small picture; `seq` is what the list says of it, so that another picture has another address. */
export const thumbnailOf = (board: string, theme: 'light' | 'dark', seq: number): string =>
  `${pathOf(board, '/thumbnail')}?theme=${theme}&seq=${seq}`

/** Sends a small picture of a board as it was at a seq; false where the server has a newer one, or the board is another by now. */
export async function sendThumbnail(board: string, theme: 'light' | 'dark', seq: number, png: Blob): Promise<boolean> {
  const response = await reach(thumbnailOf(board, theme, seq), {
    method: 'PUT',
    body: png,
    headers: { 'Content-Type': 'image/png' },
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (response.ok) return true
  const why = await problem(response)
  if (why.code === 'changed') return false
  throw why
}
