import { CloudOff, Eye, FolderOpen, LayoutTemplate, UserPlus } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { SELECT } from '../editor/step-back'
import type { Editor } from '../editor/types'
import { elementsOf, templates } from '../templates'
import { keyParts, keyText } from '../words/keys'
import { say } from '../words/say'
import { beginsWith } from './begins-with'
import { useClientEvents, useEditorPart } from './hooks'
import { useKeys } from './keys-of'
import { PopButton } from './later'
import type { Links } from './links-given'
import { onPanel, openPanel, panelNow } from './panels'
import { putElements } from './put-elements'
import { absentWords } from './save-words'
import './styles/empty-board.css'

type EmptyProps = { readonly editor: Editor; readonly links: Links }

/** What one may begin with, in the middle of the window, for as long as nothing lies on the board and nobody is about to change that. */
export default function EmptyBoard({ editor, links }: EmptyProps) {
  const empty = useEmpty(editor)
  const zen = useEditorPart(editor, (s) => s.zen || s.editing !== null)
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  const panel = useSyncExternalStore(onPanel, panelNow)
  useClientEvents(editor.client, 'role', 'state')
  const { state } = editor.client
  const absent = state.kind === 'offline' && state.absent === true
  useBeginning(editor, empty && !readOnly && !absent)
  if (!empty || zen || panel === 'stage' || state.kind === 'stopped') return null
  if (absent) return <Absent />
  if (editor.client.role === 'viewer') return <OnlyLooking />
  return readOnly ? null : <Beginning editor={editor} links={links} />
}

/** What lies on this board is not known here. */
function Absent() {
  return (
    <section className="empty-board" aria-label={say('This board is not on this device')}>
      <CloudOff />
      <p className="empty-board-lead">{say('This board is not on this device')}</p>
      <p className="soft">{absentWords()}</p>
      <div className="empty-board-buttons">
        <a className="button" href={at('/')}>
          {say('To my boards')}
        </a>
      </div>
    </section>
  )
}

function OnlyLooking() {
  return (
    <section className="empty-board" aria-label={say('An empty board')}>
      <Eye />
      <p className="empty-board-lead">{say('Nothing is here yet')}</p>
      <p className="soft">{say('You see it as soon as somebody draws.')}</p>
    </section>
  )
}

function Beginning({ editor, links }: EmptyProps) {
  const tool = useEditorPart(editor, (s) => s.tool)
  const pen = useKeys(editor)('tool-pen') ?? ''
  return (
    <section className="empty-board" aria-label={say('An empty board')}>
      <p className="empty-board-lead">{say('Begin anywhere')}</p>
      <p className="soft">{whatFirst(tool === 'pen', pen)}</p>
      {tool === SELECT && <Ways editor={editor} links={links} />}
    </section>
  )
}

/** They catch presses: whoever has taken a tool begins where they like, and nothing stands in the way. */
function Ways({ editor, links }: EmptyProps) {
  const keys = useKeys(editor)
  return (
    <>
      <div className="empty-board-buttons">
        <button type="button" className="button" onClick={() => openPanel('templates')}>
          <LayoutTemplate /> {say('From a template')}
        </button>
        <button type="button" className="button" onClick={() => editor.run('open-file')}>
          <FolderOpen /> {say('Open a file')}
        </button>
        <PopButton className="button" opens="dialog" load={() => import('./share-panel')} given={{ links, editor }}>
          <UserPlus /> {say('Invite')}
        </PopButton>
      </div>
      <p className="soft small-print empty-board-keys">
        <span>
          <Keys keys={keys('panel-palette') ?? ''} /> {say('All commands')}
        </span>
        <span>
          <Keys keys={keys('panel-help') ?? ''} /> {say('Keys and help')}
        </span>
      </p>
    </>
  )
}

/** `pen`: the key that takes the pen; '' for none. */
function whatFirst(draws: boolean, pen: string): string {
  if (draws) return say('The pen is in your hand: just press and draw.')
  if (pen === '' || matchMedia('(pointer: coarse)').matches) return say('Take the pen below, and draw.')
  return say('Take a tool below, or press {pen} and draw.', { pen: keyText(pen) })
}

function Keys({ keys }: { keys: string }) {
  return (
    <span className="empty-board-key">
      {keyParts(keys).map((part) => (
        <kbd key={part}>{part}</kbd>
      ))}
    </span>
  )
}

/** Whether nothing lies on the board, and nobody draws on it at this moment. */
function useEmpty(editor: Editor): boolean {
  const { client } = editor
  const [pressed, setPressed] = useState(false)
  const bare = useSyncExternalStore(
    (again) => client.on({ changed: again, state: again, presence: again, members: again }),
    () =>
      client.state.kind !== 'loading' && isBare(editor) && ![...client.others.values()].some(({ gesture }) => gesture),
  )
  useEffect(() => {
    if (!bare) return setPressed(false)
    const board = document.getElementById('board')
    // What a press makes is on the board a moment after it has ended.
    const down = ({ target }: PointerEvent) => board?.contains(target as Node) && setPressed(true)
    const up = () => requestAnimationFrame(() => setPressed(editor.busy))
    const ends = new AbortController()
    addEventListener('pointerdown', down, { capture: true, signal: ends.signal })
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, up, { signal: ends.signal })
    return () => ends.abort()
  }, [bare, editor])
  return bare && !pressed
}

/** What holds others and is never seen itself. */
const holders: ReadonlySet<unknown> = new Set(['board', 'layer', 'group'])

/** What is hidden lies there, too, and so does what this page cannot draw yet. */
function isBare({ client }: Editor): boolean {
  for (const { props } of client.view.elements()) if (!holders.has(props.get('kind'))) return false
  return true
}

/** A board that was made from a template begins with it, as soon as it may. */
import { at } from '../site/at'

function useBeginning(editor: Editor, may: boolean): void {
  useEffect(() => {
    if (!may) return
    const wanted = beginsWith(editor.client.boardID)
    const template = templates.find(({ id }) => id === wanted)
    if (template !== undefined) void putElements(editor, elementsOf(template))
  }, [editor, may])
}
