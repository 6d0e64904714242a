import { useEffect, useRef } from 'react'

/** Values that a slider goes through, and what becomes of them. */
export type Trial<T> = {
  /** The hand is here now. */
  readonly to: (value: T) => void
  /** The hand let go here. */
  readonly choose: (value: T) => void
  /** The pointer was lost: all is as it was. */
  readonly drop: () => void
}

type Told<T> = {
  /** Shows a value; null: none any more. */
  readonly onTry: (value: T | null) => void
  readonly onChoose: (value: T) => void
}

/**
 * What a slider tries while the hand has it: shown at once, one change when the hand lets go, nothing when Esc is pressed, the pointer
 * is lost or the slider goes away. After Esc the rest of the same drag is not listened to.
 */
export function useTrial<T>(told: Told<T>): Trial<T> {
  const now = useRef(told)
  now.current = told
  const trial = useRef<Trying<T>>(null)
  trial.current ??= new Trying(now)
  const { current } = trial
  useEffect(() => () => current.drop(), [current])
  return current
}

/** One slider's trial, from the first value to the last. */
class Trying<T> implements Trial<T> {
  private readonly told: { readonly current: Told<T> }
  /** Listens while a value is shown; null at rest. */
  private going: AbortController | null = null
  private escaped = false

  constructor(told: { readonly current: Told<T> }) {
    this.told = told
  }

  to = (value: T): void => {
    if (this.escaped) return
    if (this.going === null) this.begin()
    this.told.current.onTry(value)
  }

  choose = (value: T): void => {
    this.end()
    if (this.escaped) this.escaped = false
    else this.told.current.onChoose(value)
  }

  drop = (): void => {
    this.escaped = false
    if (this.end()) this.told.current.onTry(null)
  }

  private begin(): void {
    this.going = new AbortController()
    const { signal } = this.going
    const onKey = (e: KeyboardEvent) => {
      if (e.key !== 'Escape') return
      // What is open around the slider stays, and so does what is selected.
      e.preventDefault()
      e.stopImmediatePropagation()
      this.drop()
      this.escaped = true
    }
    addEventListener('keydown', onKey, { capture: true, signal })
    addEventListener('blur', this.drop, { signal })
  }

  private end(): boolean {
    const going = this.going !== null
    this.going?.abort()
    this.going = null
    return going
  }
}
