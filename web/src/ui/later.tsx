import { type ComponentType, useEffect, useRef, useState } from 'react'

/** A part of the chrome that is loaded by itself. */
export type Load<P> = () => Promise<{ readonly default: ComponentType<P> }>

/** What is wanted and did not come is asked for again after so many milliseconds. */
const AGAIN = 10_000

/** When the first screen stands, what may be wanted next is fetched; in milliseconds after it. */
const idle = 600

let seen: Promise<unknown> = Promise.resolve()

/** Nothing is fetched ahead before this: what is seen of the board comes first. */
export function fetchAfter(first: Promise<unknown>): void {
  seen = first
}

/** Calls a moment after the first screen stands, unless what it returns is called before. */
export function soon(run: () => void): () => void {
  let gone = false
  const timer = setTimeout(() => void seen.then(() => gone || run()), idle)
  return () => {
    gone = true
    clearTimeout(timer)
  }
}

/** A part of the chrome, once it is wanted and has come; null before. It is fetched ahead in any case. */
export function useLater<P>(load: Load<P>, wanted: boolean): ComponentType<P> | null {
  const [part, setPart] = useState<{ readonly Part: ComponentType<P> } | null>(null)
  const first = useRef(load)
  useEffect(() => soon(() => void first.current().catch(() => undefined)), [])
  const missing = wanted && part === null
  useEffect(() => {
    if (!missing) return
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const fetch = () =>
      void first.current().then(
        (loaded) => gone || setPart({ Part: loaded.default }),
        () => {
          if (!gone) timer = setTimeout(fetch, AGAIN)
        },
      )
    fetch()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [missing])
  return part?.Part ?? null
}

/** What a part that opens beside a button is given. */
export type PopProps = {
  /** The button. */
  readonly anchor: React.RefObject<HTMLButtonElement | null>
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

type PopButtonProps<P> = React.ComponentPropsWithoutRef<'button'> & {
  readonly load: Load<P & PopProps>
  /** What else the part is given. */
  readonly given: P
  /** What it opens. */
  readonly opens: 'menu' | 'dialog'
}

/** A button that opens something beside it, which is loaded for that. */
export function PopButton<P extends object>({ load, given, opens, children, ...rest }: PopButtonProps<P>) {
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const Part = useLater(load, open)
  return (
    <>
      <button
        type="button"
        {...rest}
        ref={anchor}
        aria-haspopup={opens}
        aria-expanded={open}
        {...(open && { 'data-popup-open': '' })}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (opens !== 'menu' || event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {children}
      </button>
      {Part && <Part {...(given as P & PopProps)} anchor={anchor} open={open} onOpen={setOpen} />}
    </>
  )
}

/** Whether what was opened by a button is to close: not by a press of that button, which closes it itself. */
export function closing(
  open: boolean,
  { event }: { readonly event: Event },
  anchor: React.RefObject<HTMLButtonElement | null>,
): boolean {
  return !open && !(event.target instanceof Node && anchor.current?.contains(event.target) === true)
}
