import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { type StrikeReach, type Striking, strikeOut, tryStrike } from '../sync/strikes-api'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import { whyNot } from './server-words'
import './styles/strike.css'

type DialogProps = {
  readonly editor: Editor
  readonly what: Striking
  readonly open: boolean
  readonly onClose: () => void
}

/** Says in plain words what striking out takes away and what it does not reach, and does it. */
export function StrikeDialog({ open, onClose, ...asked }: DialogProps) {
  const [busy, setBusy] = useState(false)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || busy || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog strike" role="alertdialog">
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">{say('Strike out of the history')}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={say('Close')} disabled={busy}>
              <X />
            </Dialog.Close>
          </header>
          <Content {...asked} busy={busy} onBusy={setBusy} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** What would go, as far as the server has said. */
type Asked = StrikeReach | { readonly failed: string } | null

type ContentProps = Omit<DialogProps, 'open'> & { readonly busy: boolean; readonly onBusy: (busy: boolean) => void }

function Content({ editor, what, busy, onBusy, onClose }: ContentProps) {
  const [asked, setAsked] = useReach(editor, what)
  if (asked === null) return <p role="status">{say('Looking what would go …')}</p>
  if ('failed' in asked)
    return (
      <p className="strike-bad" role="alert">
        {asked.failed}
      </p>
    )
  if (asked.seqs.length === 0)
    return <p role="status">{say('There is nothing of it in the history that can be struck out.')}</p>
  const others = othersOf(what, asked)
  const strike = async () => {
    onBusy(true)
    try {
      tell(editor, await strikeOut(editor.client.boardID, what))
      onClose()
    } catch (error) {
      setAsked({ failed: whyNot(error, say('It was not struck out.')) })
    } finally {
      onBusy(false)
    }
  }
  return (
    <>
      <Words reach={asked} others={others.length} />
      <div className="dialog-foot">
        {others.length > 0 && (
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => {
              onClose()
              editor.select(others.filter((id) => editor.client.view.element(id) !== undefined))
            }}
          >
            {say('Show the others')}
          </button>
        )}
        <Dialog.Close className="button" disabled={busy}>
          {say('Cancel')}
        </Dialog.Close>
        <button type="button" className="button strike-button" disabled={busy} onClick={() => void strike()}>
          {busy ? say('Striking out …') : say('Strike out for good')}
        </button>
      </div>
    </>
  )
}

/** What goes, what goes with it, and what cannot be reached. */
function Words({ reach, others }: { readonly reach: StrikeReach; readonly others: number }) {
  return (
    <>
      <Dialog.Description>
        {sayCount(
          '{n} change goes out of the history of this board for good: from the board, from its replay, from exports, and from the server’s database.',
          '{n} changes go out of the history of this board for good: from the board, from its replay, from exports, and from the server’s database.',
          reach.seqs.length,
        )}
      </Dialog.Description>
      {others > 0 && (
        <p className="strike-others">
          {sayCount(
            '{n} other element was part of these changes: it goes too, or goes back to what it was before.',
            '{n} other elements were part of these changes: they go too, or go back to what they were before.',
            others,
          )}
        </p>
      )}
      <ul className="strike-list">
        {reach.folded && (
          <li>
            {say(
              'Some of it is older than the history that is kept, which nothing is struck out of: delete it from the board, and it is gone once that moment is not kept any more either.',
            )}
          </li>
        )}
        <li>{say('It cannot be undone. A mark stays that says who struck something out, and when.')}</li>
        <li>{say('What anybody could undo on this board until now is forgotten with it.')}</li>
        <li>
          {say(
            'Out of reach are backups made before, devices that are away until they come back, and what somebody has copied, exported or photographed.',
          )}
        </li>
      </ul>
    </>
  )
}

/** Asks the server what would go. */
function useReach(editor: Editor, what: Striking): readonly [Asked, (asked: Asked) => void] {
  const [asked, setAsked] = useState<Asked>(null)
  useEffect(() => {
    let gone = false
    tryStrike(editor.client.boardID, what).then(
      (reach) => gone || setAsked(reach),
      (error: unknown) => gone || setAsked({ failed: whyNot(error, say('The server cannot be reached.')) }),
    )
    return () => {
      gone = true
    }
  }, [editor, what])
  return [asked, setAsked]
}

/** What goes beside what was asked for. Of changes that were chosen by their places all that they touch was meant. */
function othersOf(what: Striking, { elements }: StrikeReach): readonly string[] {
  if ('seqs' in what) return []
  const meant = new Set(what.elements)
  return elements.filter((id) => !meant.has(id))
}

function tell(editor: Editor, { swept, more }: { readonly swept: boolean; readonly more?: boolean }): void {
  const notices = noticesOf(editor)
  if (more === true)
    notices.say(say('Not all was struck out'), say('Others went on drawing on it meanwhile. Do it once more.'))
  else if (!swept)
    notices.say(
      say('Struck out of the history'),
      say('The server still has it in its files while somebody reads them, such as a backup. It cleans up by itself.'),
    )
}
