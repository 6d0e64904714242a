import { ExternalLink, History, Maximize, Minus, Plus } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { Editor } from '../../editor/types'
import { say } from '../../words/say'
import { IconButton } from '../button'
import { Hints } from '../hints'
import { useClientEvents, useEditorPart } from '../hooks'
import { useLater } from '../later'
import type { ToolEntry } from '../lists'
import { onPanel, openPanel, panelNow } from '../panels'
import { stoppedWords } from '../stopped-words'

/** What the chrome of a frame is made from. */
export type EmbedChromeProps = {
  readonly editor: Editor
  /** Those that have a button; none: no toolbar. */
  readonly tools: readonly ToolEntry[]
  /** The history can be opened by hand. */
  readonly replays: boolean
  /** The board's own page; null where whoever looks has no way there. */
  readonly address: (() => string) | null
}

/** As little as a board in somebody else's page needs: nearer and farther, the way to its own page, and what its address asks for. */
export function EmbedChrome({ editor, tools, replays, address }: EmbedChromeProps) {
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  useClientEvents(editor.client, 'state', 'role')
  const draws = tools.length > 0 && !readOnly
  const { state } = editor.client
  if (state.kind === 'stopped' && editor.client.role === '') return <Ended code={state.code} why={state.why} />
  return (
    <>
      <div className="room embed">
        <div className="corner embed-view panel row">
          <IconButton label={say('Zoom out')} onClick={() => editor.run('zoom-out')}>
            <Minus />
          </IconButton>
          <IconButton label={say('Zoom in')} onClick={() => editor.run('zoom-in')}>
            <Plus />
          </IconButton>
          <IconButton label={say('Zoom to fit everything')} onClick={() => editor.run('zoom-fit')}>
            <Maximize />
          </IconButton>
          {replays && (
            <IconButton label={say('History')} onClick={() => openPanel('history')}>
              <History />
            </IconButton>
          )}
          {address !== null && (
            <a
              className="icon-button"
              href={address()}
              target="_blank"
              rel="noopener"
              aria-label={say('Open in Drawing Room')}
              data-hint={say('Open in Drawing Room')}
              data-hint-side="top"
            >
              <ExternalLink />
            </a>
          )}
        </div>
        {(draws || state.kind === 'offline') && <DrawingLater editor={editor} tools={draws ? tools : none} />}
      </div>
      <FollowSoon editor={editor} />
      <HistoryLater editor={editor} tools={tools} />
      <MessagesLater editor={editor} />
      <Hints />
      {state.kind === 'stopped' && <Ended code={state.code} why={state.why} />}
    </>
  )
}

function Ended({ code, why }: { readonly code: string; readonly why: string }) {
  const words = stoppedWords(code, why)
  return (
    <div className="embed-ended panel" role="alert" data-stopped={code}>
      <strong>{words.title}</strong> {words.text}
    </div>
  )
}

const none: readonly ToolEntry[] = []

/** Who only looks needs nothing of it. */
function DrawingLater(props: Pick<EmbedChromeProps, 'editor' | 'tools'>) {
  const Drawing = useLater(() => import('./drawing'), true)
  return Drawing && <Drawing {...props} />
}

function HistoryLater({ editor, tools }: Pick<EmbedChromeProps, 'editor' | 'tools'>) {
  const open = useSyncExternalStore(onPanel, panelNow) === 'history'
  const Panel = useLater(() => import('../history-panel'), open)
  return Panel && <Panel editor={editor} tools={tools} open={open} onClose={() => openPanel('')} />
}

function FollowSoon({ editor }: { readonly editor: Editor }) {
  const Follow = useLater<{ readonly editor: Editor }>(
    () => import('../soon-parts').then((part) => ({ default: part.FollowLater })),
    true,
  )
  return Follow && <Follow editor={editor} />
}

function MessagesLater({ editor }: { readonly editor: Editor }) {
  const Messages = useLater(() => import('../toasts'), true)
  return Messages && <Messages editor={editor} />
}
