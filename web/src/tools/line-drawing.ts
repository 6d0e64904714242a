import { orderBetween } from '../board/order-keys'
import type { Value } from '../board/types'
import { drawnTo, type Fields, fieldsIn, fieldsStill } from '../editor/snap-field'
import { styleFresh } from '../editor/style'
import { type TieHere, tieMark } from '../editor/tie-at'
import {
  ANGLE_STEP,
  dragDistance,
  type Effect,
  type Guide,
  type Live,
  type Mark,
  type Pointer,
  type Tool,
  type ToolView,
} from '../editor/tool'
import { anchorValue, apart } from '../elements/arrow-end'
import { knotPath, knotValue, MOST_KNOTS } from '../elements/knots'
import { type BoardPoint, distance, inSteps, rounded } from '../geometry/point'
import { place } from './place'
import { stay } from './stay'

/** What lines and arrows are drawn with. */

/** What tells one of these tools from another. `ties`: its ends take hold of what they come upon; else its last point may close it. */
export type LineOf = Pick<Tool, 'id' | 'title' | 'icon' | 'key' | 'keys'> & {
  readonly kind: string
  readonly ties: boolean
}

/** `over`: what it would be tied to here. */
type Idle = { readonly is: 'idle'; readonly over: TieHere | null }
type Pointing = { readonly is: 'pointing'; readonly from: Pointer }
/** A point that is set, with the name and the place in the row that it will have. */
type Set = { readonly id: string; readonly order: string; readonly at: BoardPoint }
type Drawing = {
  readonly is: 'drawing'
  readonly of: LineOf
  readonly id: string
  readonly set: readonly Set[]
  /** Where the point is that is not set yet. */
  readonly next: Set
  readonly first: Pointer
  readonly last: Pointer
  /** What its ends take hold of. */
  readonly start: TieHere | null
  readonly end: TieHere | null
  readonly props: ReadonlyMap<string, Value>
  readonly fields: Fields
  readonly guides: readonly Guide[]
  /** A single straight line that is dragged out; else points are set by clicks. */
  readonly dragged: boolean
}
type Gesture = Idle | Pointing | Drawing
type Step = readonly [Gesture, readonly Effect[]]

const rest: Gesture = { is: 'idle', over: null }

/** A click so near to the last point, in CSS pixels, ends the line, and to the first one closes it (Excalidraw: 8). */
const NEAR = 8

function setAfter(before: string | null, at: BoardPoint, view: ToolView): Set {
  return { id: view.newID(), order: orderBetween(before, null), at }
}

const tieOf = (of: LineOf, e: Pointer, view: ToolView): TieHere | null => (of.ties ? view.tieAt(e) : null)

function begun(of: LineOf, from: Pointer, view: ToolView, dragged: boolean): Drawing {
  const id = view.newID()
  const fields = fieldsIn(view, [])
  const start = tieOf(of, from, view)
  const at = start === null ? drawnTo(fields, from, view).at : rounded(start.at)
  const set = setAfter(null, at, view)
  const bare = new Map<string, Value>([['kind', of.kind], ...place(view), ['at', [at.x, at.y]]])
  const props = styleFresh(id, bare, view.style)
  const next = setAfter(set.order, at, view)
  const common = { of, id, set: [set], next, first: from, last: from, start, end: null }
  return { is: 'drawing', ...common, props, fields, guides: [], dragged }
}

/** Where the next point goes: to what it takes hold of, in steps of an angle with shift, else where it clings to. */
function aimed(g: Drawing, last: Pointer, view: ToolView): Drawing {
  const fields = fieldsStill(g.fields, view, [])
  const end = tieOf(g.of, last, view)
  if (end !== null) return { ...g, last, fields, end, guides: [], next: { ...g.next, at: rounded(end.at) } }
  const from = g.set.at(-1)!.at
  const drawn = last.shift
    ? { at: rounded(inSteps(from, last.at, ANGLE_STEP)), guides: [] }
    : drawnTo(fields, last, view)
  return { ...g, last, fields, end, guides: drawn.guides, next: { ...g.next, at: drawn.at } }
}

/** What its ends are tied to. */
function anchorsOf({ start, end, first, last }: Drawing, view: ToolView): [string, Value][] {
  const of = ({ anchor }: TieHere, other: TieHere | null, at: BoardPoint): Value =>
    anchorValue(apart(anchor, other?.anchor.id, view.element(anchor.id)?.props, at))
  const anchors: [string, Value][] = []
  if (start !== null) anchors.push(['start', of(start, end, first.at)])
  if (end !== null) anchors.push(['end', of(end, start, last.at)])
  return anchors
}

