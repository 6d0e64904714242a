import { CopyPlus, History as HistoryIcon, Link2, Pause, Play, StepBack, StepForward, X } from 'lucide-react'
import { useEffect, useReducer, useState } from 'react'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { shownLine } from '../elements/shown'
import { momentAt } from '../history/moments'
import type { Player } from '../history/player'
import { leadingBack } from '../history/restore'
import { ApiError } from '../sync/api'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import { IconButton } from './button'
import { copyLink } from './copy-link'
import { HistoryHand } from './history-hand'
import { useHistoryKeys } from './history-keys'
import { useMoments } from './history-moments'
import { historyOf, type OpenHistory } from './history-offered'
import { Side, SideButtons } from './history-side'
import type { HistorySide } from './history-sides'
import { Speed } from './history-speed'
import { Timeline } from './history-timeline'
import { missedWords, momentWords, whenWords } from './history-words'
import { useEditorPart } from './hooks'
import type { PanelProps } from './panel-list'
import './styles/history.css'

/** A board's whole life: what it was at any moment, and how it came to be. */
export default function HistoryPanel({ editor, open, onClose }: PanelProps) {
  return open ? <History editor={editor} onClose={onClose} /> : null
}

type Awaiting = { readonly changes: number } | { readonly failed: string }
type Coming = Awaiting | { readonly history: OpenHistory }

function History({ editor, onClose }: Pick<PanelProps, 'editor' | 'onClose'>) {
  const [coming, again] = useHistory(editor)
  const [side, setSide] = useState<HistorySide | null>(null)
  useHistoryKeys('history' in coming ? coming.history : null, side === null ? onClose : () => setSide(null))
  return (
    <section className="panel player" aria-label={say('History')}>
      {'history' in coming ? (
        <Reel editor={editor} history={coming.history} onClose={onClose} side={side} onSide={setSide} />
      ) : (
        <Awaited coming={coming} again={again} />
      )}
      <button type="button" className="button history-back" onClick={onClose}>
        <X aria-hidden="true" /> <span>{say('Back to now')}</span>
      </button>
    </section>
  )
}

/** Until the history is there, and where it cannot be had. */
function Awaited({ coming, again }: { readonly coming: Awaiting; readonly again: () => void }) {
  if ('failed' in coming)
    return (
      <div className="history-row history-awaited">
        <p className="history-words is-bad" role="alert">
          {coming.failed}
        </p>
        <button type="button" className="button" onClick={again}>
          {say('Try again')}
        </button>
      </div>
    )
  const { changes } = coming
  return (
    <p className="history-words history-awaited" role="status">
      {changes === 0
        ? say('Fetching the history …')
        : sayCount('{n} change has come …', '{n} changes have come …', changes)}
    </p>
  )
}

type ReelProps = Pick<PanelProps, 'editor' | 'onClose'> & {
  readonly history: OpenHistory
  /** What stands beside it. */
  readonly side: HistorySide | null
  readonly onSide: (side: HistorySide | null) => void
}

function Reel({ editor, history, onClose, side, onSide }: ReelProps) {
  const { player } = history
  usePlayer(player)
  const { moment, film } = player
  const moments = useMoments(editor, film)
  const missed = history.missed === true && moment.changes === film.first
  const words = missed ? missedWords() : momentWords(history, momentAt(moments, moment.changes))
  return (
    <>
      {side && <Side side={side} editor={editor} history={history} toNow={onClose} onClose={() => onSide(null)} />}
      {history.plays !== true && <HistoryHand editor={editor} history={history} toNow={onClose} />}
      <Timeline history={history} words={words} moments={moments} />
      <div className="history-row">
        <IconButton
          label={say('One change back')}
          keys="arrowleft"
          disabled={moment.changes === film.first}
          onClick={() => player.stand(moment.changes - 1)}
        >
          <StepBack />
        </IconButton>
        <PlayButton player={player} />
        <IconButton
          label={say('One change forward')}
          keys="arrowright"
          disabled={moment.changes === film.length}
          onClick={() => player.stand(moment.changes + 1)}
        >
          <StepForward />
        </IconButton>
        <Speed player={player} />
      </div>
      <p className={missed ? 'history-words is-missed' : 'history-words'} role="status" aria-live="off">
        {words}
      </p>
      {history.plays !== true && (
        <HistoryTools editor={editor} history={history} onClose={onClose} side={side} onSide={onSide} />
      )}
    </>
  )
}

