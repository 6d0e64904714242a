import type { Value } from '../board/types'
import { LASER } from '../editor/laser'
import type { Effect, Live, Pointer, Tool, ToolView } from '../editor/tool'
import { stay } from './stay'

type Pointing = {
  readonly is: 'pointing'
  readonly live: Live
  readonly last: Pointer
}
type Gesture = { readonly is: 'idle' } | Pointing

const rest: Gesture = { is: 'idle' }
/** After so many points the trail goes on as another one: it has faded there long since. */
const LONGEST = 1000

function begun(e: Pointer, view: ToolView): Pointing {
  const id = view.newID()
  const props = new Map<string, Value>([
    ['name', LASER],
    ['at', [e.at.x, e.at.y]],
  ])
  return { is: 'pointing', live: { id, ids: [id], props, points: [0, 0, 50, 0] }, last: e }
}

function drawn(g: Pointing, e: Pointer, view: ToolView): Pointing {
  const { points = [] } = g.live
  if (points.length >= LONGEST * 4) return begun(e, view)
  const passed = Math.min(60_000, Math.max(0, Math.round(e.time - g.last.time)))
  const next = [...points, e.at.x - g.last.at.x, e.at.y - g.last.at.y, 50, passed]
  return { is: 'pointing', live: { ...g.live, points: next }, last: e }
}

function showing(g: Pointing): readonly [Gesture, readonly Effect[]] {
  return [g, [{ do: 'present', live: g.live }]]
}

/** Points with a trail of light that everybody sees and that fades at once; nothing of it stays on the board. */
export const laser: Tool<Gesture> = {
  id: 'laser',
  title: 'Laser pointer',
  icon: 'M4 20 13 11M16.5 5.5v-3M16.5 12.5v-1M20 9h2M12.5 7.5h-1M19.2 5.2l1.4-1.4M18 7.5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 1 1 3 0',
  wide: true,
  key: 'k',
  keys: ['k'],
  cursor: 'crosshair',
  writes: false,
  makes: [],
  inks: true,
  rest,
  step(g, e, view) {
    if (g.is === 'idle') return e.t === 'press' ? showing(begun(e, view)) : stay(g)
    if (e.t === 'move') return showing(drawn(g, e, view))
    if (e.t === 'keys' || e.t === 'gone' || e.t === 'press') return stay<Gesture>(g)
    return [rest, [{ do: 'present', live: null }]]
  },
}
