import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onSpoken, say } from '../../words/say'
import { Spoken } from '../spoken'
import { stoppedWords } from '../stopped-words'
import { EmbedChrome, type EmbedChromeProps } from './chrome'
import '../styles/parts.css'
import '../styles/palette.css'
import '../styles/chrome.css'
import '../styles/tools.css'
import '../styles/style.css'
import '../styles/narrow.css'
import '../styles/embed.css'

function show(draw: () => React.JSX.Element): void {
  const chrome = document.getElementById('chrome')!
  createRoot(chrome).render(
    <StrictMode>
      <Spoken draw={() => <CSPProvider disableStyleElements>{draw()}</CSPProvider>} />
    </StrictMode>,
  )
}

/** Names the two parts of the frame, in the language that is spoken. */
function nameParts(): void {
  document.getElementById('board')!.setAttribute('aria-label', say('Board'))
  document.getElementById('chrome')!.setAttribute('aria-label', say('Controls'))
}

/** What stands around a board in a frame of another site. */
export function showEmbed(props: EmbedChromeProps): void {
  document.getElementById('chrome')!.setAttribute('role', 'region')
  nameParts()
  onSpoken(nameParts)
  show(() => <EmbedChrome {...props} />)
}

export { askOver } from '../ask-password'

/** Says in the frame that there is no way in; `code` as in stopped-words.ts. */
export function showEmbedStopped(code: string): void {
  // What is said is the main part now: there is no board.
  document.getElementById('board')!.removeAttribute('role')
  show(() => {
    const words = stoppedWords(code, '')
    return (
      <main className="embed-stopped" data-stopped={code}>
        <h1>{words.title}</h1>
        <p>{words.text}</p>
        {words.action === 'reload' && (
          <button type="button" className="button" onClick={() => location.reload()}>
            {say('Load again')}
          </button>
        )}
      </main>
    )
  })
}
