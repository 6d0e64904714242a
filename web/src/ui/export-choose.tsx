import { useId } from 'react'
import { type Choices, Segments } from './segments'

/** One of several under its name. */
export function Choose<T extends string | number>(props: {
  name: string
  value: T
  choices: Choices<T>
  onChoose: (value: T) => void
}) {
  const id = useId()
  const { value, choices, onChoose } = props
  return (
    <div className="export-choice">
      <div id={id} className="setting-name">
        {props.name}
      </div>
      <Segments className="export-segments" labelledBy={id} value={value} choices={choices} onChoose={onChoose} />
    </div>
  )
}
