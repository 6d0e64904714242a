import { useId } from 'react'
import type { Stretch } from '../timelapse/wish'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import type { OpenHistory } from './history-offered'
import { spanWords } from './history-words'
import type { Choices } from './segments'

type ChoiceProps<T extends string> = {
  readonly name: string
  readonly value: T
  /** Values with their names, as they are read. */
  readonly choices: readonly (readonly [value: T, name: string])[]
  readonly onChoose: (value: T) => void
}

/** One of several, in a line with its name. A list that unfolds, since keys play the past but for those of lists. */
export function Choice<T extends string>({ name, value, choices, onChoose }: ChoiceProps<T>) {
  const id = useId()
  return (
    <div className="film-choice">
      <label htmlFor={id}>{name}</label>
      <select id={id} className="field" value={value} onChange={({ target }) => onChoose(target.value as T)}>
        {choices.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

type ChosenProps<T extends string> = Omit<ChoiceProps<T>, 'choices'> & { readonly choices: Choices<T> }

/** The same, with names that are still to be said. */
export function Chosen<T extends string>({ choices, ...props }: ChosenProps<T>) {
  return <Choice {...props} choices={choices.map(({ value, name }) => [value, say(name)] as const)} />
}

type EndsProps = {
  readonly history: OpenHistory
  readonly stretch: Stretch
  readonly onChange: (stretch: Stretch) => void
}

/** Where a stretch begins and ends: at the moment that the player shows, when a button is pressed. */
export function Ends({ history, stretch, onChange }: EndsProps) {
  const { film } = history.player
  const here = () => history.player.moment.changes
  const { from, to } = stretch
  const [first, final] = [film.rowAt(from + 1), film.rowAt(to)]
  return (
    <div className="film-ends">
      <button
        type="button"
        className="button"
        onClick={() =>
          onChange(here() < to ? { from: here(), to } : { from: Math.min(here(), film.length - 1), to: film.length })
        }
      >
        {say('From here')}
      </button>
      <button
        type="button"
        className="button"
        onClick={() =>
          onChange(here() > from ? { from, to: here() } : { from: film.first, to: Math.max(film.first + 1, here()) })
        }
      >
        {say('To here')}
      </button>
      <p className="soft small-print">
        {first && final && spanWords(first.time, final.time)}
        <br />
        {sayCount('{n} change', '{n} changes', to - from)}
      </p>
    </div>
  )
}
