import { ApiError, enterAsGuest, getBoard, joinBoard, openSession, tryLink, type User } from '../sync/api'
import type { BoardClient } from '../sync/types'
import { keepMe, keepSecret, keptSecret, knownMe, meOrSuggestion, neverHere } from './device'

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : '')

/** How somebody comes onto a board: who they are, and what lets them in. `enter` is done once; what failed can be tried again. */
export type Way = { readonly user: string; readonly enter: () => Promise<void> }

/**
 * Finds out who comes onto a board: asks for a name where nobody is known. Null when there is nobody, which the page then says. Whether they
 * are let in is asked by `enter`, while they can draw already.
 */
export async function wayIn(board: string, secret: string | null): Promise<Way | null> {
  try {
    const user = knownMe()?.id ?? (await newcomer(board, secret))
    return { user, enter: once(() => enter(board, secret)) }
  } catch (error) {
    const { showStopped } = await import('../ui/mount')
    showStopped(noWay.get(codeOf(error)) ?? 'unreachable', '')
    return null
  }
}

/** What is said where there is no way in, by what went wrong. */
const noWay = new Map([
  ['sign_in', 'no_board'],
  ['bad_link', 'bad_link'],
])

/** Nobody is known here. Whoever has a link that works gives a name; without one, only somebody whose cookie is still here can have a right. */
async function newcomer(board: string, secret: string | null): Promise<string> {
  // Nobody was ever signed in here: asking the server would only be told so.
  if (secret !== null && secret !== keptSecret(board) && neverHere()) await askNameFor(board, secret)
  const known = knownMe()
  if (known) return known.id
  return whoIsSignedIn()
    .catch(async (error: unknown) => {
      if (secret === null || codeOf(error) !== 'sign_in') throw error
      await askNameFor(board, secret)
      return whoIsSignedIn()
    })
    .then(({ id }) => id)
}

/** Asks for a name, unless the link is known not to work. Without a word on that, the name is asked for, and joining finds out. */
async function askNameFor(board: string, secret: string): Promise<void> {
  void import('../ui/mount')
  await tryLink(board, secret).catch((error: unknown) => {
    if (codeOf(error) === 'no_board') throw badLink()
  })
  await askName()
}

const badLink = () => new ApiError('bad_link', 404, 'This link does not work.')

/** Joins by a link that is new here. Where none was ever used here, whether the board may be seen is asked first, as that is answered soonest. */
async function enter(board: string, secret: string | null): Promise<void> {
  const kept = keptSecret(board)
  if (secret !== null && secret !== kept) await joinByLink(board, secret)
  else if (kept === null) {
    await getBoard(board).catch((error: unknown) => {
      if (codeOf(error) === 'no_board') throw error
    })
  }
}

async function joinByLink(board: string, secret: string): Promise<void> {
  await joinBoard(board, secret).catch((error: unknown) => {
    throw codeOf(error) === 'no_board' ? badLink() : error
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

/** Whether the person is being asked who they are; one question at a time. */
let checking = false

/**
 * Asks who is there as soon as the client finds that its person is signed in no more. Another person, or nobody any more: the page begins
 * anew as who it is now, and takes over what still waits on the device for this board.
 */
export function watchSession(client: BoardClient, user: string): void {
  const look = () => {
    const { state } = client
    if (state.kind === 'stopped' && state.code === 'sign_in') void checkSession(client.boardID, user)
  }
  client.on({ state: look })
  look()
}

async function checkSession(board: string, user: string): Promise<void> {
  if (checking) return
  checking = true
  try {
    if ((await whoIsSignedIn()).id !== user) location.reload()
  } catch {
    // The client has been told already that nobody is.
    await comeInAgain(board)
  } finally {
    checking = false
  }
}

/** Signs in and joins by the link that was used here before; what goes wrong is said in the dialog, and can be tried again. */
async function comeInAgain(board: string): Promise<void> {
  const secret = keptSecret(board)
  await askName(async () => {
    if (secret === null) return
    await joinBoard(board, secret).catch((error: unknown) => {
      // The link is withdrawn: the page that begins anew says so, and what waits stays on the device.
      if (codeOf(error) !== 'no_board') throw error
    })
  })
  location.reload()
}

async function whoIsSignedIn(): Promise<User> {
  const { user } = await openSession()
  keepMe(user)
  return user
}

/** Asks for a name until somebody is signed in, and `then` is done. */
async function askName(then: () => Promise<void> = async () => {}): Promise<void> {
  const { showNameDialog } = await import('../ui/mount')
  await new Promise<void>((resolve) => {
    showNameDialog(meOrSuggestion(), async (me) => {
      keepMe(await enterAsGuest(me.name, me.colour))
      await then()
      resolve()
    })
  })
}
