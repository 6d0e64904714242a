import { CSPProvider } from '@base-ui/react/csp-provider'
import { Toast } from '@base-ui/react/toast'
import { Tooltip } from '@base-ui/react/tooltip'
import { CircleHelp, Eye } from 'lucide-react'
import type { Editor } from '../editor/types'
import { IconButton } from './button'
import { ContextMenu } from './context-menu'
import { useClientEvents } from './hooks'
import type { ToolEntry } from './lists'
import { BoardMenu } from './menu'
import type { Me } from './names'
import { OpenPanel } from './open-panel'
import { openPanel } from './panels'
import { People } from './people'
import { SaveBadge } from './save-badge'
import { Share } from './share'
import { Stopped } from './stopped'
import { StyleBar } from './style-bar'
import { Title } from './title'
import { Notices, RefusedToasts, ToastStack } from './toasts'
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

/** Everything that floats above the canvas. */
export function Chrome(props: ChromeProps) {
  const { editor, tools } = props
  const { commands } = editor
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
      <Tooltip.Provider delay={500}>
        <Toast.Provider limit={3}>
          <div className="corner top-left panel row">
            <BoardMenu editor={editor} />
            <Title editor={editor} onRename={props.onRename} />
          </div>
          <TopRight {...props} />
          <div className="corner bottom-left">
            <History editor={editor} commands={commands} />
            <Zoom editor={editor} commands={commands} />
          </div>
          <section className="bottom-centre" aria-label="Drawing tools">
            <StyleBar editor={editor} tools={tools} />
            <Toolbar editor={editor} tools={tools} />
          </section>
          <div className="corner bottom-right">
            <IconButton className="panel" label="Keys and help" keys="?" onClick={() => openPanel('help')}>
              <CircleHelp />
            </IconButton>
          </div>
          <OpenPanel editor={editor} tools={tools} />
          <ContextMenu editor={editor} />
          <Notices editor={editor} />
          <RefusedToasts client={editor.client} />
          <ToastStack />
          <StoppedIfSo editor={editor} />
        </Toast.Provider>
      </Tooltip.Provider>
    </CSPProvider>
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

function StoppedIfSo({ editor }: { editor: Editor }) {
  useClientEvents(editor.client, 'state')
  const state = editor.client.state
  // Signed out: the page asks who is there instead.
  if (state.kind !== 'stopped' || state.code === 'sign_in') return null
  return <Stopped code={state.code} why={state.why} changes={state.changes} here={state.here} />
}
