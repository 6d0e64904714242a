import { type Effect, hitPixels, type Pointer, type Tool, type ToolView } from '../editor/tool'
import type { BoardPoint } from '../geometry/point'
import { stay } from './stay'

type Erasing = { readonly is: 'erasing'; readonly last: BoardPoint; readonly ids: ReadonlySet<string> }
type Gesture = { readonly is: 'idle' } | Erasing

const rest: Gesture = { is: 'idle' }
const none: ReadonlySet<string> = new Set()

/** Marks what the hand crosses; with alt held it gives back what it crosses. */
function rub(g: Erasing, e: Pointer, view: ToolView): Erasing {
  const crossed = view.crossing(g.last, e.at, hitPixels(e.coarse))
  const ids = new Set(g.ids)
  for (const id of crossed) {
    if (e.alt) ids.delete(id)
    else ids.add(id)
  }
  return { is: 'erasing', last: e.at, ids }
}

function removal(g: Erasing, view: ToolView): Effect[] {
  const ids = [...g.ids].filter((id) => view.element(id) !== undefined)
  if (ids.length === 0) return []
  return [{ do: 'commit', step: view.newID(), ops: ids.map((id) => ({ op: 'remove', id })) }]
}

/** Takes whole elements away: they fade while the hand is down and go when it lifts. */
export const eraser: Tool<Gesture> = {
  id: 'eraser',
  title: 'Eraser',
  icon: 'eraser',
  key: 'e',
  keys: ['e', '0'],
  cursor: 'crosshair',
  writes: true,
  makes: [],
  rest,
  step(g, e, view) {
    if (g.is === 'idle') {
      if (e.t !== 'press') return stay(g)
      return [rub({ is: 'erasing', last: e.at, ids: none }, e, view), [{ do: 'select', ids: [] }]]
    }
    switch (e.t) {
      case 'move':
        return stay<Gesture>(rub(g, e, view))
      case 'release':
      case 'interrupt':
        return [rest, removal(g, view)]
      case 'cancel':
        return stay(rest)
      case 'gone':
        return stay<Gesture>({ ...g, ids: new Set([...g.ids].filter((id) => !e.ids.has(id))) })
      default:
        return stay<Gesture>(g)
    }
  },
  preview: (g) => (g.is === 'erasing' && g.ids.size > 0 ? [{ mark: 'fade', ids: g.ids }] : []),
}
