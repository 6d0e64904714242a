import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId } from 'react'

/** One of several, in a row of segments under its name. */
export function Choose<T extends string | number>(props: {
  name: string
  value: T
  choices: readonly { readonly value: T; readonly name: string }[]
  onChoose: (value: T) => void
}) {
  const id = useId()
  return (
    <div className="export-choice">
      <div id={id} className="setting-name">
        {props.name}
      </div>
      <RadioGroup
        className="segments export-segments"
        aria-labelledby={id}
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
            {choice.name}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  )
}
