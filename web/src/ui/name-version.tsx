import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { NAME_MAX, nameMoment, nameTyped } from './history-moments'
import type { PanelProps } from './panel-list'
import './styles/link-dialog.css'

/** Gives the board as it is now a name, by which it is found again in its history. */
export default function NameVersion({ editor, open, onClose }: PanelProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog link-dialog" initialFocus={field}>
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">{say('Name this version')}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={say('Close')}>
              <X />
            </Dialog.Close>
          </header>
          <NameForm editor={editor} field={field} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

type FormProps = {
  readonly editor: Editor
  readonly field: React.RefObject<HTMLInputElement | null>
  readonly onClose: () => void
}

function NameForm({ editor, field, onClose }: FormProps) {
  const [typed, setTyped] = useState('')
  const title = nameTyped(typed)
  return (
    <form
      className="link-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (title === '') return
        if (nameMoment(editor, null, title))
          noticesOf(editor).say(
            say('“{name}” is kept', { name: title }),
            say('It stands among the versions in the history.'),
          )
        onClose()
      }}
    >
      <input
        ref={field}
        className="field"
        dir={typed === '' ? undefined : 'auto'}
        autoComplete="off"
        enterKeyHint="done"
        aria-label={say('Name of the version')}
        maxLength={NAME_MAX}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="soft small-print">
        {say('Everybody on the board finds it in the history, and can come back to it.')}
      </p>
      <div className="link-buttons">
        <button type="submit" className="button primary" disabled={title === ''}>
          {say('Save')}
        </button>
      </div>
    </form>
  )
}
