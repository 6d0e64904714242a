import { CSPProvider } from '@base-ui/react/csp-provider'
import { createRoot } from 'react-dom/client'

/** Asks for the password of a link, over whatever is there; `onDone` throws with a sentence for the person while it lets nobody in. */
export async function askOver(onDone: (password: string) => Promise<void>): Promise<void> {
  const { default: PasswordDialog } = await import('./password-dialog')
  const place = document.body.appendChild(document.createElement('div'))
  const over = createRoot(place)
  const done = async (password: string) => {
    await onDone(password)
    over.unmount()
    place.remove()
  }
  over.render(
    <CSPProvider disableStyleElements>
      <PasswordDialog onDone={done} />
    </CSPProvider>,
  )
}
