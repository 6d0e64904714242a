import { say } from '../words/say'
import type { Choices } from './segments'

/** One of several, from a list that is drawn down: for more than have room side by side. `labelledBy`: the id of what names it. */
export function Drawn<T extends string>(props: {
  readonly labelledBy: string
  readonly value: T
  readonly choices: Choices<T>
  readonly onChoose: (value: T) => void
}) {
  return (
    <select
      className="field drawn"
      aria-labelledby={props.labelledBy}
      value={props.value}
      onChange={(event) => props.onChoose(event.target.value as T)}
    >
      {props.choices.map(({ value, name }) => (
        <option key={value} value={value}>
          {say(name)}
        </option>
      ))}
    </select>
  )
}
