import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { onSpoken, say } from '../words/say'
import { Chrome, type ChromeProps } from './chrome'
import { fetchAfter } from './later'
import type { Me } from './names'
import { Spoken } from './spoken'
import './styles/parts.css'
import './styles/palette.css'
import './styles/chrome.css'
import './styles/tools.css'
import './styles/style.css'
import './styles/layers.css'
import './styles/narrow.css'

let root: Root | undefined
/** Whether the board's chrome stands there, and no question before it. */
let stands = false

/** Draws into the page's one place for chrome, in place of what stood there. */
function show(draw: () => React.JSX.Element): void {
  root ??= createRoot(document.getElementById('chrome')!)
  root.render(
    <StrictMode>
      <Spoken draw={draw} />
    </StrictMode>,
  )
}

/** Names the two parts of the page, in the language that is spoken. */
function nameParts(): void {
  document.getElementById('board')!.setAttribute('aria-label', say('Board'))
  document.getElementById('chrome')!.setAttribute('aria-label', say('Controls'))
}

/** The board's chrome. */
export function showChrome(props: ChromeProps): void {
  stands = true
  fetchAfter(props.seen)
  document.getElementById('chrome')!.setAttribute('role', 'region')
  nameParts()
  onSpoken(nameParts)
  show(() => <Chrome {...props} />)
}

/** Asks for a name; `onDone` throws with a sentence for the person when they cannot be let in. `looksOn`: they will not draw. */
export async function showNameDialog(me: Me, onDone: (me: Me) => Promise<void>, looksOn: boolean): Promise<void> {
  const { default: NameDialog } = await import('./name-dialog')
  show(() => (
    <CSPProvider disableStyleElements>
      <NameDialog me={me} looksOn={looksOn} onDone={onDone} />
    </CSPProvider>
  ))
}

/** Asks for the password of a link; as askOver. */
export async function askPassword(onDone: (password: string) => Promise<void>): Promise<void> {
  if (!stands) show(() => <></>) // the name has been asked for there, and is answered
  const { askOver } = await import('./ask-password')
  await askOver(onDone)
}

/** Says that there is no way in; `code` as in stopped-words.ts. */
export async function showStopped(code: string, why: string): Promise<void> {
  const { default: Stopped } = await import('./stopped')
  show(() => (
    <CSPProvider disableStyleElements>
      <Stopped code={code} why={why} changes={0} here />
    </CSPProvider>
  ))
}
