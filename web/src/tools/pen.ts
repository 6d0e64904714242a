import { orderBetween } from '../board/order-keys'
import type { Value } from '../board/types'
import type { Effect, Hand, Live, Mark, Pointer, Tool, ToolView } from '../editor/tool'
import type { Style } from '../editor/types'
import { type BoardPoint, whole } from '../geometry/point'
import type { Shaping } from './pen-shape'
import { place } from './place'
import { stay } from './stay'

/** The line so far. `parts`: earlier elements of the same step, of a line that grew too long for one. */
type Drawing = {
  readonly is: 'drawing'
  readonly id: string
  readonly step: string
  readonly at: BoardPoint
  readonly last: BoardPoint
  readonly time: number
  readonly points: readonly number[]
  /** With shift held: the straight way from the last point to the hand, not drawn for good yet; empty without. */
  readonly ahead: readonly number[]
  readonly props: ReadonlyMap<string, Value>
  readonly parts: readonly string[]
}
/** At rest; `over`: a pen is over the canvas there, and has not touched it. */
type Idle = { readonly is: 'idle'; readonly over?: BoardPoint }
type Gesture = Idle | Drawing | Shaping

/** Properties of a stroke, made of the style of the moment. */
type Look = (view: ToolView) => Iterable<readonly [string, Value]>

const rest: Gesture = { is: 'idle' }

/** What knows shapes is not needed for a line: it is loaded meanwhile. Null before it has come. */
let shapes: typeof import('./pen-shape') | null = null

/** Loads what knows shapes. */
export async function loadShapes(): Promise<void> {
  shapes ??= await import('./pen-shape')
}

/** The most points that one stroke holds (kinds.json, "points"). */
export const POINTS = 2000
/** The longest pause between two points that is kept, in milliseconds (kinds.json, "milliseconds"). */
const PAUSE = 600_000

function begin({ look, beneath }: PenOf, e: Pointer, view: ToolView, step: string, parts: readonly string[]): Drawing {
  const props = new Map<string, Value>([
    ['kind', 'stroke'],
    ...place(view),
    ...(beneath?.(view) === true ? [['order', view.bottomOrder()] as const] : []),
    ['at', [e.at.x, e.at.y]],
    ['colour', view.style.colour],
    ['thickness', view.style.thickness],
    ['opacity', view.style.opacity],
  ])
  if (e.pen) props.set('pen', true)
  if (view.style.nib !== 'pressure') props.set('nib', view.style.nib)
  for (const [name, value] of look(view)) props.set(name, value)
  const points = [0, 0, e.pressure, 0]
  return { is: 'drawing', id: view.newID(), step, at: e.at, last: e.at, time: e.time, points, ahead: [], props, parts }
}

function grow(g: Drawing, e: Pointer): Drawing {
  const dx = whole(e.at.x - g.last.x)
  const dy = whole(e.at.y - g.last.y)
  if (dx === 0 && dy === 0) return g
  const dt = Math.max(0, Math.min(PAUSE, Math.round(e.time - g.time)))
  return { ...g, last: e.at, time: e.time, points: [...g.points, dx, dy, e.pressure, dt] }
}

/** Points of a straight way lie so far apart, in hundredths: drawn by a few it would be as thin as a fast hand. */
const APART = 400
/** No straight way has more of them. */
const MOST_STRAIGHT = 200

/** The points of a straight way, at even paces. */
function straight(from: BoardPoint, to: BoardPoint, pressure: number, time: number): readonly number[] {
  const [w, h] = [to.x - from.x, to.y - from.y]
  const steps = Math.min(MOST_STRAIGHT, Math.max(1, Math.ceil(Math.hypot(w, h) / APART)))
  const points: number[] = []
  let done = { x: 0, y: 0 }
  for (let i = 1; i <= steps; i++) {
    const next = { x: whole((w * i) / steps), y: whole((h * i) / steps) }
    points.push(next.x - done.x, next.y - done.y, pressure, Math.min(PAUSE, Math.round(time / steps)))
    done = next
  }
  return points
}

/** The straight way follows the hand. */
function reach(g: Drawing, e: Pointer): Drawing {
  return { ...g, ahead: straight(g.last, e.at, e.pressure, Math.max(0, e.time - g.time)) }
}

/** The straight way is drawn for good. */
function settled(g: Drawing): Drawing {
  if (g.ahead.length === 0) return g
  let { x, y } = g.last
  let { time } = g
  for (let i = 0; i < g.ahead.length; i += 4) {
    x += g.ahead[i]!
    y += g.ahead[i + 1]!
    time += g.ahead[i + 3]!
  }
  return { ...g, points: [...g.points, ...g.ahead], ahead: [], last: { x, y }, time }
}

function live(g: Drawing, ahead = g.ahead): Live {
  return { id: g.id, ids: [g.id], props: g.props, points: g.points, ...(ahead.length > 0 && { ahead }) }
}

/** The line to where the pen is expected: without it ink would trail behind. */
function expected(g: Drawing, { soon = [] }: Pointer): readonly number[] {
  const { points } = soon.reduce(grow, { ...g, points: [] })
  return points
}

