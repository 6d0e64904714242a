import { ApiError, enterAsGuest, getBoard, joinBoard, openSession, type User } from '../sync/api'
import type { BoardClient } from '../sync/types'
import { keepMe, keepSecret, keptSecret, knownMe, meOrSuggestion, neverHere } from './device'

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : '')

/**
 * Finds the way onto a board: signs in, asking for a name where nobody is known, and joins by the link's secret where it is new here.
 * Returns the person's id; null when there is no way in, which the page then says. Who has been here before is let through without asking the server.
 */
export async function wayIn(board: string, secret: string | null): Promise<string | null> {
  const known = knownMe()
  const kept = keptSecret(board)
  if (known && kept !== null && (secret === null || secret === kept)) return known.id
  try {
    if (secret === null || secret === kept) return await withoutLink(board)
    // Nobody was ever signed in here: asking the server would only be told so.
    if (neverHere()) await askName()
    return await byLink(board, secret)
  } catch (error) {
    return noWayYet(board, secret, codeOf(error))
  }
}

async function byLink(board: string, secret: string): Promise<string> {
  await joinBoard(board, secret)
  keepSecret(board, secret)
  return knownMe()?.id ?? (await whoIsSignedIn()).id
}

/** So long is waited for a word on whether a board may be seen, in milliseconds; then it is opened, and the client finds out. */
const askPatience = 2_000

/** No link was ever used here for this board: whether it may be seen is asked before it is shown. No answer: it may be on the device. */
async function withoutLink(board: string): Promise<string> {
  const { id } = knownMe() ?? (await whoIsSignedIn())
  const asked = getBoard(board).catch((error: unknown) => {
    if (codeOf(error) === 'no_board') throw error
  })
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, askPatience))])
  return id
}

async function noWayYet(board: string, secret: string | null, code: string): Promise<string | null> {
  if (code === 'sign_in' && secret !== null) {
    await askName()
    return byLink(board, secret).catch((error: unknown) => noWayYet(board, secret, codeOf(error)))
  }
  const { showStopped } = await import('../ui/mount')
  if (code === 'no_board') showStopped(secret === null ? 'no_board' : 'bad_link', '')
  else if (code === 'sign_in') showStopped('no_board', '')
  else showStopped('unreachable', '')
  return null
}

/** Whether the person is being asked who they are; one question at a time. */
let checking = false

/**
 * Makes sure, after the fact, that who is known here is who is signed in. Another person, or nobody any more: the page begins anew as
 * who it is now, and takes over what still waits on the device for this board. `stopped`: the client has been told already that nobody is.
 */
export async function checkSession(board: string, user: string, stopped = false): Promise<void> {
  if (checking) return
  checking = true
  try {
    if ((await whoIsSignedIn()).id !== user) location.reload()
  } catch (error) {
    if (stopped || codeOf(error) === 'sign_in') await comeInAgain(board)
  } finally {
    checking = false
  }
}

/** Asks who is there as soon as the client finds that its person is signed in no more. */
export function watchSession(client: BoardClient, user: string): void {
  client.on({
    state: () => {
      const { state } = client
      if (state.kind === 'stopped' && state.code === 'sign_in') void checkSession(client.boardID, user, true)
    },
  })
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