/** What is done with the moment that is shown. */
function HistoryTools({ editor, history, onClose, side, onSide }: ReelProps) {
  const { player } = history
  const { moment, film } = player
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  return (
    <div className="history-row history-tools">
      <IconButton
        label={say('Bring this moment back')}
        disabled={readOnly || moment.changes === film.length}
        onClick={() => {
          onClose()
          bringBack(editor, history)
        }}
      >
        <HistoryIcon />
      </IconButton>
      <IconButton
        label={say('Open as a new board')}
        disabled={moment.changes === 0}
        onClick={() => {
          player.pause()
          void history.copy(copyTitle(editor, player))
        }}
      >
        <CopyPlus />
      </IconButton>
      <IconButton
        label={say('Copy a link to this moment')}
        onClick={() => {
          player.pause()
          void copyLink(editor, history.link, say('Whoever opens it comes onto this board, and sees what you see now.'))
        }}
      >
        <Link2 />
      </IconButton>
      <SideButtons open={side} onOpen={onSide} />
    </div>
  )
}

/** What a board is called that is made of the moment that is shown. */
function copyTitle(editor: Editor, player: Player): string {
  const title = shownLine(editor.client.view.title) || say('Untitled board')
  return say('{title}, {when}', { title, when: whenWords(player) })
}

/** Makes the board of now what is shown: one step, which can be undone like any other. */
function bringBack(editor: Editor, { player, editor: past }: OpenHistory): void {
  editor.commit(leadingBack(editor.client.view, past.client.view), editor.newID())
  const when = whenWords(player)
  noticesOf(editor).say(say('The board is as it was'), say('{when}. Undo takes that back.', { when }))
}

function PlayButton({ player }: { readonly player: Player }) {
  const { playing } = player.moment
  return (
    <IconButton
      className="history-play"
      label={playing ? say('Pause') : say('Play')}
      keys="space"
      onClick={() => (playing ? player.pause() : player.play())}
    >
      {playing ? <Pause /> : <Play />}
    </IconButton>
  )
}

/** Draws the component again when another moment is shown, or the history has become longer. */
function usePlayer(player: Player): void {
  const [, again] = useReducer((n: number) => n + 1, 0)
  useEffect(() => player.on(again), [player])
}

/** Opens the history, and closes it when the panel goes. Everything else around the board is away meanwhile. */
function useHistory(editor: Editor): readonly [coming: Coming, again: () => void] {
  const [coming, setComing] = useState<Coming>({ changes: 0 })
  const [attempt, again] = useReducer((n: number) => n + 1, 0)
  // What failed for want of a network is tried again when there is one.
  useEffect(() => {
    if (!('failed' in coming)) return
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [coming])
  // What was fetched before something was struck out holds it.
  useEffect(() => editor.client.on({ struck: again }), [editor])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt begins anew
  useEffect(() => {
    const gone = new AbortController()
    let opened: OpenHistory | null = null
    setComing({ changes: 0 })
    editor.select([])
    document.documentElement.dataset.past = ''
    historyOf(editor)(editor, (changes) => setComing({ changes }), gone.signal).then(
      (history) => {
        if (gone.signal.aborted) return history.close()
        opened = history
        setComing({ history })
      },
      (error: unknown) => gone.signal.aborted || setComing({ failed: failure(error) }),
    )
    return () => {
      gone.abort()
      opened?.close()
      delete document.documentElement.dataset.past
    }
  }, [editor, attempt])
  return [coming, again]
}

function failure(error: unknown): string {
  return error instanceof ApiError ? say(error.message) : say('The history could not be fetched.')
}
