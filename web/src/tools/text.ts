import type { Value } from '../board/types'
import { type Effect, hitPixels, type Pointer, type Tool, type ToolView } from '../editor/tool'
import { cellAt } from '../elements/cells'
import { carriesWords } from '../elements/writing'
import { type BoardPoint, distance, whole } from '../geometry/point'
import { place } from './place'
import { stay } from './stay'

type Gesture = { readonly is: 'idle' } | { readonly is: 'pointing'; readonly from: Pointer; readonly to: BoardPoint }

const rest: Gesture = { is: 'idle' }

/** A drag at least this wide, in CSS pixels, makes a text that wraps at that width (Excalidraw's constant). */
const WRAP = 36

/** The text that typing begins at a point; it is put with its first letter. */
export function freshText(at: BoardPoint, width: number, view: ToolView): Effect {
  const { colour, opacity, font } = view.style
  const size = view.style['font-size']
  const props = new Map<string, Value>([
    ['kind', 'text'],
    ...place(view),
    ['at', [whole(at.x), whole(at.y)]],
    ['colour', colour],
    ['opacity', opacity],
    ['font', font],
    ['font-size', size],
  ])
  if (width > 0) props.set('width', whole(width))
  return { do: 'edit', id: view.newID(), fresh: props }
}

/** Where the first line's top is when the pointer's point is to be the middle of its height. */
export function lineTop(at: BoardPoint, view: ToolView): BoardPoint {
  return { x: at.x, y: at.y - view.style['font-size'] * 0.65 }
}

/** What one may write in under the pointer: what is on top there, or the shape around it; null for neither. */
export function textAt(e: Pointer, view: ToolView): string | null {
  const id = view.topmost(e.at, hitPixels(e.coarse))
  const props = id === null ? undefined : view.element(id)?.props
  return props !== undefined && carriesWords(props) ? id : view.shapeAround(e.at)
}

/** Writes in an element: in the text at a point, where it has several. */
export function writing(id: string, at: BoardPoint, view: ToolView): Effect {
  return { do: 'edit', id, cell: cellAt(view.element(id)?.props, at) }
}

function begin(g: Extract<Gesture, { is: 'pointing' }>, view: ToolView): Effect {
  const dragged = Math.abs(g.to.x - g.from.at.x)
  if ((dragged / 100) * view.camera.zoom < WRAP) {
    const id = textAt(g.from, view)
    return id === null ? freshText(lineTop(g.from.at, view), 0, view) : writing(id, g.from.at, view)
  }
  return freshText({ x: Math.min(g.to.x, g.from.at.x), y: Math.min(g.to.y, g.from.at.y) }, dragged, view)
}

/** Writes where one clicks; a drag sets the width at which it wraps. */
export const text: Tool<Gesture> = {
  id: 'text',
  title: 'Text',
  icon: 'text',
  key: 't',
  keys: ['t', '8'],
  cursor: 'text',
  writes: true,
  makes: ['text'],
  rest,
  step(g, e, view) {
    if (g.is === 'idle') {
      return e.t === 'press' ? [{ is: 'pointing', from: e, to: e.at }, [{ do: 'select', ids: [] }]] : stay(g)
    }
    switch (e.t) {
      case 'move':
        return stay<Gesture>({ ...g, to: e.at })
      case 'release':
        return [rest, [begin({ ...g, to: e.at }, view)]]
      case 'cancel':
      case 'interrupt':
        return stay(rest)
      default:
        return stay<Gesture>(g)
    }
  },
  follows: (g) => g.is === 'pointing',
  preview(g, view) {
    if (g.is !== 'pointing') return []
    const screen = distance({ x: g.from.at.x, y: 0 }, { x: g.to.x, y: 0 }) * view.camera.zoom
    if (screen / 100 < WRAP) return []
    const { from, to } = g
    const h = Math.max(Math.abs(to.y - from.at.y), view.style['font-size'] * 1.3)
    return [
      {
        mark: 'brush',
        box: { x: Math.min(from.at.x, to.x), y: Math.min(from.at.y, to.y), w: Math.abs(to.x - from.at.x), h },
      },
    ]
  },
}
