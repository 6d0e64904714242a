import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Editor } from '../editor/types'
import type { KeptRefusal } from '../sync/types'
import { say } from '../words/say'
import { ago } from './ago'
import type { PanelProps } from './panel-list'
import { refusedWords } from './refused-words'
import { saveUnanswered } from './save-unanswered'
import { refusalWords } from './server-words'
import './styles/refused.css'

/** What the server did not take: kept on the device, to be tried again or forgotten. */
export default function RefusedPanel({ editor, open, onClose }: PanelProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog refused">
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">{say('Not accepted')}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={say('Close')}>
              <X />
            </Dialog.Close>
          </header>
          <List editor={editor} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function List({ editor }: { editor: Editor }) {
  const { refusals } = editor.client
  const kept = useKept(editor)
  if (kept === null) return <p className="soft">{say('This browser keeps nothing on this device.')}</p>
  if (kept.length === 0)
    return <p className="soft">{say('The server took everything you did. What it refuses would be kept here.')}</p>
  const again = (one: KeptRefusal) => {
    if (taken(editor, one)) void refusals.drop(one)
  }
  return (
    <>
      <ul className="refused-list">
        {kept.toReversed().map((one) => (
          <li key={`${one.client} ${one.n}`} className="refused-row">
            <div className="refused-what">
              <strong>{refusedWords(one.change.ops)}</strong> <span className="soft">{ago(one.kept, Date.now())}</span>
              <p className="soft">{refusalWords(one.code, one.why)}</p>
            </div>
            <button type="button" className="button" disabled={editor.state.readOnly} onClick={() => again(one)}>
              {say('Try again')}
            </button>
            <button type="button" className="button" onClick={() => saveUnanswered(editor, [one.change])}>
              {say('Save as file')}
            </button>
            <button type="button" className="button" onClick={() => void refusals.drop(one)}>
              {say('Forget')}
            </button>
          </li>
        ))}
      </ul>
      {kept.length > 1 && (
        <div className="dialog-foot">
          <button
            type="button"
            className="button"
            onClick={() =>
              saveUnanswered(
                editor,
                kept.map(({ change }) => change),
              )
            }
          >
            {say('Save all as file')}
          </button>
          <button type="button" className="button" onClick={() => void refusals.dropAll()}>
            {say('Forget all')}
          </button>
        </div>
      )}
    </>
  )
}

/** Does it once more. Whether it waits for its answer now: what may not even be sent is not to be forgotten. */
function taken(editor: Editor, { change }: KeptRefusal): boolean {
  let waits = true
  const off = editor.client.on({
    notTaken: () => {
      waits = false
    },
  })
  editor.commit(change.ops, editor.newID())
  off()
  return waits
}

/** What is kept now; null where nothing can be. */
function useKept(editor: Editor): readonly KeptRefusal[] | null {
  const [kept, setKept] = useState<readonly KeptRefusal[] | null>([])
  const { client } = editor
  const look = useCallback(() => {
    client.refusals.list().then(setKept, () => setKept(null))
  }, [client])
  useEffect(() => {
    look()
    return client.on({ refusals: look })
  }, [client, look])
  return kept
}
