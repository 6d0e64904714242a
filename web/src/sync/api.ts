import { at, type OwnPath } from '../site/at'
import type { Role } from '../wire/messages'
import { asking } from './asking'
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
  /** The least role that may see its past, and whether one may oneself. */
  readonly history: Role
  readonly replay: boolean
  /** For how many days its past is kept, as text, or `all`; and up to which change it was folded, 0: not at all. */
  readonly keep: string
  readonly folded: number
  /** One's own mark; the seq that its small picture shows, where there is one; when it was moved to the trash, where it is there. */
  readonly starred: boolean
  readonly thumbnail?: number
  readonly trashed?: number
}

/** A link to a board; the secret is told this once. `url` is a path as the server writes it (site/at.ts), with the secret in its fragment. */
export type BoardLink = {
  readonly id: string
  /** Its name for the server. */
  readonly link: string
  readonly secret: string
  readonly url: OwnPath
}

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

/** Who this browser is signed in as. Not signed in: ApiError `sign_in`. `board`: the one they are about to come onto, which the server reads meanwhile. */
export async function openSession(board?: string): Promise<Session> {
  const response = await request('POST', '/session', board === undefined ? {} : { board })
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

/** One board. No right to it, or none there: ApiError `no_board`. */
export function getBoard(id: string): Promise<BoardSummary> {
  return send('GET', `/boards/${encodeURIComponent(id)}`) as Promise<BoardSummary>
}

/** Somebody who ever came onto a board, as they last came in. `colour` is a palette token. */
export type Author = { readonly name: string; readonly colour: string }

/** All who ever came onto a board, by their author numbers. */
export async function listAuthors(id: string): Promise<ReadonlyMap<number, Author>> {
  const answer = (await send('GET', `/boards/${encodeURIComponent(id)}/authors`)) as {
    authors: { [number: string]: Author }
  }
  return new Map(Object.entries(answer.authors).map(([number, author]) => [Number(number), author]))
}

/** How long a page waits for a word on a link, in milliseconds, before it goes on without one. */
const LINK_PATIENCE = 3_000

/** How a link opens a board: what it lets people do there, and whether it asks for a password. */
export type Opening = { readonly role: 'viewer' | 'editor'; readonly password: boolean }

/**
 * Asks how a link's secret opens a board; nobody needs to be signed in. It does not, or there is no such board: ApiError `no_board`. With a password
 * that is not the link's: ApiError `wrong_password`, too often: `tries`.
 */
export async function tryLink(id: string, secret: string, password?: string): Promise<Opening> {
  const body = { secret, ...(password !== undefined && { password }) }
  const patience = password === undefined ? LINK_PATIENCE : PATIENCE
  return (await json(await request('POST', `/boards/${encodeURIComponent(id)}/link`, body, patience))) as Opening
}

/**
 * Becomes a member by a link's secret. A wrong one: ApiError `no_board`; one that has run out: `link_expired`; where the owner has removed
 * who asks: `removed`; without its password: `need_password`, with another: `wrong_password`, too often: `tries`.
 */
export function joinBoard(id: string, secret: string, password?: string): Promise<BoardSummary> {
  return send('POST', `/boards/${encodeURIComponent(id)}/join`, {
    secret,
    ...(password !== undefined && { password }),
  }) as Promise<BoardSummary>
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
  const response = await reach(at(path as OwnPath), {
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
  const response = await reach(at(`/api/v1${path}`), {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    signal: AbortSignal.timeout(patience),
  })
  if (!response.ok) throw await problem(response)
  return response
}

/** Sends a request as this page asks (asking.ts). ApiError `unreachable` where no answer came. */
export async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, await asking(init))
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw new ApiError('unreachable', 0, 'The server cannot be reached.')
  }
}

export async function json(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    throw new ApiError('unreachable', response.status, 'The server gave an answer that cannot be read.')
  }
}

export async function problem(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as { error?: { code?: unknown; message?: unknown } } | null
  const { code, message } = body?.error ?? {}
  if (typeof code === 'string' && typeof message === 'string') return new ApiError(code, response.status, message)
  return new ApiError('unreachable', response.status, `The server answered ${response.status}.`)
}
