import { Dialog } from '@base-ui/react/dialog'
import { Copy, X } from 'lucide-react'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { seen } from '../editor/camera'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { shownLine } from '../elements/shown'
import { embedAddress, snippetOf } from '../embed/options'
import { whole } from '../site/at'
import { say } from '../words/say'
import { copyText } from './copy'
import { type Chosen, EmbedChoices, optionsOf, usual } from './embed-choices'
import { type EmbedLink, embedLinksOf } from './embed-offered'
import { EmbedSites } from './embed-sites'
import type { PanelProps } from './panel-list'
import { whyNot } from './server-words'
import { useSummary } from './use-summary'
import './styles/settings-dialog.css'
import './styles/export-dialog.css'
import './styles/embed-dialog.css'

/** Gives what puts the board into a page of another site, and shows it. */
export default function EmbedDialog({ editor, open, onClose }: PanelProps) {
  const first = useRef<HTMLButtonElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog export embed-dialog" initialFocus={first}>
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">{say('Put the board into a page')}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={say('Close')}>
              <X />
            </Dialog.Close>
          </header>
          {open && <Body editor={editor} first={first} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Body({ editor, first }: { readonly editor: Editor; readonly first: RefObject<HTMLButtonElement | null> }) {
  const { boardID, view } = editor.client
  const [chosen, setChosen] = useState<Chosen>(usual)
  const summary = useSummary(boardID)
  const { link, failed } = useLink(editor, chosen.mode)
  // It is settled when the dialog opens: behind it nobody moves.
  const [box] = useState(() => seen(editor.state.camera, editor.viewport))
  const title = shownLine(view.title) || 'Drawing Room'
  const page = whole(`/embed/${boardID}`)
  const asked = link === null ? null : { ...optionsOf(chosen, box), secret: link.secret }
  const open =
    summary !== null && (summary.history === 'viewer' || (chosen.mode === 'edit' && summary.history === 'editor'))
  // It is whoever is here who looks at it beforehand, and they are shown what others will be.
  const beforehand = asked && embedAddress(page, { ...asked, by: 'own', ...(!open && { replay: false, moment: null }) })
  return (
    <div className="export-body">
      <div className="embed-shown">
        {beforehand !== null && (
          <iframe key={beforehand} className="embed-preview" src={beforehand} title={say('Preview')} />
        )}
        {failed !== '' && (
          <p className="is-bad" role="alert">
            {failed}
          </p>
        )}
        {asked !== null && <Snippet editor={editor} text={snippetOf(embedAddress(page, asked), title)} first={first} />}
        {link?.password === true && (
          <p className="small-print" role="status">
            {say('This link has a password: whoever opens the page is asked for it.')}
          </p>
        )}
      </div>
      <div className="export-choices">
        <EmbedChoices
          chosen={chosen}
          onChoose={(next) => setChosen({ ...chosen, ...next })}
          draws={editor.client.role !== 'viewer'}
        />
        {chosen.replay && summary !== null && !open && (
          <p className="soft small-print">
            {say('The history of this board is not open to them. Its owner opens it under “Share”.')}
          </p>
        )}
        <EmbedSites editor={editor} owner={summary?.role === 'owner'} />
      </div>
    </div>
  )
}

/** The markup for the page, to be copied. */
function Snippet({
  editor,
  text,
  first,
}: {
  editor: Editor
  text: string
  first: RefObject<HTMLButtonElement | null>
}) {
  const id = useId()
  const copy = async () => {
    const copied = await copyText(text)
    noticesOf(editor).say(copied ? say('Copied') : say('Nothing was copied'))
  }
  return (
    <div className="embed-snippet">
      <label className="setting-name" htmlFor={id}>
        {say('Markup for the page')}
      </label>
      <textarea
        id={id}
        className="field embed-code"
        dir="ltr"
        readOnly
        rows={4}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <button type="button" className="button primary" ref={first} onClick={() => void copy()}>
        <Copy /> {say('Copy')}
      </button>
    </div>
  )
}

type Found = { readonly link: EmbedLink | null; readonly failed: string }

/** The link that the frame opens the board by. */
function useLink(editor: Editor, mode: Chosen['mode']): Found {
  const [found, setFound] = useState<Found & { readonly mode: Chosen['mode'] }>()
  useEffect(() => {
    let gone = false
    embedLinksOf(editor)(mode).then(
      (link) => gone || setFound({ mode, link, failed: '' }),
      (error: unknown) =>
        gone || setFound({ mode, link: null, failed: whyNot(error, say('The link could not be made.')) }),
    )
    return () => {
      gone = true
    }
  }, [editor, mode])
  return found?.mode === mode ? found : { link: null, failed: '' }
}
