import { useId, useState } from 'react'
import { keepPastFor } from '../sync/past-right'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import { whyNot } from './server-words'

/** How many days are offered, beside for ever. */
const OFFERED = [7, 30, 90, 365]

/** For how long: days, or null for ever. */
type Keep = number | null

const keepOf = (keep: string): Keep => (keep === 'all' ? null : Number(keep))

type Props = { readonly board: string; readonly keep: string }

/** For how long the board's history is kept: its owner's to say, and asked once more, since what is forgotten does not come back. */
export function ShareKeep({ board, ...told }: Props) {
  const label = useId()
  const [kept, setKept] = useState<Keep>(keepOf(told.keep))
  const [asked, setAsked] = useState<number | null>(null)
  const [failed, setFailed] = useState('')
  const set = async (days: Keep) => {
    setAsked(null)
    setFailed('')
    try {
      setKept(keepOf((await keepPastFor(board, days)).keep))
    } catch (error) {
      setFailed(whyNot(error, say('The server cannot be reached.')))
    }
  }
  const choose = (days: Keep) => {
    // Keeping more takes nothing away.
    if (days === null || (kept !== null && days >= kept)) void set(days)
    else setAsked(days)
  }
  const offered = kept === null || OFFERED.includes(kept) ? OFFERED : [...OFFERED, kept].sort((a, b) => a - b)
  return (
    <section className="share-history share-keep">
      <h3 className="share-history-title" id={label}>
        {say('How long the history is kept')}
      </h3>
      <select
        className="field"
        aria-labelledby={label}
        value={asked ?? kept ?? ''}
        onChange={({ target }) => choose(target.value === '' ? null : Number(target.value))}
      >
        <option value="">{say('For ever')}</option>
        {offered.map((days) => (
          <option key={days} value={days}>
            {sayCount('{n} day', '{n} days', days)}
          </option>
        ))}
      </select>
      {asked === null ? (
        <Told kept={kept} failed={failed} />
      ) : (
        <Confirm days={asked} onKeep={() => void set(asked)} onCancel={() => setAsked(null)} />
      )}
    </section>
  )
}

function Told({ kept, failed }: { readonly kept: Keep; readonly failed: string }) {
  if (failed !== '')
    return (
      <p className="small-print is-bad" role="alert">
        {failed}
      </p>
    )
  if (kept === null) return null
  return (
    <p className="soft small-print">
      {say('What is older is forgotten within a day, and does not come back. What is on the board stays.')}
    </p>
  )
}

type ConfirmProps = { readonly days: number; readonly onKeep: () => void; readonly onCancel: () => void }

function Confirm({ days, onKeep, onCancel }: ConfirmProps) {
  return (
    <>
      <p className="small-print" role="alert">
        {say(
          'How this board came to be is forgotten for good where it is older: it can no longer be played, compared or brought back. What is on the board stays. This cannot be undone.',
        )}
      </p>
      <div className="share-keep-answers">
        <button type="button" className="button" onClick={onCancel}>
          {say('Cancel')}
        </button>
        <button type="button" className="button share-keep-sure" onClick={onKeep}>
          {sayCount('Keep {n} day only', 'Keep {n} days only', days)}
        </button>
      </div>
    </>
  )
}
