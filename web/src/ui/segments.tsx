import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { say } from '../words/say'
import './styles/segments.css'

/** What may be chosen: a value and its name each, in English: it is said where it is drawn. */
export type Choices<T extends string | number> = readonly { readonly value: T; readonly name: string }[]

/** One of several, in a row of segments. `labelledBy`: the id of what names it. */
export function Segments<T extends string | number>(props: {
  labelledBy: string
  value: T
  choices: Choices<T>
  onChoose: (value: T) => void
  className?: string
}) {
  return (
    <RadioGroup
      className={props.className ? `segments ${props.className}` : 'segments'}
      aria-labelledby={props.labelledBy}
      value={props.value}
      onValueChange={(value) => props.onChoose(value as T)}
    >
      {props.choices.map((choice) => (
        <Radio.Root
          key={choice.value}
          value={choice.value}
          className="segment"
          render={<button type="button" />}
          nativeButton
        >
          {say(choice.name)}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
