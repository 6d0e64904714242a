import { useRef } from 'react'
import { shownLine } from '../elements/shown'

/** The longest name, in UTF-16 units (the type "line" of kinds.json). */
const nameMax = 200

type NameProps = {
  readonly label: string
  readonly name: string
  /** Called once; null: it stays as it is. */
  readonly onEnd: (name: string | null) => void
}

/** A field for the name of something: Enter or leaving it takes the name, Esc gives it up. */
export function NameInput({ label, name, onEnd }: NameProps) {
  const ended = useRef(false)
  // What leaves the page loses the focus too, which would be a second end.
  const end = (next: string | null) => {
    if (!ended.current) onEnd(next)
    ended.current = true
  }
  return (
    <input
      ref={focusAll}
      className="layer-input"
      dir="auto"
      aria-label={label}
      defaultValue={name}
      maxLength={nameMax}
      onBlur={(event) => end(shownLine(event.target.value))}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') end(null)
      }}
    />
  )
}

/** Once the menu that asked for it has let go of the focus. */
function focusAll(input: HTMLInputElement | null): void {
  requestAnimationFrame(() => {
    input?.focus()
    input?.select()
  })
}
