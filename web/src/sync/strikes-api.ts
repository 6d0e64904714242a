import { at } from '../site/at'
import { json, problem, reach } from './api'

/** What is to be struck out of a board's history: changes by their places, or all changes that are about elements. */
export type Striking =
  | { readonly seqs: readonly number[] }
  | { readonly elements: readonly string[]; readonly folded?: readonly string[] }

/** What would go, or is gone: the changes, and all elements that these touch. */
export type StrikeReach = {
  readonly seqs: readonly number[]
  readonly elements: readonly string[]
  readonly folded?: readonly string[]
}

/** What became of a strike. `swept`: the server's files have been rewritten already; otherwise that follows. `more`: others went on too fast for all to go. */
export type StrikeDone = StrikeReach & { readonly swept: boolean; readonly more?: boolean }

/** A mark in the history: who struck out which changes, and when (ms since 1970). */
export type Strike = {
  readonly mark: number
  readonly author: number
  readonly time: number
  readonly seqs: readonly number[]
}

/** The server rewrites its files before it answers: so long it may take, in milliseconds. */
const PATIENCE = 60_000

const pathOf = (board: string) => at(`/api/v1/boards/${encodeURIComponent(board)}/strikes`)

/** What striking out would take away. Nothing is changed. ApiError as from any request. */
export async function tryStrike(board: string, what: Striking): Promise<StrikeReach> {
  return (await post(`${pathOf(board)}?dry=1`, what)) as StrikeReach
}

/** Strikes out, for good. */
export async function strikeOut(board: string, what: Striking): Promise<StrikeDone> {
  return (await post(pathOf(board), what)) as StrikeDone
}

/** What was struck out of a board's history, the first first. */
export async function listStrikes(board: string): Promise<readonly Strike[]> {
  const response = await reach(pathOf(board), { signal: AbortSignal.timeout(PATIENCE) })
  if (!response.ok) throw await problem(response)
  return ((await json(response)) as { readonly strikes: readonly Strike[] }).strikes
}

async function post(path: string, what: Striking): Promise<unknown> {
  const response = await reach(path, {
    method: 'POST',
    body: JSON.stringify(what),
    headers: { 'Content-Type': 'application/json' },
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!response.ok) throw await problem(response)
  return json(response)
}
