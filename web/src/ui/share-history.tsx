import { useId, useState } from 'react'
import type { Editor } from '../editor/types'
import { openPastTo } from '../sync/past-right'
import { say } from '../words/say'
import { useClientEvents } from './hooks'
import { type Choices, Segments } from './segments'
import { whyNot } from './server-words'
import { ShareKeep } from './share-keep'
import { useSummary } from './use-summary'
import './styles/share-history.css'

type Least = Parameters<typeof openPastTo>[1]

const choices: Choices<Least> = [
  { value: 'viewer', name: 'All who look' },
  { value: 'editor', name: 'All who draw' },
  { value: 'owner', name: 'Me alone' },
]

/** Who may see the board's history, and for how long it is kept: its owner's to say, and shown to nobody else. */
export function ShareHistory({ editor }: { readonly editor: Editor }) {
  useClientEvents(editor.client, 'role')
  // Another owner decides from then on, whose choices are read anew.
  return editor.client.role === 'owner' ? <OwnersChoice board={editor.client.boardID} /> : null
}

function OwnersChoice({ board }: { readonly board: string }) {
  const summary = useSummary(board)
  if (summary?.role !== 'owner') return null
  return (
    <>
      <ShareReplay board={board} history={summary.history as Least} folded={summary.folded > 0} />
      <ShareKeep board={board} keep={summary.keep} />
    </>
  )
}

type Props = {
  readonly board: string
  readonly history: Least
  /** Some of it is there no more. */
  readonly folded: boolean
}

function ShareReplay({ board, history, folded }: Props) {
  const label = useId()
  const [least, setLeast] = useState(history)
  const [failed, setFailed] = useState('')
  const choose = async (chosen: Least) => {
    setLeast(chosen)
    setFailed('')
    try {
      await openPastTo(board, chosen)
    } catch (error) {
      setLeast(least)
      setFailed(whyNot(error, say('The server cannot be reached.')))
    }
  }
  return (
    <section className="share-history">
      <h3 className="share-history-title" id={label}>
        {say('Who may see the history')}
      </h3>
      <Segments labelledBy={label} value={least} choices={choices} onChoose={(chosen) => void choose(chosen)} />
      {failed === '' ? (
        <p className="soft small-print">
          {folded
            ? say('It shows all that was on this board since the first moment that is kept, also what was taken away.')
            : say('It shows all that ever was on this board, also what was taken away.')}
        </p>
      ) : (
        <p className="small-print is-bad" role="alert">
          {failed}
        </p>
      )}
    </section>
  )
}