function lineOf(g: Drawing, points: readonly Set[], closed: boolean, view: ToolView): ReadonlyMap<string, Value> {
  const base = g.set[0]!.at
  const line = new Map([...g.props, ...anchorsOf(g, view)])
  if (closed) line.set('closed', true)
  for (const { id, order, at } of points) {
    line.set(knotPath(id), knotValue({ order, x: at.x - base.x, y: at.y - base.y, smooth: false }))
  }
  return line
}

function shown(g: Drawing, view: ToolView): Live {
  return { id: g.id, ids: [g.id], props: lineOf(g, [...g.set, g.next], false, view) }
}

function going(g: Drawing, view: ToolView): Step {
  return [g, [{ do: 'present', live: shown(g, view) }]]
}

/** Ends the line at the points that are set; a single point is nothing. */
function ended(g: Drawing, view: ToolView, closed = false): Step {
  if (g.set.length < 2) return [rest, [{ do: 'present', live: null }]]
  return [
    rest,
    [
      { do: 'commit', step: view.newID(), ops: [{ op: 'put', id: g.id, props: lineOf(g, g.set, closed, view) }] },
      { do: 'present', live: null },
      { do: 'select', ids: [g.id] },
      { do: 'setTool', id: 'select' },
    ],
  ]
}

function near(a: BoardPoint, b: BoardPoint, view: ToolView): boolean {
  return (distance(a, b) / 100) * view.camera.zoom < NEAR
}

/** The next point is set; at the first one it closes the line, at the last one or at what it takes hold of it ends. */
function pointed(g: Drawing, view: ToolView): Step {
  const { set, next, of } = g
  if (!of.ties && set.length > 2 && near(next.at, set[0]!.at, view)) return ended(g, view, true)
  if (near(next.at, set.at(-1)!.at, view)) return ended(g, view)
  const on: Drawing = { ...g, set: [...set, next], next: setAfter(next.order, next.at, view) }
  return on.end !== null || on.set.length >= MOST_KNOTS - 1 ? ended(on, view) : going(on, view)
}

function drawing(g: Drawing, e: Parameters<Tool<Gesture>['step']>[1], view: ToolView): Step {
  switch (e.t) {
    case 'press':
    case 'move':
      return going(aimed(g, e, view), view)
    case 'keys':
      return going(aimed(g, { ...g.last, shift: e.shift, alt: e.alt, mod: e.mod }, view), view)
    case 'release': {
      const at = aimed(g, e, view)
      return g.dragged ? ended({ ...at, set: [...at.set, at.next] }, view) : pointed(at, view)
    }
    case 'cancel':
      // Esc ends a line of which points are set; one that is being dragged out is nothing yet.
      return g.dragged ? [rest, [{ do: 'present', live: null }]] : ended({ ...g, end: null }, view)
    case 'interrupt':
      return g.dragged ? ended({ ...g, set: [...g.set, g.next] }, view) : ended({ ...g, end: null }, view)
    default:
      return stay<Gesture>(g)
  }
}

function resting(of: LineOf, g: Idle, e: Parameters<Tool<Gesture>['step']>[1], view: ToolView): Step {
  if (e.t === 'press') return [{ is: 'pointing', from: e }, [{ do: 'select', ids: [] }]]
  if (e.t !== 'move') return stay<Gesture>(g)
  const over = tieOf(of, e, view)
  return over === null && g.over === null ? stay<Gesture>(g) : [{ is: 'idle', over }, []]
}

function marks(g: Gesture): readonly Mark[] {
  if (g.is === 'idle') return tieMark(g.over)
  if (g.is === 'pointing') return []
  return [...tieMark(g.start), ...tieMark(g.end), ...g.guides.map((guide) => ({ mark: 'guide', guide }) as const)]
}

/** A tool that drags out a straight line; or sets one point after another by clicks, until one is clicked again, Enter or Esc. */
export function lineTool(of: LineOf): Tool<Gesture> {
  const { id, title, icon, key, keys, kind } = of
  return {
    id,
    title,
    icon,
    key,
    keys,
    cursor: 'crosshair',
    writes: true,
    makes: [kind],
    rest,
    step(g, e, view) {
      if (g.is === 'idle') return resting(of, g, e, view)
      if (g.is === 'drawing') return drawing(g, e, view)
      if (e.t === 'release') return going(begun(of, g.from, view, false), view)
      if (e.t === 'cancel' || e.t === 'interrupt') return stay(rest)
      if (e.t !== 'move' || distance(e.screen, g.from.screen) < dragDistance(e.coarse)) return stay<Gesture>(g)
      return going(aimed(begun(of, g.from, view, true), e, view), view)
    },
    preview: marks,
    follows: (g) => g.is === 'drawing',
  }
}