function put(g: Drawing): Effect {
  const props = new Map(g.props).set('points', g.points)
  return { do: 'commit', step: g.step, ops: [{ op: 'put', id: g.id, props }] }
}

function draw(of: PenOf, g: Drawing, e: Pointer, view: ToolView): readonly [Gesture, readonly Effect[]] {
  if (e.shift && g.points.length + MOST_STRAIGHT * 4 < POINTS * 4) {
    const aimed = reach(g, e)
    return [aimed, [{ do: 'present', live: live(aimed) }]]
  }
  const next = grow(settled(g), e)
  if (next === g) return stay(g)
  if (next.points.length < POINTS * 4) return [next, [{ do: 'present', live: live(next, expected(next, e)) }]]
  const begun = begin(of, e, view, g.step, [...g.parts, g.id])
  // The full part is not on the board yet: the next one goes above it, not above what the board knows; or beneath it.
  const before = String(g.props.get('order'))
  const order = of.beneath?.(view) === true ? orderBetween(null, before) : orderBetween(before, null)
  const further = { ...begun, props: new Map(begun.props).set('order', order) }
  return [further, [put(next), { do: 'present', live: live(further) }]]
}

/** Where the hand lifts the line ends; a pen presses no more by then. */
function ended(g: Drawing, e: Pointer): Drawing {
  const pressure = g.points.at(-2) ?? e.pressure
  return e.shift ? settled(reach(g, { ...e, pressure })) : grow(settled(g), { ...e, pressure })
}

/** The hand holds still: where its line was meant to be a shape, that is shown. */
function held(g: Drawing, e: Pointer, view: ToolView, of: PenOf): readonly [Gesture, readonly Effect[]] {
  return (g.parts.length > 0 ? null : shapes?.begunShape(settled(g), e, view, of)) ?? stay<Gesture>(g)
}

function discard(g: Drawing): Effect[] {
  const ended: Effect = { do: 'present', live: null }
  if (g.parts.length === 0) return [ended]
  return [{ do: 'commit', step: g.step, ops: g.parts.map((id) => ({ op: 'remove', id })) }, ended]
}

/** Before it touches, a pen shows where it will write. */
function hover(g: Idle, e: Hand): readonly [Gesture, readonly Effect[]] {
  if (e.t === 'move' && e.pen) return [{ is: 'idle', over: e.at }, []]
  return stay(g.over !== undefined && (e.t === 'move' || e.t === 'away') ? rest : g)
}

function nib(at: BoardPoint, { look }: PenOf, view: ToolView): Mark {
  const { thickness, colour } = { ...view.style, ...Object.fromEntries(look(view)) } as Style
  return { mark: 'nib', at, thickness, colour }
}

/** What tells one pen from another. */
export type PenOf = Pick<Tool, 'id' | 'title' | 'icon' | 'wide' | 'key' | 'keys' | 'without' | 'wears'> & {
  /** What its strokes say that is not as the style has it. */
  readonly look: Look
  /** Whether its strokes are put beneath all else. */
  readonly beneath?: (view: ToolView) => boolean
}

/** A tool that draws by hand, straight while shift is held, and clean shapes where the hand holds still at the end. It stays until another tool is taken. */
export function penTool(of: PenOf): Tool<Gesture> {
  const { look: _look, beneath: _beneath, ...name } = of
  return {
    ...name,
    cursor: 'crosshair',
    writes: true,
    makes: ['stroke'],
    holds: true,
    inks: true,
    rest,
    step(g, e, view) {
      if (g.is === 'shaping') return shapes!.stepShape(g, e, view, of) ?? stay(rest)
      if (g.is === 'idle') {
        if (e.t !== 'press') return hover(g, e)
        // Without a network it comes later, and lines stay lines until then.
        loadShapes().catch(() => {})
        const first = begin(of, e, view, view.newID(), [])
        return [
          first,
          [
            { do: 'select', ids: [] },
            { do: 'present', live: live(first) },
          ],
        ]
      }
      switch (e.t) {
        case 'move':
          return draw(of, g, e, view)
        case 'hold':
          return held(g, e, view, of)
        case 'release':
        case 'interrupt': {
          const line = e.t === 'release' ? ended(g, e) : settled(g)
          const last = { ...line, props: shapes?.closedUp(line, view, of) ?? line.props }
          return [rest, [put(last), { do: 'present', live: null }]]
        }
        case 'keys':
          return e.shift || g.ahead.length === 0
            ? stay<Gesture>(g)
            : [settled(g), [{ do: 'present', live: live(settled(g)) }]]
        case 'cancel':
          return [rest, discard(g)]
        default:
          return stay(g)
      }
    },
    preview: (g, view) => (g.is === 'idle' && g.over !== undefined ? [nib(g.over, of, view)] : []),
  }
}

/** Draws a line, with the pressure of a stylus where there is one. */
export const pen = penTool({
  id: 'pen',
  title: 'Pen',
  icon: 'pen',
  key: 'p',
  keys: ['p', 'd', '7'],
  look: () => [],
})
