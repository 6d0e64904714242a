import { enterAsGuest, joinBoard, openSession, tryLink, type User } from '../sync/api'
import { keepMe, keptSecret, knownMe, neverHere } from './device'
import { badLink, closed, codeOf, type Newcomer, speaking } from './way-in'

/** Finds out who somebody is: for those who are not known here yet, or signed in no more. Most pages can do without. */

/** Nobody is known here. Whoever has a link that works gives a name; without one, only somebody whose cookie is still here can have a right. */
export async function newcomer(board: string, secret: string | null): Promise<Newcomer> {
  let password: string | undefined
  // Nobody was ever signed in here: asking the server would only be told so.
  if (secret !== null && secret !== keptSecret(board) && neverHere()) password = await askNameFor(board, secret)
  const known = knownMe()
  const { id } =
    known ??
    (await whoIsSignedIn().catch(async (error: unknown) => {
      if (secret === null || codeOf(error) !== 'sign_in') throw error
      password = await askNameFor(board, secret)
      return whoIsSignedIn()
    }))
  return { id, ...(password !== undefined && { password }) }
}

/**
 * Asks for a name, unless the link is known not to work, or there is no network at all to come in by; before that for the link's password, where it
 * has one, and returns it. Without a word on the link, the name is asked for, and joining finds out.
 */
async function askNameFor(board: string, secret: string): Promise<string | undefined> {
  void import('../ui/mount')
  const opens = await tryLink(board, secret).catch((error: unknown) => {
    if (codeOf(error) === 'no_board') throw badLink()
    if (closed.has(codeOf(error)) || !navigator.onLine) throw error
    return null
  })
  const password = opens?.password ? await (await import('./ask-password')).rightPassword(board, secret) : undefined
  await askName(async () => {}, opens?.role === 'viewer')
  return password
}

/** Whether the person is being asked who they are; one question at a time. */
let checking = false

/** The person who opened this page is signed in no more: asks who is there (see watchSession). */
export async function checkSession(board: string, user: string): Promise<void> {
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

/** Asks for a name until somebody is signed in, and `then` is done. `looksOn`: they will not draw. */
async function askName(then: () => Promise<void>, looksOn = false): Promise<void> {
  const [{ showNameDialog }, { meOrSuggestion }] = await Promise.all([
    import('../ui/mount'),
    import('./me'),
    speaking(),
  ])
  await new Promise<void>((resolve) => {
    showNameDialog(
      meOrSuggestion(),
      async (me) => {
        keepMe(await enterAsGuest(me.name, me.colour))
        await then()
        resolve()
      },
      looksOn,
    )
  })
}
