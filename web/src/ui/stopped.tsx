import { Dialog } from '@base-ui/react/dialog'
import { useRef } from 'react'
import { keptWords, stoppedWords } from './stopped-words'

type Props = { readonly code: string; readonly why: string; readonly changes: number; readonly here: boolean }

/** Says in full that the board can be reached no more, why, and what to do; what was drawn stays in view behind it. */
export default function Stopped({ code, why, changes, here }: Props) {
  const words = stoppedWords(code, why)
  const kept = keptWords(changes, here)
  const first = useRef<HTMLElement>(null)
  return (
    <Dialog.Root open onOpenChange={(_, details) => details.cancel()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog stopped" role="alertdialog" data-stopped={code} initialFocus={first}>
          <Dialog.Title className="dialog-title">{words.title}</Dialog.Title>
          <Dialog.Description className="stopped-text">{words.text}</Dialog.Description>
          {kept && <p className="stopped-kept">{kept}</p>}
          <div className="dialog-foot">
            <a
              ref={words.action === 'home' ? (first as React.Ref<HTMLAnchorElement>) : null}
              className={`button ${words.action === 'home' ? 'primary' : ''}`}
              href="/"
            >
              To my boards
            </a>
            {words.action === 'reload' && (
              <button
                ref={first as React.Ref<HTMLButtonElement>}
                type="button"
                className="button primary"
                onClick={() => location.reload()}
              >
                Load again
              </button>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
