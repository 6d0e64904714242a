import { Popover } from '@base-ui/react/popover'
import { Slider } from '@base-ui/react/slider'
import { Droplet, PaintBucket } from 'lucide-react'
import { useState } from 'react'
import { Hint } from './button'
import { colourClass, fillColours, type Swatch } from './palette'
import type { Choice } from './style-choices'

type Of<T> = { readonly value: T | null; readonly onChoose: (value: T) => void }

/** A row of colours of which one may be chosen. */
export function SwatchRow({
  label,
  swatches,
  value,
  onChoose,
}: Of<string> & { label: string; swatches: readonly Swatch[] }) {
  return (
    <fieldset className={`swatches swatches-${swatches.length}`}>
      <legend className="caption">{label}</legend>
      {swatches.map((swatch) => (
        <Hint key={swatch.token} label={swatch.name}>
          <button
            type="button"
            className="swatch"
            aria-label={`${label}: ${swatch.name}`}
            aria-pressed={swatch.token === value}
            onClick={() => onChoose(swatch.token)}
          >
            <span className={`dot ${colourClass(swatch.token)} ${swatch.token === 'none' ? 'dot-none' : ''}`} />
          </button>
        </Hint>
      ))}
    </fieldset>
  )
}

/** Four sizes as dots (lines) or letters (text). */
export function SizeRow(
  props: Of<number> & { label: string; kind: 'line' | 'text'; choices: readonly Choice<number>[] },
) {
  return (
    <fieldset className="sizes">
      <legend className="caption">{props.label}</legend>
      {props.choices.map((choice, i) => (
        <Hint key={choice.value} label={`${choice.name}`}>
          <button
            type="button"
            className="icon-button small"
            aria-label={`${props.label}: ${choice.name}`}
            aria-pressed={choice.value === props.value}
            onClick={() => props.onChoose(choice.value)}
          >
            {props.kind === 'line' ? (
              <span className={`weight weight-${i}`} />
            ) : (
              <span className={`letter letter-${i}`}>A</span>
            )}
          </button>
        </Hint>
      ))}
    </fieldset>
  )
}

/** The fill: a button that wears it, and the colours to choose from. */
export function FillPicker({ value, onChoose }: Of<string>) {
  return (
    <PickerButton label="Fill" face={<FillFace value={value} />}>
      <SwatchRow label="Fill" swatches={fillColours} value={value} onChoose={onChoose} />
    </PickerButton>
  )
}

function FillFace({ value }: { value: string | null }) {
  return value === null || value === 'none' ? (
    <PaintBucket />
  ) : (
    <span className={`dot dot-square ${colourClass(value)}`} />
  )
}

/** How the line is broken. */
export function DashPicker({ choices, value, onChoose }: Of<string> & { choices: readonly Choice<string>[] }) {
  return (
    <PickerButton label="Line" face={<DashFace dash={value ?? 'solid'} />}>
      <fieldset className="sizes">
        <legend className="caption">Line</legend>
        {choices.map((choice) => (
          <Hint key={choice.value} label={choice.name}>
            <button
              type="button"
              className="icon-button"
              aria-label={`Line: ${choice.name}`}
              aria-pressed={choice.value === value}
              onClick={() => onChoose(choice.value)}
            >
              <DashFace dash={choice.value} />
            </button>
          </Hint>
        ))}
      </fieldset>
    </PickerButton>
  )
}

function DashFace({ dash }: { dash: string }) {
  const pattern = { dashed: '4 4', dotted: '0.1 4.2' }[dash] ?? 'none'
  return (
    <svg
      className="dash-face"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M3 12h18" strokeDasharray={pattern} />
    </svg>
  )
}

/** Opacity in percent. Told to the board when the hand lets go, so that it is one step. */
export function OpacityPicker({ value, onChoose }: Of<number>) {
  const [moving, setMoving] = useState<number | null>(null)
  const shown = moving ?? value ?? 100
  return (
    <PickerButton label="Opacity" face={<Droplet />}>
      <Slider.Root
        className="slider"
        min={10}
        max={100}
        step={5}
        value={shown}
        onValueChange={(next) => setMoving(next)}
        onValueCommitted={(next) => {
          setMoving(null)
          onChoose(next)
        }}
      >
        <Slider.Label className="slider-label">Opacity</Slider.Label>
        <Slider.Value className="slider-value">{(_, values) => `${values[0]} %`}</Slider.Value>
        <Slider.Control className="slider-control">
          <Slider.Track className="slider-track">
            <Slider.Indicator className="slider-filled" />
            <Slider.Thumb className="slider-thumb" aria-label="Opacity" />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
    </PickerButton>
  )
}

/** A button in the row whose choices stand in a panel above it; in the sheet of a narrow window they stand there at once. */
function PickerButton(props: { label: string; face: React.JSX.Element; children: React.JSX.Element }) {
  return (
    <>
      <span className="in-row">
        <Popover.Root>
          <Hint label={props.label}>
            <Popover.Trigger className="icon-button small" aria-label={props.label}>
              {props.face}
            </Popover.Trigger>
          </Hint>
          <Popover.Portal>
            <Popover.Positioner side="top" sideOffset={14} collisionPadding={12} className="above-all">
              <Popover.Popup className="panel picker" aria-label={props.label}>
                {props.children}
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      </span>
      <span className="in-sheet">{props.children}</span>
    </>
  )
}
