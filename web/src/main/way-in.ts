import { ApiError, enterAsGuest, joinBoard, openSession, type User } from '../sync/api'
import { keepMe, keepSecret, keptSecret, knownMe, meOrSuggestion } from './device'

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : '')

/**
 * Finds the way onto a board: signs in, asking for a name where nobody is known, and joins by the link's secret where it is new here.
 * Returns the person's id; null when there is no way in, which the page then says. Who has been here before is let through without asking the server.
 */
export async function wayIn(board: string, secret: string | null): Promise<string | null> {
  const known = knownMe()
  const fresh = secret !== null && secret !== keptSecret(board)
  if (known && !fresh) return known.id
  try {
    if (!fresh) return (await whoIsSignedIn()).id
    await joinBoard(board, secret)
    keepSecret(board, secret)
    return knownMe()?.id ?? (await whoIsSignedIn()).id
  } catch (error) {
    return noWayYet(board, secret, codeOf(error))
  }
}

async function noWayYet(board: string, secret: string | null, code: string): Promise<string | null> {
  if (code === 'sign_in' && secret !== null) {
    await askName()
    return wayIn(board, secret)
  }
  const { showStopped } = await import('../ui/mount')
  if (code === 'no_board') showStopped('bad_link', '')
  else if (code === 'sign_in') showStopped('no_board', '')
  else showStopped('unreachable', '')
  return null
}

/**
 * Makes sure, after the fact, that who is known here is who is signed in. Another person, or nobody any more: the page begins anew as who it is now.
 */
export async function checkSession(board: string, user: string): Promise<void> {
  try {
    if ((await whoIsSignedIn()).id !== user) location.reload()
  } catch (error) {
    if (codeOf(error) !== 'sign_in') return
    await askName()
    const secret = keptSecret(board)
    if (secret !== null) await joinBoard(board, secret).catch(() => undefined)
    location.reload()
  }
}

async function whoIsSignedIn(): Promise<User> {
  const { user } = await openSession()
  keepMe(user)
  return user
}

/** Asks for a name until somebody is signed in. */
async function askName(): Promise<void> {
  const { showNameDialog } = await import('../ui/mount')
  await new Promise<void>((resolve) => {
    showNameDialog(meOrSuggestion(), async (me) => {
      keepMe(await enterAsGuest(me.name, me.colour))
      resolve()
    })
  })
}
