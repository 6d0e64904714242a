import { at } from '../site/at'
import type { Role } from '../wire/messages'
import { type BoardLink, json, problem, reach } from './api'

/** A link as those see it who decide about it; its address was told once. Times are ms since 1970; 0: never. */
export type SharedLink = {
  /** Its name for the server; it opens nothing. */
  readonly link: string
  readonly role: 'viewer' | 'editor'
  readonly name: string
  readonly expires: number
  /** Whether it asks for one. */
  readonly password: boolean
  /** Who made it, and whether that is oneself. */
  readonly by: string
  readonly mine: boolean
  /** How many came by it, and when the last of them did. */
  readonly people: number
  readonly used: number
}

/** What a link gives, and under which conditions. What is left out stays as it is; `password` '' takes it away. */
export type Terms = Partial<Pick<SharedLink, 'role' | 'name' | 'expires'>> & { readonly password?: string }

/** Somebody on a board. All but name, colour, role and `you` is told to its owner only. `role` '': the owner has removed them. */
export type SharedPerson = {
  readonly user?: string
  readonly name: string
  readonly colour: string
  readonly role: Role
  readonly you?: boolean
  /** By which they came. */
  readonly link?: string
}

/** The links that are one's own to decide about, the oldest first: the owner's are all. Who may not draw: ApiError `forbidden`. */
export async function listLinks(board: string): Promise<readonly SharedLink[]> {
  return ((await json(await ask(board, 'GET', '/links'))) as { links: SharedLink[] }).links
}

/** Makes a link. */
export async function makeLink(board: string, terms: Terms): Promise<BoardLink> {
  return (await json(await ask(board, 'POST', '/links', terms))) as BoardLink
}

/** Gives a link other terms, which are those of who came by it, too. */
export async function changeLink(board: string, link: string, terms: Terms): Promise<void> {
  await ask(board, 'PATCH', `/links/${link}`, terms)
}

/** Gives a link another address. Who came by it stays, or leaves. */
export async function renewLink(board: string, link: string, people: 'stay' | 'leave'): Promise<BoardLink> {
  return (await json(await ask(board, 'POST', `/links/${link}/rotate`, { people }))) as BoardLink
}

/** Ends a link, and what it gave. */
export async function revokeLink(board: string, link: string): Promise<void> {
  await ask(board, 'DELETE', `/links/${link}`)
}

/** Who is on a board, the owner first, after the first `skip` of them. `more`: there are others beside them. */
export async function listPeople(
  board: string,
  skip = 0,
): Promise<{ readonly members: readonly SharedPerson[]; readonly more: boolean }> {
  return (await json(await ask(board, 'GET', skip === 0 ? '/members' : `/members?skip=${skip}`))) as {
    members: SharedPerson[]
    more: boolean
  }
}

/** Says what somebody may, whatever their link gives; '' removes them. The owner's to say. */
export async function setRole(board: string, user: string, role: 'viewer' | 'editor' | ''): Promise<void> {
  if (role === '') await ask(board, 'DELETE', `/members/${user}`)
  else await ask(board, 'PATCH', `/members/${user}`, { role })
}

/** Makes somebody the owner; who was it can go on drawing. */
export async function handOver(board: string, user: string): Promise<void> {
  await ask(board, 'PUT', '/owner', { user })
}

/** No request takes longer, in milliseconds. */
const PATIENCE = 15_000

async function ask(board: string, method: string, path: string, body?: object): Promise<Response> {
  const response = await reach(at(`/api/v1/boards/${encodeURIComponent(board)}${path}`), {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!response.ok) throw await problem(response)
  return response
}
