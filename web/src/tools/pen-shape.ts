import { orderKeys } from '../board/order-keys'
import type { Value } from '../board/types'
import { cornered } from '../editor/style'
import type { Pointer, ToolView } from '../editor/tool'
import { knotPath, knotValue } from '../elements/knots'
import { type Box, boxAround, mapped } from '../geometry/box'
import type { Clean } from '../geometry/clean'
import { type Frame, inward, pulledFrame } from '../geometry/frame'
import { type BoardPoint, whole } from '../geometry/point'
import { recognise } from '../geometry/recognise'

/** What a sketch turns into where the hand holds still at its end; loaded when the first line is drawn. */

/** Smaller sketches are letters and ticks, in CSS pixels from corner to corner. */
const SMALLEST = 32

/** The clean shape that a sketch is meant to be; null for none. */
export function shapeOf(sketch: readonly BoardPoint[], view: ToolView): Clean | null {
  const box = boxAround(sketch)
  if (box === null || (Math.hypot(box.w, box.h) / 100) * view.camera.zoom < SMALLEST) return null
  return recognise(sketch)?.clean ?? null
}

/** The shape after the hand, which held it at one point, has gone on to another: an end goes along, or the corner that is nearest. */
export function followed(clean: Clean, held: BoardPoint, e: Pointer): Clean {
  const by = { x: e.at.x - held.x, y: e.at.y - held.y }
  if (clean.is === 'line' && !clean.closed) {
    const end = clean.points.at(-1)!
    return { ...clean, points: [...clean.points.slice(0, -1), { x: end.x + by.x, y: end.y + by.y }] }
  }
  if (clean.is === 'line') {
    const from = boxAround(clean.points)!
    const to = pulled({ box: from, tilt: 0 }, held, e)
    return { ...clean, points: clean.points.map((p) => mapped(p, from, to)) }
  }
  return { ...clean, frame: pulledFrame(clean.frame, pulled(clean.frame, held, e)) }
}

/** What the box of a frame becomes when its corner nearest to the hand goes along; with shift it keeps its proportions. */
function pulled(frame: Frame, held: BoardPoint, e: Pointer): Box {
  const { x, y, w, h } = frame.box
  const [a, b] = [inward(frame, held), inward(frame, e.at)]
  const [right, below] = [a.x > x + w / 2, a.y > y + h / 2]
  let wide = w + (right ? b.x - a.x : a.x - b.x)
  let high = h + (below ? b.y - a.y : a.y - b.y)
  if (e.shift && w > 0 && h > 0) {
    const times = Math.max(wide / w, high / h)
    wide = w * times
    high = h * times
  }
  return { x: right ? x : x + w - wide, y: below ? y : y + h - high, w: wide, h: high }
}

/** The properties of the shape, in the look of the line that it was sketched with. `base`: its place on the board. */
export function shapeProps(
  clean: Clean,
  base: ReadonlyMap<string, Value>,
  look: { readonly fill: string; readonly 'fill-style': string; readonly radius: number },
): Map<string, Value> {
  const props = new Map(base)
  const closed = clean.is === 'box' || clean.closed
  if (closed && look.fill !== 'none') {
    props.set('fill', look.fill)
    if (look['fill-style'] !== 'solid') props.set('fill-style', look['fill-style'])
  }
  return clean.is === 'box' ? boxed(clean, props, look.radius) : lined(clean, props)
}

function boxed({ kind, frame }: Extract<Clean, { is: 'box' }>, props: Map<string, Value>, radius: number) {
  const { box, tilt } = frame
  if (kind === 'triangle') props.set('kind', 'figure').set('form', 'triangle')
  else props.set('kind', kind)
  props.set('at', [whole(box.x), whole(box.y)]).set('size', [whole(Math.abs(box.w)), whole(Math.abs(box.h))])
  if (tilt !== 0) props.set('angle', whole(tilt))
  return cornered(props, radius)
}

function lined({ points, closed }: Extract<Clean, { is: 'line' }>, props: Map<string, Value>) {
  const first = { x: whole(points[0]!.x), y: whole(points[0]!.y) }
  props.set('kind', 'line').set('at', [first.x, first.y])
  if (closed) props.set('closed', true)
  // The keys need not be another's: all of them are put at once.
  const keys = orderKeys(null, null, points.length)
  for (const [i, { x, y }] of points.entries())
    props.set(knotPath(`k${i}`), knotValue({ order: keys[i]!, x: x - first.x, y: y - first.y, smooth: false }))
  return props
}
