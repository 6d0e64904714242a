import { ApiError } from '../sync/api'
import { readShelf, type Shelf } from '../sync/shelf-api'
import type { BoardsListed } from '../ui/board-shelf'
import { knownMe, neverHere } from './device'

/** The server has so long to list one's boards, in milliseconds, before those that this device keeps are shown meanwhile. */
export const PATIENCE = 3_000

/** A server that could not be asked is asked again after so many milliseconds, or as soon as there is a network. */
export const AGAIN = 10_000

type Show = (listed: BoardsListed) => void

/**
 * Shows one's boards as the server lists them; where it does not, or not soon, those that this device keeps, until it does. Rejects when
 * nobody knows of any.
 */
export async function listBoardsTo(show: Show): Promise<void> {
  // Asking would only be told that nobody is signed in.
  if (neverHere()) return show({ by: 'server', boards: [], trash: [] })
  let answered = false
  const late = setTimeout(() => {
    kept().then(
      (here) => answered || show(here),
      () => {},
    )
  }, PATIENCE)
  try {
    const shelf = await own()
    answered = true
    await showServers(shelf, show)
  } catch {
    answered = true
    void askAgain(show)
    show(await kept())
  } finally {
    clearTimeout(late)
  }
}

async function askAgain(show: Show): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, AGAIN)
    addEventListener('online', resolve, { once: true })
  })
  const shelf = await own().catch(() => null)
  if (shelf === null) return askAgain(show)
  await showServers(shelf, show)
}

/** The server knows nothing of what still waits on this device: that is sent when the board is opened. */
async function showServers({ boards, trash }: Shelf, show: Show): Promise<void> {
  show({ by: 'server', boards, trash })
  const me = knownMe()
  if (me === null || boards.length === 0) return
  const { waitingHere } = await import('../sync/kept-boards')
  const waiting = await waitingHere(me.id).catch(() => new Map<string, number>())
  if (waiting.size === 0) return
  show({ by: 'server', boards: boards.map((board) => ({ ...board, waiting: waiting.get(board.id) ?? 0 })), trash })
}

async function own(): Promise<Shelf> {
  try {
    return await readShelf()
  } catch (error) {
    if (error instanceof ApiError && error.code === 'sign_in') return { boards: [], trash: [] }
    throw error
  }
}

async function kept(): Promise<BoardsListed> {
  const me = knownMe()
  if (me === null) throw new Error('nobody is known here')
  const { keptBoards } = await import('../sync/kept-boards')
  const boards = await keptBoards(me.id)
  return { by: 'device', boards: boards.map(({ kept: updated, ...board }) => ({ ...board, updated })) }
}
