import { Slider } from '@base-ui/react/slider'
import { useState } from 'react'
import { sayNumber } from '../words/forms'
import type { Tried } from './style-parts'
import { useTrial } from './trial'

/** A length in units, as words. */
export const units = (hundredths: number) => sayNumber(hundredths / 100, 2)

type AmountProps = Tried<number> & {
  readonly label: string
  readonly least: number
  readonly most: number
  readonly step: number
  readonly shown: (value: number) => string
}

/** How a slider tells that the hand let go; with anything else than these the pointer was lost. */
const letGo: ReadonlySet<string> = new Set(['pointerup', 'touchend', 'keydown', 'input', 'change'])

/** A slider. What is selected goes along with it; told to the board when the hand lets go, so that it is one step. */
export function Amount({ label, least, most, step, value, shown, onTry, onChoose }: AmountProps) {
  const [moving, setMoving] = useState<number | null>(null)
  const trial = useTrial<number>({
    onTry(next) {
      setMoving(next)
      onTry(next)
    },
    onChoose(next) {
      setMoving(null)
      onChoose(next)
    },
  })
  const at = moving ?? value
  return (
    <Slider.Root
      className="slider"
      min={least}
      max={most}
      step={step}
      value={at ?? least}
      onPointerDownCapture={trial.drop}
      onValueChange={trial.to}
      onValueCommitted={(next, { event }) => (letGo.has(event.type) ? trial.choose(next) : trial.drop())}
    >
      <Slider.Control className="slider-control">
        <Slider.Track className="slider-track">
          <Slider.Indicator className="slider-filled" />
          <Slider.Thumb
            className="slider-thumb"
            aria-label={label}
            getAriaValueText={(_, now) => (at === null ? 'Mixed' : shown(now))}
          />
        </Slider.Track>
      </Slider.Control>
      <output className="slider-value">{at === null ? '–' : shown(at)}</output>
    </Slider.Root>
  )
}
