import { useEffect, useRef, useState } from 'react'
import { shownLine } from '../elements/shown'
import { say } from '../words/say'
import { initials, type Me, nameMax } from './names'
import { colourClass, peopleColours } from './palette'
import { whyNot } from './server-words'

type Props = {
  readonly me: Me
  readonly action: string
  /** Throws with a sentence for the person when it cannot be done. */
  readonly onDone: (me: Me) => Promise<void>
}

/** A name and a colour to be seen by; Enter goes on. */
export function MeForm({ me, action, onDone }: Props) {
  const [name, setName] = useState(me.name)
  const [colour, setColour] = useState(me.colour)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.select(), [])
  const go = async () => {
    setBusy(true)
    setWrong('')
    try {
      await onDone({ name: shownLine(name) || me.name, colour })
    } catch (error) {
      setWrong(whyNot(error, say('That did not work. Try again.')))
      setBusy(false)
    }
  }
  return (
    <form
      className="me-form"
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <div className="me-row">
        <span className={`face face-large ${colourClass(colour)}`} aria-hidden="true">
          {initials(name)}
        </span>
        <input
          ref={input}
          className="field"
          dir="auto"
          aria-label={say('Your name')}
          autoComplete="nickname"
          maxLength={nameMax}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <ColourChoice value={colour} onChoose={setColour} />
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" className="button primary wide" disabled={busy}>
        {action}
      </button>
    </form>
  )
}

function ColourChoice({ value, onChoose }: { value: string; onChoose: (token: string) => void }) {
  return (
    <fieldset className="me-colours">
      <legend className="only-read">{say('Your colour')}</legend>
      {peopleColours.map((swatch) => (
        <label key={swatch.token} className="me-colour">
          <input
            type="radio"
            name="colour"
            className="only-read"
            checked={swatch.token === value}
            onChange={() => onChoose(swatch.token)}
            aria-label={say(swatch.name)}
          />
          <span className={`dot dot-large ${colourClass(swatch.token)}`} />
        </label>
      ))}
    </fieldset>
  )
}
