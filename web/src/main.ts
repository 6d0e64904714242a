import './ui/styles/tokens.css'
import './ui/styles/base.css'
import { addressOf } from './main/address'
import { applyTheme } from './ui/theme'

/** Where the page begins: it looks at the address and loads what that needs, the canvas before everything else. */
applyTheme()
const address = addressOf(location)
const page =
  address.page === 'board'
    ? import('./main/board-page').then((p) => p.openBoardPage(address))
    : import('./main/start-page').then((p) => p.openStartPage())

page.catch((error: unknown) => {
  console.error(error)
  const message = document.createElement('p')
  message.className = 'plain-message'
  message.setAttribute('role', 'alert')
  message.textContent = 'Drawing Room could not be loaded. Look to your connection and load the page again.'
  document.body.append(message)
})
