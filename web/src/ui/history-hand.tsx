import { Copy, Hand, MousePointer2, Undo2 } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { isField } from '../editor/keyboard'
import { noticesOf } from '../editor/notices'
import { SELECT } from '../editor/step-back'
import type { Editor } from '../editor/types'
import { bringingSome } from '../history/bring-some'
import { Origins } from '../history/origins'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import { IconButton } from './button'
import type { OpenHistory } from './history-offered'
import { whenWords } from './history-words'
import { useEditorPart } from './hooks'
import { WhoTip } from './who-tip'
import { originWords } from './who-words'
import './styles/history-hand.css'

type Props = { readonly editor: Editor; readonly history: OpenHistory; readonly toNow: () => void }

/** What a hand does in the past: it moves the paper or selects, brings what is selected back or copies it; and is told who drew what it rests on. */
export function HistoryHand({ editor, history, toNow }: Props) {
  const past = history.editor
  const selects = useEditorPart(past, (s) => s.tool === SELECT)
  const selected = useEditorPart(past, (s) => s.selection)
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  useNothingPasted(editor)
  return (
    <div className="history-hand">
      <div className="panel row">
        <IconButton label={say('Move the paper')} keys="h" aria-pressed={!selects} onClick={() => past.setTool('hand')}>
          <Hand />
        </IconButton>
        <IconButton label={say('Select')} keys="v" aria-pressed={selects} onClick={() => past.setTool(SELECT)}>
          <MousePointer2 />
        </IconButton>
      </div>
      {selected.size > 0 && (
        <div className="panel row history-selected">
          <span className="soft small-print" role="status">
            {sayCount('{n} selected', '{n} selected', selected.size)}
          </span>
          <button
            type="button"
            className="button primary"
            disabled={readOnly}
            onClick={() => {
              toNow()
              bringBack(editor, history)
            }}
          >
            <Undo2 aria-hidden="true" /> {say('Bring the selection back')}
          </button>
          <IconButton label={say('Copy')} keys="mod+c" onClick={() => past.run('copy')}>
            <Copy />
          </IconButton>
        </div>
      )}
      <Resting history={history} />
    </div>
  )
}

/** Makes what is selected in the past so on the board of now, and shows it there: one step, which can be undone like any other. */
function bringBack(editor: Editor, { player, editor: past }: OpenHistory): void {
  const { view } = past.client
  const { selection, camera } = past.state
  const { ops, astray } = bringingSome(editor.client.view, view, selection)
  const notices = noticesOf(editor)
  editor.setCamera(camera)
  if (ops.length === 0) {
    notices.say(say('Nothing is to be brought back'), say('It is on the board as it was.'))
    return
  }
  editor.commit(ops, editor.newID())
  editor.select(selection)
  const undone = say('{when}. Undo takes that back.', { when: whenWords(player) })
  const free = say('What some of it lay in is gone, so it lies outside of that.')
  notices.say(say('The selection is as it was'), astray === 0 ? undone : `${undone} ${free}`)
}

/** Who drew what the mouse rests on, while nothing is played. */
function Resting({ history }: Pick<Props, 'history'>) {
  const { player, people, editor } = history
  const origins = useMemo(() => new Origins(player.film.rows), [player])
  if (player.moment.playing) return null
  return (
    <WhoTip editor={editor}>
      {(id) => {
        const element = editor.client.view.element(id)
        return element === undefined ? null : originWords(origins.of(element), people, Date.now())
      }}
    </WhoTip>
  )
}

/** The board of now lies under that of the past: nothing is pasted into it unseen. */
function useNothingPasted(editor: Editor): void {
  useEffect(() => {
    const stop = (event: Event) => {
      if (isField(event.target)) return
      event.stopPropagation()
      noticesOf(editor).say(say('Nothing was pasted'), say('This board is only to look at here.'))
    }
    addEventListener('paste', stop, { capture: true })
    return () => removeEventListener('paste', stop, { capture: true })
  }, [editor])
}
