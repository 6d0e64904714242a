import { wheelFactor } from './camera'
import type { Settings } from './settings'

/** A turn of a wheel or a push on a trackpad, as the browser tells it. */
export type Turn = {
  readonly deltaX: number
  readonly deltaY: number
  /** 0: CSS pixels, 1: lines, 2: pages. */
  readonly deltaMode: number
  /** ctrl or cmd: held by the hand, or put there by the browser for a pinch on a trackpad. */
  readonly mod: boolean
  readonly shift: boolean
  /** Milliseconds. */
  readonly time: number
}

/** What turned: told from the turns so far. */
export type Wheel = { readonly is: 'mouse' | 'trackpad'; readonly last: number }

/** Before anything was turned. A trackpad's pan harms less than a zoom that nobody meant. */
export const noWheel: Wheel = { is: 'trackpad', last: Number.NEGATIVE_INFINITY }

/** What is to be done, in CSS pixels: the paper goes by so much, or grows about the pointer by a factor. */
export type Meaning = { readonly pan: readonly [dx: number, dy: number] } | { readonly zoom: number }

/** Turns that follow each other this closely, in milliseconds, come of one push: fingers that coast get as fast as a wheel. */
const ONE_PUSH = 300
/** A mouse's wheel goes by notches: in pixels they are at least this long in any browser. */
const NOTCH = 50
/** Lines and pages in pixels. */
const LINE = 16
/** Tells a mouse's wheel from a trackpad: notches are long, whole and upright, or told in lines. */
function told({ deltaX, deltaY, deltaMode, time }: Turn, before: Wheel): Wheel['is'] {
  if (deltaMode !== 0) return 'mouse'
  if (time - before.last < ONE_PUSH) return before.is
  const notch = (delta: number) => Math.abs(delta) >= NOTCH
  if (deltaX !== 0 && deltaY !== 0) return 'trackpad'
  return notch(deltaX) || notch(deltaY) ? 'mouse' : 'trackpad'
}

/** What a turn means by the person's setting: with mod it always zooms, with shift it goes sideways. `page`: the height of the canvas in pixels. */
export function wheelMeant(
  turn: Turn,
  before: Wheel,
  setting: Settings['wheel'],
  page: number,
): readonly [Meaning, Wheel] {
  const wheel: Wheel = { is: told(turn, before), last: turn.time }
  const unit = turn.deltaMode === 1 ? LINE : turn.deltaMode === 2 ? page : 1
  const dx = turn.deltaX * unit
  const dy = turn.deltaY * unit
  if (turn.mod) return [{ zoom: wheelFactor(dy) }, wheel]
  const zooms = setting === 'zoom' || (setting === 'auto' && wheel.is === 'mouse')
  if (zooms && !turn.shift && dx === 0) return [{ zoom: wheelFactor(dy) }, wheel]
  // A mouse has one wheel: with shift it goes sideways, where the system has not turned it already.
  const sideways = turn.shift && dx === 0
  return [{ pan: [0 - (sideways ? dy : dx), 0 - (sideways ? 0 : dy)] }, wheel]
}
