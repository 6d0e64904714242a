import { ArrowDownUp, MapPin } from 'lucide-react'
import { sittingsOf } from '../history/sittings'
import { say } from '../words/say'
import { IconButton } from './button'
import type { OpenHistory } from './history-offered'
import { beginningWords, spanWords } from './history-words'
import { briefTime } from './who-words'

/** Between which moments it is compared, as numbers of changes; `to` is what is shown. It may be the earlier one. */
export type Ends = { readonly from: number; readonly to: number }

/** What is compared at first: the moment that is shown with now, and where that is now, what the last sitting began with. */
export function firstEnds({ player }: OpenHistory): Ends {
  const { film, moment } = player
  if (moment.changes < film.length) return { from: moment.changes, to: film.length }
  const last = sittingsOf(film).at(-1)
  return { from: last === undefined ? film.first : last.from - 1, to: film.length }
}

type Props = { readonly history: OpenHistory; readonly ends: Ends; readonly onChoose: (ends: Ends) => void }

/** The two moments, to be chosen. */
export function EndsChosen({ history, ends, onChoose }: Props) {
  const { from, to } = ends
  return (
    <div className="compare-ends">
      <div className="compare-end">
        <EndChosen history={history} name={say('From')} at={from} onChoose={(at) => onChoose({ from: at, to })} />
        <EndChosen history={history} name={say('To')} at={to} onChoose={(at) => onChoose({ from, to: at })} />
      </div>
      <IconButton side="bottom" label={say('Swap the two')} onClick={() => onChoose({ from: to, to: from })}>
        <ArrowDownUp />
      </IconButton>
    </div>
  )
}

type EndProps = {
  readonly history: OpenHistory
  readonly name: string
  readonly at: number
  readonly onChoose: (changes: number) => void
}

function EndChosen({ history, name, at, onChoose }: EndProps) {
  const { film, moment } = history.player
  const sittings = sittingsOf(film).toReversed()
  const known = at === film.length || sittings.some(({ from }) => from - 1 === at)
  return (
    <div className="compare-line">
      <label className="compare-choice">
        <span className="soft small-print">{name}</span>
        <select className="field" value={at} onChange={({ target }) => onChoose(Number(target.value))}>
          {!known && <option value={at}>{momentWords(history, at)}</option>}
          <option value={film.length}>{say('Now')}</option>
          <optgroup label={say('Before a sitting')}>
            {sittings.map(({ from, began, ended }) => (
              <option key={from} value={from - 1}>
                {from - 1 === film.first ? beginningWords(film) : spanWords(began, ended)}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <IconButton
        side="bottom"
        label={say('Take the moment that is shown')}
        disabled={moment.changes === at}
        onClick={() => onChoose(moment.changes)}
      >
        <MapPin />
      </IconButton>
    </div>
  )
}

function momentWords({ player: { film } }: OpenHistory, changes: number): string {
  const row = film.rowAt(changes)
  return row === undefined
    ? beginningWords(film)
    : say('{when} · {n} of {all}', { when: briefTime(row.time, Date.now()), n: changes, all: film.length })
}
