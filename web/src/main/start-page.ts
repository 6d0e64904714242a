import { ApiError, createBoard, enterAsGuest, listBoards } from '../sync/api'
import type { Me } from '../ui/names'
import { type BoardRow, showStart } from '../ui/start'
import { keepMe, keepSecret, meOrSuggestion, neverHere } from './device'

/** Shows the start page. Nobody is asked for a name here: the one that stands there is taken along with the first board. */
export function openStartPage(): void {
  let me = meOrSuggestion()
  const enter = async (as: Me) => {
    const user = await enterAsGuest(as.name, as.colour)
    keepMe(user)
    me = { name: user.name, colour: user.colour }
  }
  showStart({
    me,
    boards,
    rename: enter,
    create: async (title) => {
      if (neverHere()) await enter(me)
      const made = await signedIn(
        () => createBoard(title),
        () => enter(me),
      )
      keepSecret(made.id, made.secret)
      location.assign(made.url)
    },
  })
  // The board's code is needed next; it is fetched while the person reads.
  setTimeout(() => void import('./board-page').catch(() => undefined), 1000)
}

async function boards(): Promise<readonly BoardRow[]> {
  // Asking would only be told that nobody is signed in.
  if (neverHere()) return []
  try {
    return await listBoards()
  } catch (error) {
    if (error instanceof ApiError && error.code === 'sign_in') return []
    throw error
  }
}

/** Does what needs a person who is signed in; signs them in first if they are not. */
async function signedIn<T>(what: () => Promise<T>, enter: () => Promise<void>): Promise<T> {
  try {
    return await what()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'sign_in') throw error
    await enter()
    return what()
  }
}
