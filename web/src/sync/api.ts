import type { Role } from '../wire/messages'
import type { Token } from './keys'

/** The HTTP side of the server, /api/v1, of the page's own origin. */

/** A person as they see themselves. `colour` is a palette token. */
export type User = { readonly id: string; readonly name: string; readonly colour: string; readonly guest: boolean }

/** A board as it stands in lists. Times are ms since 1970. */
export type BoardSummary = {
  readonly id: string
  readonly title: string
  readonly role: Role
  readonly seq: number
  readonly created: number
  readonly updated: number
}

/** A link to a board; the secret is told this once. `url` is a path with the secret in its fragment. */
export type BoardLink = { readonly id: string; readonly secret: string; readonly url: string }

/**
 * A request that was not done. `code`: the server's word (server/errors.go: sign_in, no_board, forbidden, too_fast, …), or `unreachable` when no
 * answer came (status 0) or one that is not ours. `message` may be shown to a person.
 */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, status: number, message: string) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** No request takes longer than this, in milliseconds; a board's snapshot may. */
const PATIENCE = 15_000
const SNAPSHOT_PATIENCE = 120_000

/** Makes a guest of a name, or renames who is signed in; the session comes as a cookie. */
export function enterAsGuest(name: string, colour?: string): Promise<User> {
  return send('POST', '/guests', { name, ...(colour !== undefined && { colour }) }) as Promise<User>
}

/** Somebody who is signed in, with a token for the socket. */
export type Session = { readonly user: User; readonly token: Token }

/** Who this browser is signed in as. Not signed in: ApiError `sign_in`. */
export async function openSession(): Promise<Session> {
  const response = await request('POST', '/session', {})
  const answer = (await json(response)) as { token: string; lives: number; user: User }
  return { user: answer.user, token: { token: answer.token, lives: answer.lives } }
}

/** Signs this browser out. */
export async function closeSession(): Promise<void> {
  await request('DELETE', '/session')
}

/** Makes a board and its first link, which may edit. */
export function createBoard(title: string): Promise<BoardLink & { readonly title: string }> {
  return send('POST', '/boards', { title }) as Promise<BoardLink & { readonly title: string }>
}

/** One's own boards, the last changed first. */
export async function listBoards(): Promise<readonly BoardSummary[]> {
  return ((await send('GET', '/boards')) as { boards: BoardSummary[] }).boards
}

/** One board. No right to it, or none there: ApiError `no_board`. */
export function getBoard(id: string): Promise<BoardSummary> {
  return send('GET', `/boards/${encodeURIComponent(id)}`) as Promise<BoardSummary>
}

/** The names of all who ever came onto a board, by their author numbers: as they last came in. */
export async function listAuthors(id: string): Promise<ReadonlyMap<number, string>> {
  const answer = (await send('GET', `/boards/${encodeURIComponent(id)}/authors`)) as {
    authors: { [number: string]: { name: string } }
  }
  return new Map(Object.entries(answer.authors).map(([number, { name }]) => [Number(number), name]))
}

/** How long a page waits for a word on a link, in milliseconds, before it goes on without one. */
const LINK_PATIENCE = 3_000

/** Asks whether a link's secret opens a board; nobody needs to be signed in. It does not, or there is no such board: ApiError `no_board`. */
export async function tryLink(id: string, secret: string): Promise<void> {
  await request('POST', `/boards/${encodeURIComponent(id)}/link`, { secret }, LINK_PATIENCE)
}

/** Becomes a member by a link's secret. A wrong one: ApiError `no_board`. */
export function joinBoard(id: string, secret: string): Promise<BoardSummary> {
  return send('POST', `/boards/${encodeURIComponent(id)}/join`, { secret }) as Promise<BoardSummary>
}

/** Makes another link to a board. */
export function createLink(id: string, role: 'viewer' | 'editor'): Promise<BoardLink> {
  return send('POST', `/boards/${encodeURIComponent(id)}/links`, { role }) as Promise<BoardLink>
}

/** The body of a snapshot, a canonical form; `path` as the welcome names it. */
export async function fetchSnapshot(path: string, token: string, signal: AbortSignal): Promise<string> {
  // A path of this origin and nothing else, whatever was told: the token goes with it.
  if (!/^\/(?!\/)[\w\-./]+$/.test(path))
    throw new ApiError('form', 0, 'The address of the snapshot is not one of ours.')
  const response = await reach(path, {
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(SNAPSHOT_PATIENCE)]),
  })
  if (!response.ok) throw await problem(response)
  return response.text()
}

async function send(method: string, path: string, body?: Record<string, string>): Promise<unknown> {
  return json(await request(method, path, body))
}

async function request(
  method: string,
  path: string,
  body?: Record<string, string>,
  patience = PATIENCE,
): Promise<Response> {
  const response = await reach(`/api/v1${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    signal: AbortSignal.timeout(patience),
  })
  if (!response.ok) throw await problem(response)
  return response
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init })
  } catch {
    throw new ApiError('unreachable', 0, 'The server cannot be reached.')
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    throw new ApiError('unreachable', response.status, 'The server gave an answer that cannot be read.')
  }
}

async function problem(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as { error?: { code?: unknown; message?: unknown } } | null
  const { code, message } = body?.error ?? {}
  if (typeof code === 'string' && typeof message === 'string') return new ApiError(code, response.status, message)
  return new ApiError('unreachable', response.status, `The server answered ${response.status}.`)
}
