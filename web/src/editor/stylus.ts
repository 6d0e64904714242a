import type { Settings } from './settings'

/** What fingers do on the canvas: they move the board, they work with the tool in the hand, or with another one, by its name. */
export type FingersDo = 'move' | 'draw' | 'select' | 'eraser'

/** What they do by the person's setting: left to itself, they leave the drawing to a pen as soon as one has been seen. */
export function fingersAre({ fingers, pens }: Settings): FingersDo {
  return fingers === 'auto' ? (pens ? 'move' : 'draw') : fingers
}

/** The bits of `buttons` of a pen's barrel button and of its eraser end (Pointer Events, "chorded button interactions"). */
const BARREL = 2
const ERASER = 32

/**
 * Whether a pen is put down to rub out: with its other end, or with the button on its barrel held. A press of that button alone, in the
 * air, asks for the menu.
 */
export function erases({ pointerType, buttons, pressure }: PointerEvent): boolean {
  return pointerType === 'pen' && (buttons & (BARREL | ERASER)) !== 0 && pressure > 0
}

/** No farther ahead than a frame, in milliseconds: what is guessed for later is often wrong, and flickers. */
const AHEAD = 16

/** Where the browser expects a pen to go within a frame. Null where it expects nothing, or for what is not a pen. */
export function soonAt(e: PointerEvent): readonly PointerEvent[] | null {
  if (e.pointerType !== 'pen') return null
  const soon = (e.getPredictedEvents?.() ?? []).filter((one) => one.timeStamp - e.timeStamp <= AHEAD)
  return soon.length > 0 ? soon : null
}
