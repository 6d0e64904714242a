import { Dialog } from '@base-ui/react/dialog'
import { useRef, useState } from 'react'
import { say } from '../words/say'
import { whyNot } from './server-words'
import './styles/layers.css'

/** Asks for the password of a link; stays until it is the right one. `onDone` throws with a sentence for the person when it is not. */
export default function PasswordDialog({ onDone }: { onDone: (password: string) => Promise<void> }) {
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const go = async () => {
    setBusy(true)
    setWrong('')
    try {
      await onDone(password)
    } catch (error) {
      setWrong(whyNot(error, say('That did not work. Try again.')))
      setBusy(false)
      input.current?.select()
    }
  }
  return (
    <Dialog.Root open onOpenChange={(_, details) => details.cancel()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil veil-light" />
        <Dialog.Popup className="panel dialog name-dialog" initialFocus={input}>
          <Dialog.Title className="dialog-title">{say('This link has a password')}</Dialog.Title>
          <Dialog.Description className="soft">{say('Whoever sent you the link knows it.')}</Dialog.Description>
          <form
            className="me-form"
            onSubmit={(event) => {
              event.preventDefault()
              void go()
            }}
          >
            <input
              ref={input}
              className="field"
              type="password"
              dir="auto"
              autoComplete="off"
              aria-label={say('Password')}
              aria-invalid={wrong !== ''}
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
            {wrong && (
              <p className="wrong" role="alert">
                {wrong}
              </p>
            )}
            <button type="submit" className="button primary wide" disabled={busy || password === ''}>
              {say('Come in')}
            </button>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
