import type { BoardPoint } from '../geometry/point'
import { dashedSides, fittedDash, openDash } from './dash'
import type { ElementProps } from './element'
import { byHand, type Hand, strayOf } from './hand'
import { inkOf, toneOf } from './palette'
import { type Pattern, patternIn, patternOf } from './pattern'
import type { Outline, Pen } from './pen'
import { number, sized, string } from './props'
import type { Form } from './shape'
import { lengthOf, type Traced, traced } from './trace'

/** A pattern whose gaps are narrower than this, in CSS pixels, is drawn as a flat tint of the same density. */
export const FINEST = 3
/** A shaky line is drawn clean where a board unit is smaller than this, in CSS pixels: what it strays could not be seen. */
export const STEADY = 0.16
/** A broken line is drawn whole, and fainter, where it is thinner than this, in CSS pixels. */
export const UNBROKEN = 0.5

/** How a closed shape looks: what is worked out once for its values. */
type Look = {
  readonly key: object
  readonly word: string
  readonly w: number
  readonly h: number
  readonly build: (to: Outline) => void
  /** How it is drawn by hand; null for clean. */
  readonly hand: Hand | null
  readonly thickness: number
}

function handOf(p: ElementProps, w: number, h: number): Hand | null {
  if (string(p, 'manner') !== 'hand') return null
  return {
    seed: number(p, 'seed'),
    thickness: number(p, 'thickness'),
    longer: Math.max(w, h),
    shorter: Math.min(w, h),
    broken: string(p, 'dash') !== 'solid',
  }
}

/** How far what is drawn of a shape may reach out of its box at most, in hundredths. */
export function reachOf(p: ElementProps): number {
  return number(p, 'thickness') / 2 + strays(p)
}

/** How far it usually does: the farthest is seldom gone. */
export function usualReach(p: ElementProps): number {
  return number(p, 'thickness') / 2 + strays(p) / 4
}

const strays = (p: ElementProps): number => strayOfBox(p, sized(p))

/** How far the hand may stray from the outline of something of this size. */
export function strayOfBox(p: ElementProps, { w, h }: { readonly w: number; readonly h: number }): number {
  const hand = handOf(p, w, h)
  return hand === null ? 0 : strayOf(hand)
}

/** The polygons of an outline, and the word it was traced by: in whole hundredths, each ring as one list of x and y by turns, for a board has thousands. */
type Kept = Pick<Traced, 'straight'> & { readonly word: string; readonly rings: readonly (readonly number[])[] }

/** By the value that an outline hangs on: the one that was asked for last. */
const traces = new WeakMap<object, Kept>()

/** The polygons of an outline, by the value and the word it hangs on. */
function traceOf({ key, word, build }: Pick<Look, 'key' | 'word' | 'build'>): Traced {
  let kept = traces.get(key)
  if (kept?.word !== word) {
    const { rings, straight } = traced(build)
    kept = { word, straight, rings: rings.map((ring) => ring.flatMap(({ x, y }) => [Math.round(x), Math.round(y)])) }
    traces.set(key, kept)
  }
  return { straight: kept.straight, rings: kept.rings.map(pointsIn) }
}

function pointsIn(ring: readonly number[]): BoardPoint[] {
  const points: BoardPoint[] = []
  for (let i = 0; i < ring.length; i += 2) points.push({ x: ring[i]!, y: ring[i + 1]! })
  return points
}

const wordOf = (form: Form, p: ElementProps) => `${form.kind} ${form.word(p)}`

/** A shape's edge as a polygon that is fine enough for the finger, from its `at`. */
export function polygonOf(form: Form, p: ElementProps): readonly BoardPoint[] {
  const { w, h } = sized(p)
  const build = (to: Outline) => form.outline(p, w, h, to)
  const key = p.get('size')
  if (typeof key !== 'object') return [{ x: 0, y: 0 }]
  return traceOf({ key, word: wordOf(form, p), build }).rings[0] ?? [{ x: 0, y: 0 }]
}

/** What is drawn, as far as its kind says: an outline, the object and the word that it hangs on, and its size. */
export type Drawn = Pick<Look, 'key' | 'word' | 'w' | 'h' | 'build'>

function lookOf(p: ElementProps, drawn: Drawn, pen: Pen): Look {
  const hand = pen.scale < STEADY / 100 ? null : handOf(p, drawn.w, drawn.h)
  return { ...drawn, hand, thickness: number(p, 'thickness') }
}

