import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { keyText } from '../words/keys'
import type { Side } from './button'

/** How long one rests on something before it is explained, and for how long after that the next is explained at once; in milliseconds. */
const delay = 500
const warm = 400
/** Distances in CSS pixels: from what is explained, and from the window's edge. */
const gap = 8
const edge = 6

type Shown = { readonly of: HTMLElement; readonly label: string; readonly keys: string; readonly side: Side }

/** One hint for the whole page: it explains what the mouse rests on, or what has the focus by keys. What it says is in the names of the buttons too. */
export function Hints() {
  const [shown, setShown] = useState<Shown | null>(null)
  useWatch(setShown)
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (shown !== null && box.current !== null) place(box.current, shown)
  }, [shown])
  if (shown === null) return null
  return (
    <div ref={box} className="hint" aria-hidden="true">
      {shown.label}
      {shown.keys && <kbd>{keyText(shown.keys)}</kbd>}
    </div>
  )
}

function useWatch(show: (shown: Shown | null) => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let at: HTMLElement | null = null
    let left = Number.NEGATIVE_INFINITY
    const leave = () => {
      clearTimeout(timer)
      if (at !== null) left = performance.now()
      at = null
      show(null)
    }
    const come = (target: EventTarget | null, wait: number) => {
      const of = target instanceof Element ? target.closest<HTMLElement>('[data-hint]') : null
      if (of === at) return
      leave()
      if (of === null) return
      at = of
      timer = setTimeout(() => of.isConnected && show(read(of)), wait)
    }
    const over = (event: PointerEvent) => {
      if (event.pointerType === 'mouse') come(event.target, performance.now() - left < warm ? 0 : delay)
    }
    const focus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) come(event.target, delay)
    }
    const ends = new AbortController()
    const { signal } = ends
    document.addEventListener('pointerover', over, { signal, passive: true })
    document.addEventListener('focusin', focus, { signal })
    for (const end of ['pointerdown', 'keydown', 'focusout', 'pointerleave'])
      document.addEventListener(end, leave, { signal, passive: true, capture: true })
    return () => {
      ends.abort()
      clearTimeout(timer)
    }
  }, [show])
}

function read(of: HTMLElement): Shown | null {
  // What has opened something explains itself.
  if (of.getAttribute('aria-expanded') === 'true') return null
  const { hint = '', hintKeys = '', hintSide = 'top' } = of.dataset
  return { of, label: hint, keys: hintKeys, side: hintSide as Side }
}

function place(box: HTMLElement, { of, side }: Shown): void {
  const at = of.getBoundingClientRect()
  const { width, height } = box.getBoundingClientRect()
  const beside = side === 'right'
  const left = beside ? at.right + gap : at.left + at.width / 2 - width / 2
  const above = at.top - height - gap
  const below = at.bottom + gap
  const top = beside ? at.top + at.height / 2 - height / 2 : side === 'top' && above > edge ? above : below
  box.style.left = `${Math.round(Math.min(Math.max(edge, left), innerWidth - width - edge))}px`
  box.style.top = `${Math.round(Math.min(Math.max(edge, top), innerHeight - height - edge))}px`
}
