import { useSyncExternalStore } from 'react'
import { say, spokenNow } from '../words/say'
import { Hint } from './button'
import { colourClass, colourVars, type Swatch } from './palette'
import type { Choice } from './style-choices'
import { MannerFace } from './style-faces'
import { onStyle, openStyle, styleNow } from './style-open'

/** A value at hand and what choosing does; null is mixed: what is selected does not agree. */
export type Of<T> = { readonly value: T | null; readonly onChoose: (value: T) => void }

/** As Of, for what is dragged: `onTry` shows a value meanwhile, and null what was before. */
export type Tried<T> = Of<T> & { readonly onTry: (value: T | null) => void }

/** Arrow keys walk along the buttons of a group, and nudge nothing. */
export function walk(event: React.KeyboardEvent<HTMLElement>): void {
  const forth = spokenNow().rtl ? -1 : 1
  const way = { ArrowRight: forth, ArrowDown: 1, ArrowLeft: -forth, ArrowUp: -1 }[event.key]
  if (way === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.indexOf(event.target as HTMLButtonElement)
  if (at < 0) return
  event.preventDefault()
  event.stopPropagation()
  buttons[(at + way + buttons.length) % buttons.length]!.focus()
}

/** After a click the keys belong to the board again; who walks by keys stays where they are. */
function giveBack(event: React.MouseEvent<HTMLElement>): void {
  if (event.detail > 0 && event.currentTarget.closest('[role="dialog"]') === null) event.currentTarget.blur()
}

/** Colours of which one may be chosen. */
export function SwatchRow(props: Of<string> & { label: string; swatches: readonly Swatch[] }) {
  const { label, swatches, value, onChoose } = props
  return (
    <fieldset className={`swatches swatches-${swatches.length}`} onKeyDown={walk}>
      <legend className="only-read">{label}</legend>
      {swatches.map((swatch) => (
        <Hint key={swatch.token} label={say(swatch.name)}>
          <button
            type="button"
            className="swatch"
            aria-label={say('{label}: {choice}', { label, choice: say(swatch.name) })}
            aria-pressed={swatch.token === value}
            onClick={(event) => {
              giveBack(event)
              onChoose(swatch.token)
            }}
          >
            <Dot colour={swatch.token} />
          </button>
        </Hint>
      ))}
    </fieldset>
  )
}

/** A round patch of a colour. */
export function Dot({ colour, className = '' }: { colour: string; className?: string }) {
  const none = colour === 'none' ? 'dot-none' : ''
  return <span className={`dot ${colourClass(colour)} ${none} ${className}`} style={colourVars(colour)} />
}

/** Values as pictures, of which one may be chosen. */
export function ChoiceRow<T extends string | number>(
  props: Of<T> & { label: string; choices: readonly Choice<T>[]; face: (choice: T, index: number) => React.ReactNode },
) {
  const { label, choices, value, onChoose, face } = props
  return (
    <fieldset className="choices" onKeyDown={walk}>
      <legend className="only-read">{label}</legend>
      {choices.map((choice, i) => (
        <Hint key={choice.value} label={say(choice.name)}>
          <button
            type="button"
            className="icon-button choice"
            aria-label={say('{label}: {choice}', { label, choice: say(choice.name) })}
            aria-pressed={choice.value === value}
            onClick={(event) => {
              giveBack(event)
              onChoose(choice.value)
            }}
          >
            {face(choice.value, i)}
          </button>
        </Hint>
      ))}
    </fieldset>
  )
}

type ButtonProps = {
  /** What it is called, in English: said here, and unique, as it is what opens it. */
  readonly label: string
  readonly keys?: string | undefined
  readonly mixed: boolean
  readonly className?: string
  readonly face: React.ReactNode
}

/** A button that wears the value at hand, and opens the choices of it (see style-open.ts). */
export function StyleButton({ label, keys, mixed, className = 'style-face', face }: ButtonProps) {
  const open = useSyncExternalStore(onStyle, () => styleNow() === label)
  const said = say(label)
  return (
    <Hint label={mixed ? say('{label}: mixed', { label: said }) : said} keys={keys}>
      <button
        type="button"
        className={`icon-button ${className}`}
        aria-label={said}
        aria-description={mixed ? say('Mixed') : undefined}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-mixed={mixed || undefined}
        data-style={label}
        {...(open && { 'data-popup-open': '' })}
        onClick={(event) => openStyle(open ? '' : label, event.detail === 0)}
      >
        {face}
      </button>
    </Hint>
  )
}

/** One press between the two manners. */
export function MannerButton({ value, onChoose }: Of<string>) {
  const label = say('Hand-drawn')
  return (
    <Hint label={value === null ? say('{label}: mixed', { label }) : label}>
      <button
        type="button"
        className="icon-button style-face"
        aria-label={label}
        aria-pressed={value === null ? 'mixed' : value === 'hand'}
        data-mixed={value === null || undefined}
        onClick={() => onChoose(value === 'hand' ? 'clean' : 'hand')}
      >
        <MannerFace manner="hand" />
      </button>
    </Hint>
  )
}
