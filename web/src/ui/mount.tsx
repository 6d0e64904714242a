import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { Chrome, type ChromeProps } from './chrome'
import type { Me } from './names'
import './styles/parts.css'
import './styles/palette.css'
import './styles/chrome.css'
import './styles/tools.css'
import './styles/style.css'
import './styles/layers.css'
import './styles/narrow.css'

let root: Root | undefined

/** Draws into the page's one place for chrome, in place of what stood there. */
function show(node: React.JSX.Element): void {
  root ??= createRoot(document.getElementById('chrome')!)
  root.render(<StrictMode>{node}</StrictMode>)
}

/** The board's chrome. */
export function showChrome(props: ChromeProps): void {
  const place = document.getElementById('chrome')!
  place.setAttribute('role', 'region')
  place.setAttribute('aria-label', 'Controls')
  show(<Chrome {...props} />)
}

/** Asks for a name; `onDone` throws with a sentence for the person when they cannot be let in. */
export async function showNameDialog(me: Me, onDone: (me: Me) => Promise<void>): Promise<void> {
  const { default: NameDialog } = await import('./name-dialog')
  show(
    <CSPProvider disableStyleElements>
      <NameDialog me={me} onDone={onDone} />
    </CSPProvider>,
  )
}

/** Says that there is no way in; `code` as in stopped-words.ts. */
export async function showStopped(code: string, why: string): Promise<void> {
  const { default: Stopped } = await import('./stopped')
  show(
    <CSPProvider disableStyleElements>
      <Stopped code={code} why={why} changes={0} here />
    </CSPProvider>,
  )
}
