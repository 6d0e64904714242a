import '../../ui/styles/tokens.css'
import '../../ui/styles/base.css'
import { readOptions } from '../../embed/options'
import { applyTheme, fixTheme } from '../../ui/theme'
import { say } from '../../words/say'
import { Host } from './host'

/** Where a board in a page of another site begins: /embed/{board}. It listens to the page around from the first moment. */

const { options, wrong } = readOptions(location.hash)
for (const name of wrong)
  console.warn(`Drawing Room: the option "${name}" of this address cannot be read; see docs/embedding.md`)
fixTheme(options.theme ?? 'system')
applyTheme()

/** The server says whose pages may frame this one (server/pages.go). */
const embedders = document.querySelector<HTMLMetaElement>('meta[name="embedders"]')?.content.split(' ') ?? []
const host = new Host(
  window,
  embedders.filter((origin) => origin !== ''),
  (message, origin, transfer) => window.parent.postMessage(message, origin, transfer),
)

import('./page')
  .then(({ openEmbed }) => openEmbed(options, host))
  .catch((error: unknown) => {
    console.error(error)
    host.settle({ type: 'failed', code: 'unreachable' }, null)
    const message = document.createElement('p')
    message.className = 'plain-message'
    message.setAttribute('role', 'alert')
    message.textContent = say('Drawing Room could not be loaded. Look to your connection and load the page again.')
    document.body.append(message)
  })
