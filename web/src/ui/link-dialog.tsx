import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { seen } from '../editor/camera'
import { linkedTo, linkSelected, putCard } from '../editor/cards'
import type { Editor } from '../editor/types'
import { hostOf, isPage, linkFrom, urlOf } from '../elements/link'
import { centreOf } from '../geometry/box'
import { say } from '../words/say'
import type { PanelProps } from './panel-list'
import './styles/link-dialog.css'

/** Asks where what is selected leads; with nothing selected a card is made. */
export default function LinkDialog({ editor, open, onClose }: PanelProps) {
  const field = useRef<HTMLInputElement>(null)
  const [turn, setTurn] = useState({ open, n: 0 })
  // Opened again while it still fades it asks anew: something else may be selected by now.
  if (turn.open !== open) setTurn({ open, n: open ? turn.n + 1 : turn.n })
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog link-dialog" initialFocus={field}>
          <Content key={turn.n} editor={editor} field={field} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

type Asking = {
  readonly editor: Editor
  readonly field: React.RefObject<HTMLInputElement | null>
  readonly onClose: () => void
}

/** What it asks is settled when it opens: a card that is made is selected while it closes. */
function Content({ editor, field, onClose }: Asking) {
  const [card] = useState(() => editor.state.selection.size === 0)
  return (
    <>
      <header className="dialog-head">
        <Dialog.Title className="dialog-title">{card ? say('A link as a card') : say('Link')}</Dialog.Title>
        <Dialog.Close className="icon-button" aria-label={say('Close')}>
          <X />
        </Dialog.Close>
      </header>
      <LinkForm editor={editor} field={field} card={card} onClose={onClose} />
    </>
  )
}

function LinkForm({ editor, field, card, onClose }: Asking & { readonly card: boolean }) {
  const [before] = useState(() => (card ? '' : (linkSelected(editor) ?? '')))
  const [written, setWritten] = useState(before)
  const [wrong, setWrong] = useState('')
  const link = linkFrom(written)
  const set = (to: string) => {
    if (card) putCard(editor, to, middle(editor))
    else editor.commit(linkedTo(editor, to), editor.newID())
    onClose()
  }
  return (
    <form
      className="link-form"
      onSubmit={(event) => {
        event.preventDefault()
        const why = objection(written, link, card)
        if (why === '') set(link ?? '')
        else setWrong(why)
      }}
    >
      <input
        ref={field}
        className="field"
        dir="ltr"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-label={say('Where it leads')}
        placeholder="https://"
        value={written}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setWritten(event.target.value)
          setWrong('')
        }}
      />
      <p className={wrong ? 'wrong' : 'soft small-print'} role={wrong ? 'alert' : undefined}>
        {wrong || told(link)}
      </p>
      <div className="link-buttons">
        {before !== '' && (
          <button type="button" className="button" onClick={() => set('')}>
            {say('Remove')}
          </button>
        )}
        <button type="submit" className="button primary">
          {card ? say('Make the card') : say('Save')}
        </button>
      </div>
    </form>
  )
}

/** The host as it will be asked for: letters that only look like others are not to deceive. */
function told(link: string | null): string {
  const url = urlOf(link)
  if (url === null) return say('It opens in a tab of its own. Nothing is fetched from there by this board.')
  return isPage(url)
    ? say('Leads to {page}', { page: hostOf(url) })
    : say('Writes to {address}', { address: hostOf(url) })
}

function objection(written: string, link: string | null, card: boolean): string {
  if (written.trim() === '') return card ? say('Where shall it lead?') : ''
  if (link === null) return say('This is no address of a page: it begins with https://, http:// or mailto:.')
  return card && !isPage(urlOf(link)) ? say('A card leads to a page: its address begins with https:// or http://.') : ''
}

function middle({ state, viewport }: Editor) {
  return centreOf(seen(state.camera, viewport))
}
