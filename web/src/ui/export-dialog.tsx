import { Dialog } from '@base-ui/react/dialog'
import { Copy, Download, X } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { fileName } from '../editor/save-as'
import type { Editor } from '../editor/types'
import { copyPicture, saveFrames, savePicture, type Wish } from '../export/deliver'
import type { Ground, What } from '../export/scope'
import { paperOf } from '../render/paper'
import { say, toSay } from '../words/say'
import { Choose } from './export-choose'
import { firstPart, partsOf, titleOf, whatOf } from './export-part'
import { ExportPreview } from './export-preview'
import { forgetFrame } from './framing'
import { useEditorPart } from './hooks'
import type { PanelProps } from './panel-list'
import { openPanel } from './panels'
import './styles/settings-dialog.css'
import './styles/export-dialog.css'

/** What was chosen last, for as long as the page is there. */
let last: { kind: Wish['kind']; scale: number; ground: Ground } = { kind: 'png', scale: 2, ground: 'plain' }

/** Makes a picture of the board, or a part of it, to be saved or copied. */
export default function ExportDialog({ editor, open, onClose }: PanelProps) {
  const first = useRef<HTMLButtonElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog export" initialFocus={first}>
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">{say('Export as a picture')}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={say('Close')}>
              <X />
            </Dialog.Close>
          </header>
          {open && <Body editor={editor} onClose={onClose} first={first} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

type BodyProps = Pick<PanelProps, 'editor' | 'onClose'> & { readonly first: RefObject<HTMLButtonElement | null> }

function Body({ editor, onClose, first }: BodyProps) {
  const theme = useEditorPart(editor, (s) => s.theme)
  const [part, setPart] = useState(() => firstPart(editor))
  const [kind, setKind] = useState(last.kind)
  const [scale, setScale] = useState(last.scale)
  const [ground, setGround] = useState(last.ground)
  const [room, setRoom] = useState(theme)
  const [written, setWritten] = useState<string | null>(null)
  const name = written ?? fileName(titleOf(editor, part))
  last = { kind, scale, ground }
  const [what, setWhat] = useState<What>(() => whatOf(editor, part))
  useEffect(() => () => forgetFrame(editor), [editor])
  const wish: Wish = { what, kind, scale, look: { room, ground, title: editor.client.view.title } }
  const save = async () => {
    const saved = part === 'frames' ? saveFrames(editor, wish, name) : savePicture(editor, wish, fileName(name))
    if (await saved) onClose()
  }
  const copy = async () => {
    if (await copyPicture(editor, wish)) onClose()
  }
  return (
    <form
      className="export-body"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <ExportPreview editor={editor} wish={wish} />
      <div className="export-choices">
        <Choose
          name={say('What')}
          value={part}
          choices={partsOf(editor)}
          onChoose={(next) => {
            if (next === 'area') return openPanel('area')
            setPart(next)
            setWhat(whatOf(editor, next))
          }}
        />
        <Choose name={say('Kind')} value={kind} choices={kinds} onChoose={setKind} />
        {kind === 'png' && <Choose name={say('Size')} value={scale} choices={scales} onChoose={setScale} />}
        <Choose name={say('Behind it')} value={ground} choices={groundsOf(editor)} onChoose={setGround} />
        <Choose name={say('Colours')} value={room} choices={rooms} onChoose={setRoom} />
        <label className="export-choice">
          <span className="setting-name">{say('Name')}</span>
          <input
            className="field"
            dir="auto"
            value={name}
            maxLength={100}
            onChange={(event) => setWritten(event.target.value)}
          />
        </label>
        <div className="dialog-foot">
          {part !== 'frames' && (
            <button type="button" className="button" onClick={() => void copy()}>
              <Copy /> {say('Copy')}
            </button>
          )}
          <button type="submit" className="button primary" ref={first}>
            <Download /> {say('Save')}
          </button>
        </div>
      </div>
    </form>
  )
}

const kinds = [
  { value: 'png', name: 'PNG' },
  { value: 'svg', name: 'SVG' },
] as const

const scales = [1, 2, 3, 4].map((value) => ({ value, name: `${value}×` }))

const patterns: { readonly [paper: string]: string } = {
  dots: toSay('With dots'),
  grid: toSay('With grid'),
  lines: toSay('With lines'),
}

/** What may lie behind it: the paper's pattern where it has one. */
function groundsOf(editor: Editor): readonly { readonly value: Ground; readonly name: string }[] {
  const pattern = patterns[paperOf(editor.client.view).paper]
  return [
    { value: 'plain', name: 'Paper' },
    ...(pattern === undefined ? [] : [{ value: 'pattern' as const, name: pattern }]),
    { value: 'none', name: 'Nothing [background]' },
  ]
}

const rooms = [
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
] as const
