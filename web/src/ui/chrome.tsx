import { CSPProvider } from '@base-ui/react/csp-provider'
import { CircleHelp, Eye } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Editor } from '../editor/types'
import { IconButton } from './button'
import { ContextMenu } from './context-menu'
import { Hints } from './hints'
import { useClientEvents, useEditorPart } from './hooks'
import { useLater } from './later'
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
  readonly tools: readonly ToolEntry[]
  /** Finds the board's link, or makes one. Throws with a sentence for the person. */
  readonly link: () => Promise<string>
  readonly onRename: (title: string) => void
  /** Who they are, for as long as the server has not said. */
  readonly me: Me
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
        <section className="bottom-centre" aria-label="Drawing tools">
          <StyleBarLater editor={editor} tools={tools} />
          <Toolbar editor={editor} tools={tools} />
        </section>
        <MinimapLater editor={editor} />
      </div>
      <AtHandLater editor={editor} />
      <TextBarLater editor={editor} />
      <ModeBadge editor={editor} />
      <WayBack editor={editor} />
      <OpenPanel editor={editor} tools={tools} />
      <ContextMenu editor={editor} />
      <MessagesLater editor={editor} />
      <FollowLater editor={editor} />
      <Hints />
      <StoppedIfSo editor={editor} />
    </CSPProvider>
  )
}

function Corners(props: ChromeProps) {
  const { editor } = props
  return (
    <>
      <div className="corner top-left panel row">
        <BoardMenu editor={editor} />
        <Title editor={editor} onRename={props.onRename} />
      </div>
      <TopRight {...props} />
      <div className="corner bottom-left">
        <History editor={editor} commands={editor.commands} />
        <Zoom editor={editor} commands={editor.commands} />
      </div>
      <div className="corner bottom-right">
        <IconButton className="panel" label="Keys and help" keys="?" onClick={() => openPanel('help')}>
          <CircleHelp />
        </IconButton>
      </div>
    </>
  )
}

/** The badge stands by itself to the left, so that it can grow without moving anything. */
function TopRight({ editor, link, me }: ChromeProps) {
  useClientEvents(editor.client, 'role', 'state')
  const viewer = editor.client.role === 'viewer'
  return (
    <section className="corner top-right" aria-label="Saving and sharing">
      <div className="panel row">
        {viewer && (
          <span className="only-look">
            <Eye /> Only to look at
          </span>
        )}
        <SaveBadge client={editor.client} />
      </div>
      <div className="panel row">
        <People client={editor.client} me={me} />
        <Share link={link} />
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

/** Words are worked on only while one types. */
function TextBarLater({ editor }: { editor: Editor }) {
  const wanted = useEditorPart(editor, (s) => s.editing !== null)
  const TextBar = useLater(() => import('./text-bar'), wanted)
  return wanted && TextBar && <TextBar editor={editor} />
}

function MinimapLater({ editor }: { editor: Editor }) {
  const shown = useEditorPart(editor, (s) => s.settings.minimap)
  const Minimap = useLater(() => import('./minimap'), shown)
  return shown && Minimap && <Minimap editor={editor} />
}

/** Whether the first moments have passed. */
function useSettled(): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), 600)
    return () => clearTimeout(timer)
  }, [])
  return settled
}

/** Nothing is to be done with what lies there in the first moments. */
function AtHandLater({ editor }: { editor: Editor }) {
  const AtHand = useLater(() => import('./at-hand'), useSettled())
  return AtHand && <AtHand editor={editor} />
}

/** Nothing needs saying in the first moments. */
function MessagesLater({ editor }: { editor: Editor }) {
  const Messages = useLater(() => import('./toasts'), useSettled())
  return Messages && <Messages editor={editor} />
}

/** Nobody presents on a board without frames. */
function FollowLater({ editor }: { editor: Editor }) {
  useClientEvents(editor.client, 'changed')
  const Follow = useLater(() => import('./follow'), editor.finder.frames.any)
  return Follow && <Follow editor={editor} />
}

function StoppedIfSo({ editor }: { editor: Editor }) {
  useClientEvents(editor.client, 'state')
  const state = editor.client.state
  // Signed out: the page asks who is there instead.
  const so = state.kind === 'stopped' && state.code !== 'sign_in'
  const Stopped = useLater(() => import('./stopped'), so)
  if (!so || Stopped === null) return null
  return <Stopped code={state.code} why={state.why} changes={state.changes} here={state.here} />
}
