import { ApiError, getBoard, joinBoard } from '../sync/api'
import type { BoardClient } from '../sync/types'
import { keepSecret, keptSecret, knownMe, neverHere } from './device'
import { whenStopped } from './when-stopped'

/** What is asked or said before the board is there is said in the person's language, too. */
export const speaking = async () => (await import('./language')).speakChosen()

/** The server's word for what went wrong; '' where it was something else. */
export const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : '')

/** How somebody comes onto a board: who they are, and what lets them in. `enter` is done once; what failed can be tried again. */
export type Way = { readonly user: string; readonly enter: () => Promise<void> }

/** Somebody who has said who they are only now. `password`: that of the link they come by, which they have proved to know. */
export type Newcomer = { readonly id: string; readonly password?: string }

/**
 * Finds out who comes onto a board: asks for a name where nobody is known. Null when there is nobody, which the page then says. Whether they
 * are let in is asked by `enter`, while they can draw already.
 */
export async function wayIn(board: string, secret: string | null): Promise<Way | null> {
  try {
    const me: Newcomer = knownMe() ?? (await (await import('./who')).newcomer(board, secret))
    return { user: me.id, enter: once(() => enter(board, secret, me.password)) }
  } catch (error) {
    const [{ showStopped }] = await Promise.all([import('../ui/mount'), speaking()])
    showStopped(noWay.get(codeOf(error)) ?? (neverHere() ? 'nobody_here' : 'unreachable'), '')
    return null
  }
}

/** What is said where there is no way in, by what went wrong. */
const noWay = new Map([
  ['sign_in', 'no_board'],
  ['bad_link', 'bad_link'],
  ['link_expired', 'link_expired'],
  ['quarantined', 'quarantined'],
  ['trashed', 'trashed'],
])

/** A board that is there, and open to nobody now, or not by this link any more. */
export const closed: ReadonlySet<string> = new Set(['quarantined', 'trashed', 'link_expired'])

/** A link's secret opens nothing. */
export const badLink = () => new ApiError('bad_link', 404, 'This link does not work.')

/** Joins by a link that is new here. Where none was ever used here, whether the board may be seen is asked first, as that is answered soonest. */
async function enter(board: string, secret: string | null, password?: string): Promise<void> {
  const kept = keptSecret(board)
  if (secret !== null && secret !== kept) await joinByLink(board, secret, password)
  else if (kept === null) {
    await getBoard(board).catch((error: unknown) => {
      if (codeOf(error) === 'no_board' || closed.has(codeOf(error))) throw error
    })
  }
}

async function joinByLink(board: string, secret: string, password?: string): Promise<void> {
  await joinBoard(board, secret, password).catch(async (error: unknown) => {
    const code = codeOf(error)
    // The wrong one now: it was changed since it was proved.
    if (code !== 'need_password' && code !== 'wrong_password') throw code === 'no_board' ? badLink() : error
    await (await import('./ask-password')).joinWithPassword(board, secret)
  })
  keepSecret(board, secret)
}

/** Work that is done once, however often it is asked for; again only after it has failed. */
function once(work: () => Promise<void>): () => Promise<void> {
  let doing: Promise<void> | null = null
  return () => {
    doing ??= work().catch((error: unknown) => {
      doing = null
      throw error
    })
    return doing
  }
}

/**
 * Asks who is there as soon as the client finds that its person is signed in no more. Another person, or nobody any more: the page begins
 * anew as who it is now, and takes over what still waits on the device for this board.
 */
export function watchSession(client: BoardClient, user: string): void {
  whenStopped(client, 'sign_in', () => void askAgain(client.boardID, user))
}

const askAgain = async (board: string, user: string) => (await import('./who')).checkSession(board, user)
