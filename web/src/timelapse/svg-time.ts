import type { ElementProps } from '../elements/element'
import { lineOf, pointsOf, STRIDE, sizeOf } from '../elements/ink'
import { wholeBounds } from '../elements/link-mark'
import { atOf, flag, number } from '../elements/props'
import { bend } from '../elements/stroke'
import { localMiddle } from '../elements/stroke-box'
import { SvgOutline, units } from '../export/svg-outline'
import { type Box, grown } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'

/** How long a hand took for a stroke, in ms of the time-lapse. */
export type Drawing = { readonly took: number }

/** So many moments of a stroke say where the hand was then; between them it goes evenly. */
const MOMENTS = 24

/** Something that is seen from a time until another, in ms; null: to the end. Programs that show nothing move show what is seen at the end. */
export function shownBetween(body: string, from: number, until: number | null): string {
  if (until !== null) {
    const times = `begin="${seconds(from)}" end="${seconds(until)}"`
    return `<g display="none"><set attributeName="display" to="inline" ${times}/>${body}</g>\n`
  }
  if (from <= 0) return body
  return `<g><set attributeName="display" to="none" begin="0s" end="${seconds(from)}"/>${body}</g>\n`
}

/**
 * A stroke that is seen to be drawn, from `from` on: until the hand lifts, no more of it is seen than what lies under a broad line that grows along
 * its middle as the hand went. `name`: no other in the same file has it.
 */
export function drawnAlong(
  body: string,
  props: ElementProps,
  corner: BoardPoint,
  from: number,
  { took }: Drawing,
  name: string,
): string {
  const points = pointsOf(props)
  const broad = sizeOf(number(props, 'thickness'), flag(props, 'pen')) * 2.5 + 200
  const outline = new SvgOutline()
  bend(lineOf(points, { x: 0, y: 0 }), outline, false)
  const [along, times] = progress(points)
  const grows =
    `<animate attributeName="stroke-dashoffset" values="${along.map((share) => short(1 - share)).join(';')}" ` +
    `keyTimes="${times.map(short).join(';')}" begin="${seconds(from)}" dur="${seconds(took)}"/>`
  const line =
    `<path d="${outline.text}" fill="none" stroke="#fff" stroke-width="${units(broad)}" stroke-linecap="round" stroke-linejoin="round" ` +
    `pathLength="1" stroke-dasharray="1 2">${grows}</path>`
  const mask = `<mask id="${name}" maskUnits="userSpaceOnUse" ${edges(grown(wholeBounds(props), broad), corner)}><g transform="${placed(props, corner)}">${line}</g></mask>`
  const until = from + took
  return `<g>${mask}<set attributeName="mask" to="url(#${name})" begin="${seconds(from)}" end="${seconds(until)}"/>${body}</g>`
}

/** How much of its length a stroke has at some moments, and when these are: shares from 0 to 1 both. */
export function progress(points: readonly number[]): readonly [along: readonly number[], times: readonly number[]] {
  const count = Math.floor(points.length / STRIDE)
  const lengths = [0]
  const clock = [0]
  for (let i = 1; i < count; i++) {
    const at = i * STRIDE
    lengths.push(lengths[i - 1]! + Math.hypot(points[at]!, points[at + 1]!))
    clock.push(clock[i - 1]! + Math.max(0, points[at + 3]!))
  }
  const [length, took] = [lengths.at(-1)! || 1, clock.at(-1)! || 1]
  // Of several at one time the last counts.
  const found = new Map([[0, 0]])
  for (let i = 1; i <= MOMENTS; i++) {
    const at = Math.round((i * (count - 1)) / MOMENTS)
    found.set(clock[at]! / took, lengths[at]! / length)
  }
  found.set(1, 1)
  return [[...found.values()], [...found.keys()]]
}

/** Where a stroke lies, as the pen says it. */
function placed(props: ElementProps, corner: BoardPoint): string {
  const at = atOf(props)
  const middle = localMiddle(props)
  const turn = number(props, 'angle')
  const shift = `translate(${units(at.x - corner.x)} ${units(at.y - corner.y)})`
  return turn === 0 ? shift : `${shift} rotate(${turn / 100} ${units(middle.x)} ${units(middle.y)})`
}

function edges({ x, y, w, h }: Box, corner: BoardPoint): string {
  return `x="${units(x - corner.x)}" y="${units(y - corner.y)}" width="${units(w)}" height="${units(h)}"`
}

/** A time as SVG has it. */
function seconds(ms: number): string {
  return `${Math.round(Math.max(0, ms)) / 1000}s`
}

const short = (share: number) => String(Math.round(Math.min(1, Math.max(0, share)) * 1e4) / 1e4)
