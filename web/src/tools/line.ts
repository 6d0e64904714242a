import { orderBetween } from '../board/order-keys'
import type { Value } from '../board/types'
import { drawnTo, type Fields, fieldsIn, fieldsStill } from '../editor/snap-field'
import { styleFresh } from '../editor/style'
import {
  ANGLE_STEP,
  dragDistance,
  type Effect,
  type Guide,
  type Live,
  type Pointer,
  type Tool,
  type ToolView,
} from '../editor/tool'
import { knotPath, knotValue, MOST_KNOTS } from '../elements/knots'
import { type BoardPoint, distance, inSteps, rounded } from '../geometry/point'
import { place } from './place'
import { stay } from './stay'

type Pointing = { readonly is: 'pointing'; readonly from: Pointer }
/** A point that is set, with the name and the place in the row that it will have. */
type Set = { readonly id: string; readonly order: string; readonly at: BoardPoint }
type Drawing = {
  readonly is: 'drawing'
  readonly id: string
  readonly set: readonly Set[]
  /** Where the point is that is not set yet. */
  readonly next: Set
  readonly last: Pointer
  readonly props: ReadonlyMap<string, Value>
  readonly fields: Fields
  readonly guides: readonly Guide[]
  /** A single straight line that is dragged out; else points are set by clicks. */
  readonly dragged: boolean
}
type Gesture = { readonly is: 'idle' } | Pointing | Drawing
type Step = readonly [Gesture, readonly Effect[]]

const rest: Gesture = { is: 'idle' }

/** A click so near to the last point, in CSS pixels, ends the line, and to the first one closes it (Excalidraw: 8). */
const NEAR = 8

function setAfter(before: string | null, at: BoardPoint, view: ToolView): Set {
  return { id: view.newID(), order: orderBetween(before, null), at }
}

function begun({ from }: Pointing, view: ToolView, dragged: boolean): Drawing {
  const id = view.newID()
  const fields = fieldsIn(view, [])
  const { at } = drawnTo(fields, from, view)
  const first = setAfter(null, at, view)
  const props = styleFresh(
    id,
    new Map<string, Value>([['kind', 'line'], ...place(view), ['at', [at.x, at.y]]]),
    view.style,
  )
  const next = setAfter(first.order, at, view)
  return { is: 'drawing', id, set: [first], next, last: from, props, fields, guides: [], dragged }
}

/** Where the next point goes: in steps of an angle with shift, else where it clings to. */
function aimed(g: Drawing, last: Pointer, view: ToolView): Drawing {
  const fields = fieldsStill(g.fields, view, [])
  const from = g.set.at(-1)!.at
  const drawn = last.shift
    ? { at: rounded(inSteps(from, last.at, ANGLE_STEP)), guides: [] }
    : drawnTo(fields, last, view)
  return { ...g, last, fields, guides: drawn.guides, next: { ...g.next, at: drawn.at } }
}

function lineOf({ props, set }: Drawing, points: readonly Set[], closed: boolean): ReadonlyMap<string, Value> {
  const base = set[0]!.at
  const line = new Map(props)
  if (closed) line.set('closed', true)
  for (const { id, order, at } of points) {
    line.set(knotPath(id), knotValue({ order, x: at.x - base.x, y: at.y - base.y, smooth: false }))
  }
  return line
}

function shown(g: Drawing): Live {
  return { id: g.id, ids: [g.id], props: lineOf(g, [...g.set, g.next], false) }
}

function going(g: Drawing): Step {
  return [g, [{ do: 'present', live: shown(g) }]]
}

/** Ends the line at the points that are set; a single point is nothing. */
function ended(g: Drawing, view: ToolView, closed = false): Step {
  if (g.set.length < 2) return [rest, [{ do: 'present', live: null }]]
  return [
    rest,
    [
      { do: 'commit', step: view.newID(), ops: [{ op: 'put', id: g.id, props: lineOf(g, g.set, closed) }] },
      { do: 'present', live: null },
      { do: 'select', ids: [g.id] },
      { do: 'setTool', id: 'select' },
    ],
  ]
}

function near(a: BoardPoint, b: BoardPoint, view: ToolView): boolean {
  return (distance(a, b) / 100) * view.camera.zoom < NEAR
}

/** The next point is set; at the first one it closes the line, at the last one it ends it. */
function pointed(g: Drawing, view: ToolView): Step {
  const { set, next } = g
  if (set.length > 2 && near(next.at, set[0]!.at, view)) return ended(g, view, true)
  if (near(next.at, set.at(-1)!.at, view)) return ended(g, view)
  const on: Drawing = { ...g, set: [...set, next], next: setAfter(next.order, next.at, view) }
  return on.set.length >= MOST_KNOTS - 1 ? ended(on, view) : going(on)
}

function drawing(g: Drawing, e: Parameters<Tool<Gesture>['step']>[1], view: ToolView): Step {
  switch (e.t) {
    case 'press':
    case 'move':
      return going(aimed(g, e, view))
    case 'keys':
      return going(aimed(g, { ...g.last, shift: e.shift, alt: e.alt, mod: e.mod }, view))
    case 'release': {
      const at = aimed(g, e, view)
      return g.dragged ? ended({ ...at, set: [...at.set, at.next] }, view) : pointed(at, view)
    }
    case 'cancel':
      // Esc ends a line of which points are set; one that is being dragged out is nothing yet.
      return g.dragged ? [rest, [{ do: 'present', live: null }]] : ended(g, view)
    case 'interrupt':
      return g.dragged ? ended({ ...g, set: [...g.set, g.next] }, view) : ended(g, view)
    default:
      return stay<Gesture>(g)
  }
}

/** Drags out a straight line; or sets one point after another by clicks, until one is clicked again, or Esc. */
export const line: Tool<Gesture> = {
  id: 'line',
  title: 'Line',
  icon: 'line',
  key: 'l',
  keys: ['l', '6'],
  cursor: 'crosshair',
  writes: true,
  makes: ['line'],
  rest,
  step(g, e, view) {
    if (g.is === 'idle') return e.t === 'press' ? [{ is: 'pointing', from: e }, [{ do: 'select', ids: [] }]] : stay(g)
    if (g.is === 'drawing') return drawing(g, e, view)
    if (e.t === 'release') return going(begun(g, view, false))
    if (e.t === 'cancel' || e.t === 'interrupt') return stay(rest)
    if (e.t !== 'move' || distance(e.screen, g.from.screen) < dragDistance(e.coarse)) return stay<Gesture>(g)
    return going(aimed(begun(g, view, true), e, view))
  },
  preview: (g) => (g.is === 'drawing' ? g.guides.map((guide) => ({ mark: 'guide', guide })) : []),
  follows: (g) => g.is === 'drawing',
}