/** Draws a closed shape: its fill, then its line. */
export function paint(form: Form, p: ElementProps, pen: Pen): void {
  const { x, y, w, h } = sized(p)
  const key = p.get('size')
  if (typeof key !== 'object') return
  const drawn = { key, word: wordOf(form, p), w, h, build: (to: Outline) => form.outline(p, w, h, to) }
  pen.from(x, y, number(p, 'angle'), w / 2, h / 2)
  paintClosed(p, drawn, pen)
  const detail = form.detail?.(p)
  if (detail === undefined || number(p, 'thickness') === 0) return
  lined(p, { ...drawn, word: `${drawn.word} within`, build: (to) => detail(w, h, to) }, line, pen)
}

/** Fills a closed outline, and draws its line; the pen is where it is measured from. */
export function paintClosed(p: ElementProps, drawn: Drawn, pen: Pen): void {
  paintFill(p, drawn, pen)
  if (number(p, 'thickness') > 0) lined(p, drawn, line, pen)
}

/** Fills a closed outline as the element's fill says; the pen is where it is measured from. */
export function paintFill(p: ElementProps, drawn: Drawn, pen: Pen): void {
  const opacity = number(p, 'opacity')
  pen.opacity(opacity)
  fill(lookOf(p, drawn, pen), string(p, 'fill'), string(p, 'fill-style') || 'solid', opacity, pen)
}

/** Draws an open line; the pen is where it is measured from. */
export function paintOpen(p: ElementProps, drawn: Drawn, pen: Pen): void {
  pen.opacity(number(p, 'opacity'))
  lined(p, drawn, openLine, pen)
}

function lined(p: ElementProps, drawn: Drawn, how: typeof line, pen: Pen): void {
  how(lookOf(p, drawn, pen), inkOf(string(p, 'colour')), string(p, 'dash'), number(p, 'opacity'), pen)
}

/** What else the word of a hand-drawn path says: all that `byHand` hangs on beside the outline. */
const handWord = ({ seed, thickness, broken }: Hand) => ` by ${seed} ${thickness} ${broken}`

function patch(look: Look, colour: string, pen: Pen): void {
  const { key, word, build, hand } = look
  if (hand === null) pen.fill(key, word, colour, build)
  else pen.fill(key, `${word}${handWord(hand)} patch`, colour, byHand('patch', hand, build))
}

function fill(look: Look, colour: string, style: string, opacity: number, pen: Pen): void {
  if (colour === 'none') return
  if (style === 'solid') {
    patch(look, colour, pen)
    return
  }
  const pattern = patternOf(style, look.thickness, look.w, look.h)
  const fine = pattern.gap * pen.scale < FINEST
  const tone = toneOf(colour)
  pen.opacity(opacity * tone.strength * (fine ? pattern.density : 1))
  if (fine) patch(look, tone.colour, pen)
  else patterned(look, style, pattern, tone.colour, pen)
  pen.opacity(opacity)
}

function patterned(look: Look, style: string, pattern: Pattern, colour: string, pen: Pen): void {
  const { key, word, hand, thickness } = look
  const shaky = hand === null ? null : { seed: hand.seed }
  const name = `${word} ${style} ${thickness}${shaky === null ? '' : ` by ${shaky.seed}`}`
  const build = (to: Outline) => patternIn(style, traceOf(look), pattern, shaky)(to)
  pen.line(key, name, colour, pattern.width, [], build, style === 'dots')
}

function line(look: Look, colour: string, dash: string, opacity: number, pen: Pen): void {
  const { key, word, hand, thickness } = look
  if (dash === 'solid' || thickness * pen.scale < UNBROKEN) {
    whole(look, colour, dash, opacity, pen)
    return
  }
  const trace = traceOf(look)
  if (hand === null && trace.straight) {
    const sides = dashedSides(dash, thickness, trace)
    pen.line(key, `${word} ${dash} ${thickness}`, colour, thickness, [], sides, dash === 'dotted')
  } else stroke(look, colour, fittedDash(dash, thickness, trace), pen)
}

function openLine(look: Look, colour: string, dash: string, opacity: number, pen: Pen): void {
  const { thickness } = look
  if (dash === 'solid' || thickness * pen.scale < UNBROKEN) whole(look, colour, dash, opacity, pen)
  else stroke(look, colour, openDash(dash, thickness, lengthOf(traceOf(look).rings[0] ?? [])), pen)
}

/** A line that is not broken, or is too thin for that to be seen. */
function whole(look: Look, colour: string, dash: string, opacity: number, pen: Pen): void {
  if (dash !== 'solid') pen.opacity(opacity * 0.6)
  stroke(look, colour, [], pen)
}

function stroke({ key, word, hand, thickness, build }: Look, colour: string, dash: readonly number[], pen: Pen): void {
  if (hand === null) pen.line(key, word, colour, thickness, dash, build)
  else pen.line(key, `${word}${handWord(hand)}`, colour, thickness, dash, byHand('line', hand, build))
}
