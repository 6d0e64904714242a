import { madeBy } from '../board/element'
import { removed } from '../editor/group'
import { type Effect, hitPixels, type Pointer, type Tool, type ToolView } from '../editor/tool'
import { leavesOf } from '../editor/tree'
import type { BoardPoint } from '../geometry/point'
import type { Rubbing } from './eraser-parts'
import { stay } from './stay'

/** Whole elements, or parts of strokes: which of the two is settled when the hand is put down. */
type Erasing =
  | { readonly is: 'erasing'; readonly last: BoardPoint; readonly ids: ReadonlySet<string> }
  | { readonly is: 'rubbing'; readonly last: BoardPoint; readonly parts: Rubbing }
type Gesture = { readonly is: 'idle' } | Erasing

const rest: Gesture = { is: 'idle' }

/** What takes parts of strokes is not needed for the first of them. Null before it has come: the hand's way is made up for then. */
let parts: typeof import('./eraser-parts') | null = null

/** Loads what takes parts of strokes. */
export async function loadParts(): Promise<void> {
  parts ??= await import('./eraser-parts')
}

/** A ring as wide as what it catches with a mouse; seen on light and dark paper. */
const ring =
  'url("data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 width=%2718%27 height=%2718%27 fill=%27none%27%3E%3Ccircle cx=%279%27 cy=%279%27 r=%277%27 stroke=%27%23fff%27 stroke-width=%273%27/%3E%3Ccircle cx=%279%27 cy=%279%27 r=%277%27 stroke=%27%23444%27 stroke-width=%271.5%27/%3E%3C/svg%3E") 9 9, crosshair'

const none: ReadonlySet<string> = new Set()

/** Whether the eraser takes an element: nothing out of another's hand, and by the person's setting. */
function takes(id: string, view: ToolView): boolean {
  const { erases } = view.settings
  const element = view.element(id)
  if (view.held(id)) return false
  if (erases === 'all' || element === undefined) return true
  return erases === 'ink' ? element.props.get('kind') === 'stroke' : madeBy(element, view.author)
}

/** Marks what the hand crosses; with alt held it gives back what it crosses. */
function marked(g: Erasing & { is: 'erasing' }, e: Pointer, view: ToolView): Erasing {
  const met = view.crossing(g.last, e.at, hitPixels(e.coarse)).filter((id) => takes(id, view))
  const crossed = leavesOf(
    view.board,
    met.map((id) => view.unit(id)),
  )
  const ids = new Set(g.ids)
  for (const id of crossed) {
    if (!takes(id, view)) continue
    if (e.alt) ids.delete(id)
    else ids.add(id)
  }
  return { is: 'erasing', last: e.at, ids }
}

function erase(g: Erasing, e: Pointer, view: ToolView): Erasing {
  if (g.is === 'erasing') return marked(g, e, view)
  if (parts === null) return g
  return { is: 'rubbing', last: e.at, parts: parts.rub(g.parts, g.last, e, view, (id) => takes(id, view)) }
}

/** By the person's setting; shift does the other. */
function begun(e: Pointer, view: ToolView): Erasing {
  const part = (view.settings.rubs === 'part') !== e.shift
  if (part) loadParts().catch(() => {})
  return erase(
    part ? { is: 'rubbing', last: e.at, parts: new Map() } : { is: 'erasing', last: e.at, ids: none },
    e,
    view,
  )
}

function removal(g: Erasing, view: ToolView): Effect[] {
  const followers = (id: string) => view.followers(id)
  const ops = g.is === 'erasing' ? removed(view.board, g.ids, followers) : (parts?.rubbedOut(g.parts, view) ?? [])
  return ops.length === 0 ? [] : [{ do: 'commit', step: view.newID(), ops }]
}

function without(g: Erasing, ids: ReadonlySet<string>): Erasing {
  if (g.is === 'erasing') return { ...g, ids: new Set([...g.ids].filter((id) => !ids.has(id))) }
  return { ...g, parts: new Map([...g.parts].filter(([id]) => !ids.has(id))) }
}

/**
 * Takes whole elements away, and groups as one: they fade while the hand is down and go when it lifts. Or only what it passes over of
 * strokes, which is gone at once; all else stays then, as nothing else has parts. What of all that it takes is the person's setting.
 */
export const eraser: Tool<Gesture> = {
  id: 'eraser',
  title: 'Eraser',
  icon: 'eraser',
  key: 'e',
  keys: ['e', '0'],
  cursor: ring,
  writes: true,
  makes: [],
  inks: true,
  rest,
  step(g, e, view) {
    if (g.is === 'idle') {
      if (e.t !== 'press') return stay(g)
      return [begun(e, view), [{ do: 'select', ids: [] }]]
    }
    switch (e.t) {
      case 'move':
        return stay<Gesture>(erase(g, e, view))
      case 'release':
      case 'interrupt':
        return [rest, removal(g, view)]
      case 'cancel':
        return stay(rest)
      case 'gone':
        return stay<Gesture>(without(g, e.ids))
      default:
        return stay<Gesture>(g)
    }
  },
  preview(g, view) {
    if (g.is === 'rubbing') return parts?.rubbedMarks(g.parts, view) ?? []
    return g.is === 'erasing' && g.ids.size > 0 ? [{ mark: 'fade', ids: g.ids }] : []
  },
}
