import { useRef } from 'react'
import { LONG_PRESS } from '../editor/long-press'

/** So far the hand goes before a press is a drag, in CSS pixels; a finger that goes farther before it has held a shape long enough scrolls. */
const FAR = 5

type Place = { readonly x: number; readonly y: number }

type Drops = {
  /** Let go over the board, at a place of the window. */
  readonly onBoard: (id: string, at: Place) => void
  /** Let go over another of the list. */
  readonly onOther: (id: string, other: string) => void
}

/**
 * Carries a shape out of the library: onto the board, or to another place of the list. A mouse or a pen takes it along at once; a finger
 * scrolls the list, unless it stays on a shape first. `wasMoved` says whether the press that just ended was a drag, which is no click.
 */
export function useShapeDrag(drops: Drops) {
  const moved = useRef(false)
  const carry = (event: React.PointerEvent, id: string) => {
    moved.current = false
    if (event.button !== 0 || !event.isPrimary) return
    new Carrying(event, {
      began: () => {
        moved.current = true
      },
      dropped: (at) => {
        const over = document.elementFromPoint(at.x, at.y)
        const other = over?.closest<HTMLElement>('[data-shape]')?.dataset.shape
        if (other !== undefined) drops.onOther(id, other)
        else if (over?.closest('#board')) drops.onBoard(id, at)
      },
    })
  }
  return { carry, wasMoved: () => moved.current }
}

type Told = { readonly began: () => void; readonly dropped: (at: Place) => void }

/** One press on a shape, from when it goes down until it is lifted, taken away or given up. */
class Carrying {
  private readonly face: HTMLElement
  private readonly from: Place
  private readonly pointer: number
  private readonly finger: boolean
  private readonly told: Told
  private readonly ends = new AbortController()
  private ghost: HTMLCanvasElement | null = null

  constructor(event: React.PointerEvent, told: Told) {
    this.face = event.currentTarget as HTMLElement
    this.from = { x: event.clientX, y: event.clientY }
    this.pointer = event.pointerId
    this.finger = event.pointerType === 'touch'
    this.told = told
    const { signal } = this.ends
    addEventListener('pointermove', (e) => this.move(e), { signal })
    addEventListener('pointerup', (e) => this.up(e), { signal })
    addEventListener('pointercancel', (e) => e.pointerId === this.pointer && this.end(), { signal })
    addEventListener('keydown', (e) => this.key(e), { signal, capture: true })
    if (this.finger) this.waits()
  }

  /** Until it has stayed long enough the list is the browser's to scroll; from then on it is not, nor is the menu of a long press. */
  private waits(): void {
    const { signal } = this.ends
    const timer = setTimeout(() => this.begin(this.from), LONG_PRESS)
    signal.addEventListener('abort', () => clearTimeout(timer))
    this.face.addEventListener('touchmove', (e) => this.ghost !== null && e.preventDefault(), {
      signal,
      passive: false,
    })
    this.face.addEventListener('contextmenu', (e) => e.preventDefault(), { signal })
  }

  private begin(at: Place): void {
    this.told.began()
    this.ghost = ghostOf(this.face.querySelector('canvas'))
    this.show(at)
  }

  private show({ x, y }: Place): void {
    if (this.ghost !== null) this.ghost.style.translate = `${x}px ${y}px`
  }

  private move({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    if (pointerId !== this.pointer) return
    const far = Math.hypot(x - this.from.x, y - this.from.y) >= FAR
    if (this.ghost !== null) this.show({ x, y })
    else if (far && this.finger) this.end()
    else if (far) this.begin({ x, y })
  }

  private up({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    if (pointerId !== this.pointer) return
    const carried = this.ghost !== null
    this.end()
    if (carried) this.told.dropped({ x, y })
  }

  private key(press: KeyboardEvent): void {
    if (press.key !== 'Escape' || this.ghost === null) return
    press.stopImmediatePropagation()
    this.end()
  }

  private end(): void {
    this.ghost?.remove()
    this.ends.abort()
  }
}

/** The picture of what is carried, at the hand. */
function ghostOf(picture: HTMLCanvasElement | null): HTMLCanvasElement {
  const ghost = document.createElement('canvas')
  ghost.className = 'library-ghost'
  if (picture !== null && picture.width > 0) {
    ghost.width = picture.width
    ghost.height = picture.height
    ghost.style.width = `${picture.clientWidth}px`
    ghost.getContext('2d')?.drawImage(picture, 0, 0)
  }
  document.getElementById('chrome')?.append(ghost)
  return ghost
}
