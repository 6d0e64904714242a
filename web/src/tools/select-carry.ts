import type { Op } from '../board/types'
import { type Handle, pulled } from '../editor/handles'
import type { Effect, Live, Pointer, ToolView } from '../editor/tool'
import { movedBy, resizedTo } from '../editor/work'
import type { Box } from '../geometry/box'
import { type BoardPoint, whole } from '../geometry/point'

/** Elements being carried. */
export type Moving = {
  readonly is: 'moving'
  readonly id: string
  readonly ids: readonly string[]
  readonly from: BoardPoint
  readonly last: Pointer
}

/** Elements being resized by a handle of the box around them. */
export type Resizing = {
  readonly is: 'resizing'
  readonly id: string
  readonly ids: readonly string[]
  readonly from: BoardPoint
  readonly last: Pointer
  readonly handle: Handle
  readonly box: Box
}

/** How far: with shift along one axis only. */
function carriedBy(g: Moving): BoardPoint {
  const x = g.last.at.x - g.from.x
  const y = g.last.at.y - g.from.y
  if (!g.last.shift) return { x: whole(x), y: whole(y) }
  return Math.abs(x) >= Math.abs(y) ? { x: whole(x), y: 0 } : { x: 0, y: whole(y) }
}

function pulledTo(g: Resizing, view: ToolView): Box {
  const by = { x: g.last.at.x - g.from.x, y: g.last.at.y - g.from.y }
  const [one, ...more] = g.ids
  const letters = one !== undefined && more.length === 0 && view.element(one)?.props.get('kind') === 'text'
  return pulled(g.box, g.handle, by, g.last.shift || (letters && g.handle.length === 2), g.last.alt)
}

function opsOf(g: Moving | Resizing, view: ToolView): readonly Op[] {
  if (g.is === 'moving') return movedBy(view.board, g.ids, carriedBy(g))
  return resizedTo(view.board, g.ids, g.box, pulledTo(g, view))
}

function liveOf(g: Moving | Resizing, view: ToolView): Live {
  if (g.is === 'moving') return { id: g.id, ids: g.ids, by: carriedBy(g) }
  const changes = new Map(resizedTo(view.board, g.ids, g.box, pulledTo(g, view)).map((op) => [op.id, op.props]))
  return { id: g.id, ids: g.ids, changes }
}

/** The gesture with the hand where it is now, shown and told. */
export function carry<G extends Moving | Resizing>(
  g: G,
  last: Pointer,
  view: ToolView,
): readonly [G, readonly Effect[]] {
  const next = { ...g, last }
  return [next, [{ do: 'present', live: liveOf(next, view) }]]
}

/** The end of it: committed, and no longer a gesture. */
export function carried(g: Moving | Resizing, view: ToolView): readonly Effect[] {
  return [
    { do: 'commit', step: view.newID(), ops: opsOf(g, view) },
    { do: 'present', live: null },
  ]
}
