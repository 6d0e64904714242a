import { useEffect, useState } from 'react'
import { listStrikes, type Strike } from '../sync/strikes-api'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import type { SideProps } from './history-sides'
import { momentWords, timeWords } from './history-words'
import { StrikeDialog } from './strike-dialog'

/** What was struck out of the history, and for the board's owner: the change that is shown, to be struck out too. */
export default function Struck({ editor, history }: SideProps) {
  const { player, people } = history
  const strikes = useStrikes(editor.client.boardID, player.film.length)
  return (
    <>
      {editor.client.role === 'owner' && <Shown editor={editor} history={history} />}
      {strikes.length === 0 ? (
        <p className="soft small-print history-side-empty">{say('Nothing was struck out of this board.')}</p>
      ) : (
        <ol className="history-list">
          {strikes.toReversed().map(({ mark, author, time, seqs }) => (
            <li key={mark}>
              <button
                type="button"
                className="history-entry"
                aria-current={seqs.includes(player.moment.changes)}
                onClick={() => player.stand(seqs[0]!)}
              >
                <span>{timeWords(time)}</span>
                <span className="soft small-print">
                  {say('{who} · {count}', {
                    who: people.get(author)?.name ?? say('Somebody'),
                    count: sayCount('{n} change', '{n} changes', seqs.length),
                  })}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

/** The change that is shown, and the way to strike it out. What the server did by itself stands: a board's first change, and marks. */
function Shown({ editor, history }: Pick<SideProps, 'editor' | 'history'>) {
  const [what, setWhat] = useState<{ readonly seqs: readonly number[] } | null>(null)
  const { player } = history
  const row = player.film.rowAt(player.moment.changes)
  return (
    <div className="history-struck">
      <p className="small-print">{momentWords(history)}</p>
      <button
        type="button"
        className="button"
        disabled={row === undefined || row.author === 0 || row.change === null}
        onClick={() => {
          player.pause()
          setWhat({ seqs: [row!.seq] })
        }}
      >
        {say('Strike this change out …')}
      </button>
      {what && <StrikeDialog editor={editor} what={what} open onClose={() => setWhat(null)} />}
    </div>
  )
}

/** What was struck out; looked for again when the history has become longer. Where it cannot be had, nothing is shown: the history itself marks the places. */
function useStrikes(board: string, length: number): readonly Strike[] {
  const [strikes, setStrikes] = useState<readonly Strike[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: there may be more of them in what has come
  useEffect(() => {
    let gone = false
    listStrikes(board).then(
      (found) => gone || setStrikes(found),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [board, length])
  return strikes
}
