import { orderBetween } from '../board/order-keys'
import type { Value } from '../board/types'
import type { Effect, Live, Pointer, Tool, ToolView } from '../editor/tool'
import { type BoardPoint, whole } from '../geometry/point'
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
  readonly props: ReadonlyMap<string, Value>
  readonly parts: readonly string[]
}
type Gesture = { readonly is: 'idle' } | Drawing

const rest: Gesture = { is: 'idle' }

/** The most points that one stroke holds (kinds.json, "points"). */
export const POINTS = 2000
/** The longest pause between two points that is kept, in milliseconds (kinds.json, "milliseconds"). */
const PAUSE = 600_000

function begin(e: Pointer, view: ToolView, step: string, parts: readonly string[]): Drawing {
  const props = new Map<string, Value>([
    ['kind', 'stroke'],
    ...place(view),
    ['at', [e.at.x, e.at.y]],
    ['colour', view.style.colour],
    ['thickness', view.style.thickness],
    ['opacity', view.style.opacity],
  ])
  if (e.pen) props.set('pen', true)
  const points = [0, 0, e.pressure, 0]
  return { is: 'drawing', id: view.newID(), step, at: e.at, last: e.at, time: e.time, points, props, parts }
}

function grow(g: Drawing, e: Pointer): Drawing {
  const dx = whole(e.at.x - g.last.x)
  const dy = whole(e.at.y - g.last.y)
  if (dx === 0 && dy === 0) return g
  const dt = Math.max(0, Math.min(PAUSE, Math.round(e.time - g.time)))
  return { ...g, last: e.at, time: e.time, points: [...g.points, dx, dy, e.pressure, dt] }
}

function live(g: Drawing): Live {
  return { id: g.id, ids: [g.id], props: g.props, points: g.points }
}

function put(g: Drawing): Effect {
  const props = new Map(g.props).set('points', g.points)
  return { do: 'commit', step: g.step, ops: [{ op: 'put', id: g.id, props }] }
}

function draw(g: Drawing, e: Pointer, view: ToolView): readonly [Gesture, readonly Effect[]] {
  const next = grow(g, e)
  if (next === g) return stay(g)
  if (next.points.length < POINTS * 4) return [next, [{ do: 'present', live: live(next) }]]
  const begun = begin(e, view, g.step, [...g.parts, g.id])
  // The full part is not on the board yet: the next one goes above it, not above what the board knows.
  const order = orderBetween(String(g.props.get('order')), null)
  const further = { ...begun, props: new Map(begun.props).set('order', order) }
  return [further, [put(next), { do: 'present', live: live(further) }]]
}

function discard(g: Drawing): Effect[] {
  const ended: Effect = { do: 'present', live: null }
  if (g.parts.length === 0) return [ended]
  return [{ do: 'commit', step: g.step, ops: g.parts.map((id) => ({ op: 'remove', id })) }, ended]
}

/** Draws a line, with the pressure of a stylus where there is one. It stays until another tool is taken. */
export const pen: Tool<Gesture> = {
  id: 'pen',
  title: 'Pen',
  icon: 'pen',
  key: 'p',
  keys: ['p', 'd', '7'],
  cursor: 'crosshair',
  writes: true,
  makes: ['stroke'],
  rest,
  step(g, e, view) {
    if (g.is === 'idle') {
      if (e.t !== 'press') return stay(g)
      const first = begin(e, view, view.newID(), [])
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
        return draw(g, e, view)
      case 'release':
      case 'interrupt': {
        const last = e.t === 'release' ? grow(g, { ...e, pressure: g.points.at(-2) ?? e.pressure }) : g
        return [rest, [put(last), { do: 'present', live: null }]]
      }
      case 'cancel':
        return [rest, discard(g)]
      default:
        return stay(g)
    }
  },
}
