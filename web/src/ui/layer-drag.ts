import { type PointerEvent, type PointerEventHandler, useCallback, useEffect, useRef, useState } from 'react'
import { dragDistance } from '../editor/tool'

/** A layer in the hand, and the one that it would come to lie right above ('' for the base); null where it would stay as it is. */
export type Carried = { readonly id: string; readonly over: string | null }

type Press = { readonly id: string; readonly y: number; readonly pointer: number; readonly coarse: boolean }

type ListProps = {
  readonly onPointerDown: PointerEventHandler<HTMLElement>
  readonly onPointerMove: PointerEventHandler<HTMLElement>
  readonly onPointerUp: () => void
  readonly onPointerCancel: () => void
  readonly onLostPointerCapture: PointerEventHandler<HTMLElement>
}

/**
 * Dragging the rows of a list of layers, the uppermost first: rows say whose they are in `data-layer`. A mouse takes a row anywhere, a
 * finger by its grip, since elsewhere it scrolls the list. `drop` is called once, when the hand lets go where something changes; after
 * Esc or a lost pointer it is not. `props` belong to the element around the rows.
 */
export function useLayerDrag(drop: (id: string, over: string) => void): {
  readonly carried: Carried | null
  readonly props: ListProps
} {
  const press = useRef<Press | null>(null)
  const [carried, setCarried] = useState<Carried | null>(null)
  // What the hand did last counts, also where it is not drawn yet.
  const now = useRef<Carried | null>(null)
  const carry = useCallback((next: Carried | null) => {
    now.current = next
    setCarried(next)
  }, [])
  const end = useCallback(() => {
    press.current = null
    carry(null)
  }, [carry])
  const going = carried !== null
  useEffect(() => (going ? onEscape(end) : undefined), [going, end])
  const move = (event: PointerEvent<HTMLElement>) => {
    const from = press.current
    if (from === null || event.pointerId !== from.pointer) return
    if (event.buttons === 0) return end()
    if (now.current === null) {
      if (Math.abs(event.clientY - from.y) < dragDistance(from.coarse)) return
      // From here on a click is not meant for the button under the hand.
      event.currentTarget.setPointerCapture(from.pointer)
    }
    carry({ id: from.id, over: landing(event.currentTarget, from.id, event.clientY) })
  }
  return {
    carried,
    props: {
      onPointerDown(event) {
        press.current = pressed(event)
        // A quick hand is out of the list before its first move is told. The click still goes to what is pressed.
        if (press.current !== null) (event.target as Element).setPointerCapture(event.pointerId)
      },
      onPointerMove: move,
      onPointerUp() {
        const last = now.current
        end()
        if (last !== null && last.over !== null) drop(last.id, last.over)
      },
      onPointerCancel: end,
      onLostPointerCapture(event) {
        // What a finger touches has its pointer by itself, and loses it to the list when the drag begins.
        if (event.target === event.currentTarget) end()
      },
    },
  }
}

/** Esc calls it off, and does nothing else; so does leaving the window. */
function onEscape(end: () => void): () => void {
  const ended = new AbortController()
  const { signal } = ended
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopImmediatePropagation()
    end()
  }
  addEventListener('keydown', onKey, { capture: true, signal })
  addEventListener('blur', end, { signal })
  return () => ended.abort()
}

/** What is pressed, if a drag may begin there: the base stays below everything, and beside a name there are buttons. */
function pressed(event: PointerEvent<HTMLElement>): Press | null {
  const { target, pointerType, pointerId, button, clientY } = event
  const coarse = pointerType !== 'mouse'
  const grip = coarse ? '.layer-grip' : '.layer-grip, .layer-name'
  if (button !== 0 || !(target instanceof Element) || target.closest(grip) === null) return null
  const id = target.closest<HTMLElement>('[data-layer]')?.dataset.layer
  return id ? { id, y: clientY, pointer: pointerId, coarse } : null
}

/** The layer below the gap that is nearest to a height of the window. What lies beyond the gap is scrolled into sight. */
function landing(list: HTMLElement, id: string, y: number): string | null {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-layer]')]
  const middle = (row: HTMLElement) => {
    const { top, height } = row.getBoundingClientRect()
    return top + height / 2
  }
  // Nothing goes below the base, which is the last.
  const found = rows.findIndex((row) => middle(row) > y)
  const at = found < 0 ? rows.length - 1 : found
  for (const row of [rows[at - 1], rows[at]]) row?.scrollIntoView({ block: 'nearest' })
  const from = rows.findIndex((row) => row.dataset.layer === id)
  return at === from || at === from + 1 ? null : (rows[at]?.dataset.layer ?? null)
}
