import './ui/styles/tokens.css'
import './ui/styles/base.css'
import { addressOf, takePart } from './main/address'
import { keptVisit, knownMe } from './main/device'
import { openSession } from './sync/api'
import { awaitInstall } from './ui/install'
import { applyTheme } from './ui/theme'
import { say } from './words/say'

/** Where the page begins: it looks at the address and loads what that needs, the canvas before everything else. */
applyTheme()
awaitInstall()
const address = addressOf(location)
const page = address.page === 'board' ? openBoard(address) : import('./main/start-page').then((p) => p.openStartPage())

/** Who has been here before is asked for while the board's code is on its way. */
async function openBoard(board: { id: string; secret: string | null; token: string | null }): Promise<void> {
  // Whoever looks over a shoulder, or into the list of pages, sees no token.
  takePart('t')
  const token = board.token ?? keptVisit(board.id)
  if (token !== null) return (await import('./main/visit')).openVisit(board, token)
  const session = knownMe() === null ? undefined : openSession(board.id)
  // Whoever uses it hears of it: until then nobody listens.
  session?.catch(() => {})
  const { openBoardPage } = await import('./main/board-page')
  await openBoardPage(board, session)
}

page.catch((error: unknown) => {
  console.error(error)
  const message = document.createElement('p')
  message.className = 'plain-message'
  message.setAttribute('role', 'alert')
  message.textContent = say('Drawing Room could not be loaded. Look to your connection and load the page again.')
  document.body.append(message)
})
