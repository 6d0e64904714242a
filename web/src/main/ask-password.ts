import { type BoardSummary, joinBoard, tryLink } from '../sync/api'
import { codeOf, speaking } from './way-in'

/** What a person can do something about by another try. */
const again = new Set(['wrong_password', 'tries', 'unreachable', 'busy', 'too_fast'])

/** Shows what asks for a password; `onDone` throws with a sentence for the person while it lets nobody in. */
type Asks = (onDone: (password: string) => Promise<void>) => Promise<void>

/** Asks for the password of a link until it lets the person in. Throws what no password helps against. */
export const joinWithPassword = (board: string, secret: string, ask = askOnPage): Promise<BoardSummary> =>
  askUntil(ask, (password) => joinBoard(board, secret, password))

/** Asks for the password of a link until it is the right one, before it is known who asks; returns it. Throws as above. */
export const rightPassword = (board: string, secret: string): Promise<string> =>
  askUntil(askOnPage, async (password) => {
    await tryLink(board, secret, password)
    return password
  })

function askUntil<T>(ask: Asks, attempt: (password: string) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    ask(async (password) => {
      try {
        resolve(await attempt(password))
      } catch (error) {
        if (again.has(codeOf(error))) throw error
        reject(error)
      }
    }).catch(reject)
  })
}

const askOnPage: Asks = async (onDone) => {
  const [{ askPassword }] = await Promise.all([import('../ui/mount'), speaking()])
  return askPassword(onDone)
}
