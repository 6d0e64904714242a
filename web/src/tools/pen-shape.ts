import { orderKeys } from '../board/order-keys'
import type { Value } from '../board/types'
import { cornered } from '../editor/style'
import type { Effect, Hand, Pointer, Tool, ToolView } from '../editor/tool'
import type { Style } from '../editor/types'
import { lineOf } from '../elements/ink'
import { knotPath, knotValue } from '../elements/knots'
import { type Box, boxAround, mapped } from '../geometry/box'
import type { Clean } from '../geometry/clean'
import { type Frame, inward, pulledFrame } from '../geometry/frame'
import { type BoardPoint, whole } from '../geometry/point'
import { recognise } from '../geometry/recognise'
import { closes } from './pen-loop'

/** What a sketch turns into where the hand holds still at its end; loaded when the first line is drawn. */

/** The line that was drawn, as the pen has it. */
type Sketch = {
  readonly id: string
  readonly step: string
  readonly at: BoardPoint
  readonly points: readonly number[]
  readonly props: ReadonlyMap<string, Value>
}

/** The hand holds still at the end of its line, which is shown as what it was meant to be and goes on with the hand. */
export type Shaping = {
  readonly is: 'shaping'
  readonly id: string
  readonly sketch: Sketch
  /** What it became where the hand was then, and what it is now. */
  readonly first: Clean
  readonly held: BoardPoint
  readonly now: Clean
}

type Pen = Pick<Tool, 'without'>
type Step = readonly [Shaping | { readonly is: 'idle' }, readonly Effect[]]

/** The properties of a line that is finished: one that goes around something is said to be closed, and takes the fill of the style. */
export function closedUp(line: Sketch & { readonly parts: readonly string[] }, view: ToolView, pen: Pen) {
  const { props, points, at, parts } = line
  const thickness = Number(props.get('thickness'))
  if (parts.length > 0 || pen.without?.includes('fill')) return props
  if (!closes(lineOf(points, at), thickness, view.camera.zoom)) return props
  return filledBy(view.style, new Map(props).set('closed', true))
}

function filledBy({ fill, 'fill-style': style }: Pick<Style, 'fill' | 'fill-style'>, props: Map<string, Value>) {
  if (fill === 'none') return props
  props.set('fill', fill)
  return style === 'solid' ? props : props.set('fill-style', style)
}

/** The hand holds still; null where its line is nothing but that. */
export function begunShape(sketch: Sketch, e: Pointer, view: ToolView, pen: Pen): Step | null {
  const clean = shapeOf(lineOf(sketch.points, sketch.at), view)
  if (clean === null) return null
  return shown({ is: 'shaping', id: view.newID(), sketch, first: clean, held: e.at, now: clean }, view, pen)
}

/** A shape in the hand goes on; null where it is called off. */
export function stepShape(g: Shaping, e: Hand, view: ToolView, pen: Pen): Step | null {
  switch (e.t) {
    case 'move':
      return shown({ ...g, now: followed(g.first, g.held, e) }, view, pen)
    case 'release':
    case 'interrupt':
      return instead(g, view, pen)
    case 'cancel':
      return [{ is: 'idle' }, [{ do: 'present', live: null }]]
    default:
      return [g, []]
  }
}

function shown(g: Shaping, view: ToolView, pen: Pen): Step {
  return [g, [{ do: 'present', live: { id: g.id, ids: [g.id], props: propsOf(g, view, pen) } }]]
}

/** The sketch is put first, and then becomes the shape: a step each, so that who meant the sketch has it back at once. */
function instead(g: Shaping, view: ToolView, pen: Pen): Step {
  const { id, step, props, points } = g.sketch
  const sketch = new Map(props).set('points', points)
  return [
    { is: 'idle' },
    [
      { do: 'commit', step, ops: [{ op: 'put', id, props: sketch }] },
      {
        do: 'commit',
        step: view.newID(),
        ops: [
          { op: 'remove', id },
          { op: 'put', id: g.id, props: propsOf(g, view, pen) },
        ],
      },
      { do: 'present', live: null },
    ],
  ]
}

function propsOf({ sketch, now }: Shaping, view: ToolView, { without = [] }: Pen): Map<string, Value> {
  const kept = ['parent', 'order', 'colour', 'thickness', 'opacity'].filter((name) => sketch.props.has(name))
  const base = new Map(kept.map((name) => [name, sketch.props.get(name)!]))
  return shapeProps(now, base, without.includes('fill') ? { ...view.style, fill: 'none' } : view.style)
}

/** Smaller sketches are letters and ticks, in CSS pixels from corner to corner. */
const SMALLEST = 32

/** The clean shape that a sketch is meant to be; null for none. */
function shapeOf(sketch: readonly BoardPoint[], view: ToolView): Clean | null {
  const box = boxAround(sketch)
  if (box === null || (Math.hypot(box.w, box.h) / 100) * view.camera.zoom < SMALLEST) return null
  return recognise(sketch)?.clean ?? null
}

/** The shape after the hand, which held it at one point, has gone on to another: an end goes along, or the corner that is nearest. */
function followed(clean: Clean, held: BoardPoint, e: Pointer): Clean {
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
function shapeProps(
  clean: Clean,
  base: ReadonlyMap<string, Value>,
  look: Pick<Style, 'fill' | 'fill-style' | 'radius'>,
): Map<string, Value> {
  const props = new Map(base)
  const closed = clean.is === 'box' || clean.closed
  if (closed) filledBy(look, props)
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
