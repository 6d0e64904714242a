import { CSPProvider } from '@base-ui/react/csp-provider'
import { CircleHelp, Eye } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { IconButton } from './button'
import { ContextMenu } from './context-menu'
import { Hints } from './hints'
import { useClientEvents, useEditorPart } from './hooks'
import { useKeys } from './keys-of'
import { soon, useLater } from './later'
import type { Links } from './links-given'
import type { ToolEntry } from './lists'
import { BoardMenu } from './menu'
import { ModeBadge, WayBack } from './modes'
import type { Me } from './names'
import { OpenPanel } from './open-panel'
import { openPanel } from './panels'
import { People } from './people'
import { SaveBadge } from './save-badge'
import { Share } from './share'
import { Title } from './title'
import { Toolbar } from './toolbar'
import { History, Zoom } from './zoom'

/** What the chrome of a board is made from. */
export type ChromeProps = {
  readonly editor: Editor
  /** When the board is on the screen: what is wanted next is fetched after that. */
  readonly seen: Promise<unknown>
  readonly tools: readonly ToolEntry[]
  /** The board's links that are given on from here. */
  readonly links: Links
  readonly onRename: (title: string) => void
  /** Who they are, for as long as the server has not said. */
  readonly me: Me
  /** Gives one another name and colour. Throws with a sentence for the person. */
  readonly onMe: (me: Me) => Promise<void>
}

/** Everything that floats above the canvas. What is not on the first screen is loaded when it is wanted, or a moment later. */
export function Chrome(props: ChromeProps) {
  const { editor, tools } = props
  const zen = useEditorPart(editor, (s) => s.zen)
  useClientEvents(editor.client, 'state')
  // Never let in: there is no board to put tools around.
  if (editor.client.state.kind === 'stopped' && editor.client.role === '')
    return (
      <CSPProvider disableStyleElements>
        <StoppedIfSo editor={editor} />
      </CSPProvider>
    )
  return (
    <CSPProvider disableStyleElements>
      <div className={`room ${zen ? 'is-zen' : ''}`} inert={zen}>
        <Corners {...props} />
        <section className="bottom-centre" aria-label={say('Drawing tools')}>
          <StyleBarLater editor={editor} tools={tools} />
          <Toolbar editor={editor} tools={tools} />
        </section>
        <MinimapLater editor={editor} />
      </div>
      <SoonAfter {...props} />
      <ModeBadge editor={editor} />
      <WayBack editor={editor} />
      <OpenPanel editor={editor} tools={tools} />
      <ContextMenu editor={editor} />
      <Hints />
      <StoppedIfSo editor={editor} />
    </CSPProvider>
  )
}

function Corners(props: ChromeProps) {
  const { editor } = props
  const keys = useKeys(editor)
  return (
    <>
      <div className="corner top-left panel row">
        <BoardMenu editor={editor} />
        <Title editor={editor} onRename={props.onRename} />
      </div>
      <TopRight {...props} />
      <div className="corner bottom-left">
        <History editor={editor} />
        <Zoom editor={editor} />
      </div>
      <div className="corner bottom-right">
        <IconButton
          className="panel"
          label={say('Keys and help')}
          keys={keys('panel-help')}
          onClick={() => openPanel('help')}
        >
          <CircleHelp />
        </IconButton>
      </div>
    </>
  )
}

/** The badge stands by itself to the left, so that it can grow without moving anything. */
function TopRight({ editor, links, me, onMe }: ChromeProps) {
  useClientEvents(editor.client, 'role', 'state')
  const viewer = editor.client.role === 'viewer'
  return (
    <section className="corner top-right" aria-label={say('Saving and sharing')}>
      <div className="panel row">
        {viewer && (
          <span className="only-look" role="img" aria-label={say('Only to look at')}>
            <Eye /> <span className="only-look-word">{say('Only to look at')}</span>
          </span>
        )}
        <SaveBadge client={editor.client} />
      </div>
      <div className="panel row">
        <People editor={editor} me={me} onMe={onMe} />
        <Share links={links} editor={editor} />
      </div>
    </section>
  )
}

const styleBar = () => import('./style-bar').then((part) => ({ default: part.StyleBar }))

/** There is nothing to style until a tool is taken or something is selected. */
function StyleBarLater(props: { editor: Editor; tools: readonly ToolEntry[] }) {
  const wanted = useEditorPart(props.editor, (s) => s.selection.size > 0 || s.tool !== 'select')
  const StyleBar = useLater(styleBar, wanted)
  return StyleBar && <StyleBar {...props} />
}

function MinimapLater({ editor }: { editor: Editor }) {
  const shown = useEditorPart(editor, (s) => s.settings.minimap)
  const Minimap = useLater(() => import('./minimap'), shown)
  return shown && Minimap && <Minimap editor={editor} />
}

/** In the first moments nothing needs saying, and nothing is to be done with what lies there. */
function SoonAfter({ editor, links }: ChromeProps) {
  const [settled, setSettled] = useState(false)
  useEffect(() => soon(() => setSettled(true)), [])
  const Soon = useLater(() => import('./soon'), settled)
  return Soon && <Soon editor={editor} links={links} />
}

function StoppedIfSo({ editor }: { editor: Editor }) {
  useClientEvents(editor.client, 'state')
  const state = editor.client.state
  // Signed out: the page asks who is there instead.
  const so = state.kind === 'stopped' && state.code !== 'sign_in'
  const Stopped = useLater(() => import('./stopped'), so)
  if (!so || Stopped === null) return null
  return <Stopped code={state.code} why={state.why} changes={state.changes} here={state.here} editor={editor} />
}
