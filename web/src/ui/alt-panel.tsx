import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { cleanText } from '../board/dictionary-types'
import { imageAtHand } from '../editor/image-at-hand'
import type { Editor } from '../editor/types'
import { string } from '../elements/props'
import { say } from '../words/say'
import type { PanelProps } from './panel-list'
import './styles/alt-panel.css'

/** So much is read out at once without tiring anybody; more than that is what texts on the board are for. */
const LONGEST = 1000

/** Says in words what a picture shows: for who does not see it, and to find it by. */
export default function AltPanel({ editor, open, onClose }: PanelProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil veil-light" />
        <Dialog.Popup className="panel dialog alt-panel" initialFocus={field}>
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">{say('Describe the picture')}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={say('Close')}>
              <X />
            </Dialog.Close>
          </header>
          <Dialog.Description className="soft">
            {say('Screen readers read it out, and the search finds the picture by it.')}
          </Dialog.Description>
          {open && <Form editor={editor} onClose={onClose} field={field} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

type FormProps = Pick<PanelProps, 'onClose'> & {
  readonly editor: Editor
  readonly field: React.RefObject<HTMLTextAreaElement | null>
}

function Form({ editor, onClose, field }: FormProps) {
  const [image] = useState(() => imageAtHand(editor))
  const [text, setText] = useState(() => (image === null ? '' : string(image.props, 'alt')))
  const save = () => {
    const alt = cleanText(text, true).trim()
    if (image !== null && alt !== string(image.props, 'alt'))
      editor.commit([{ op: 'set', id: image.id, props: new Map([['alt', alt]]) }], editor.newID())
    onClose()
  }
  return (
    <form
      className="alt-form"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <textarea
        ref={field}
        className="field"
        dir="auto"
        rows={3}
        aria-label={say('What the picture shows')}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          save()
        }}
      />
      <div className="dialog-foot">
        <button type="submit" className="button primary">
          {say('Save')}
        </button>
      </div>
    </form>
  )
}
