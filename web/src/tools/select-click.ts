import { type Grip, gripAt } from '../editor/grip'
import { isStraight, type KnotGrip, knotGripAt, lineAtHand } from '../editor/knot-grip'
import { type Effect, hitPixels, type Pointer, type ToolView } from '../editor/tool'
import { ancestors, heldStill, isFrame, isGroup, onlyFrames, onlyUpright } from '../editor/tree'
import { assetOf } from '../elements/asset-of'
import { cellAt } from '../elements/cells'
import { carriesWords } from '../elements/writing'
import { grown, within } from '../geometry/box'
import { inFrame } from '../geometry/frame'
import type { BoardPoint } from '../geometry/point'
import { knotClicked } from './select-knots'
import { type TableGrip, tableSteps } from './table-hold'
import { freshText, lineTop, writing } from './text'

/** What is under the pointer: a point of a line, a grip of a table, a grip of the frame, something to move, or the bare board. */
export type Over =
  | { readonly grip: Grip; readonly tilt: number }
  | { readonly knot: KnotGrip }
  | { readonly table: TableGrip }
  | { readonly body: true }
  | null

/** The hand at rest, over something. */
export type Idle = { readonly is: 'idle'; readonly over: Over }
/** Pressed, and not yet a drag. */
export type Pointing = {
  readonly is: 'pointing'
  readonly from: Pointer
  readonly clicks: number
  readonly over: Over
  /** The unit that was hit, if one was. */
  readonly hit: string | null
  /** Whether it was selected before. */
  readonly held: boolean
}
/** Handles are grasped within so many CSS pixels (Excalidraw: 8 with a mouse, 28 across for a finger; a thumb wants 44, WCAG 2.5.5). */
function graspPixels(coarse: boolean): number {
  return coarse ? 22 : 8
}

/** Whether a point lies in what is selected. Frames are held by their edges and names: within them other things are meant. */
function inSelection(e: Pointer, view: ToolView): boolean {
  const frame = view.selectionFrame()
  return frame !== null && inFrame(frame, e.at) && !onlyFrames(view.board, view.selection)
}

/** What is under the pointer, given the unit there. */
export function overOf(e: Pointer, hit: string | null, view: ToolView): Over {
  const knot = knotGripAt(view, e.at, graspPixels(e.coarse))
  if (knot !== null) return { knot }
  const table = tableSteps()?.gripAt(view, e)
  if (table) return { table }
  const still = view.readOnly || heldStill(view.board, view.selection)
  const line = lineAtHand(view)
  const frame = still || (line !== null && isStraight(line)) ? null : view.selectionFrame()
  const grip =
    frame === null ? null : gripAt(frame, view.selectionOverhang(), e.at, graspPixels(e.coarse), view.camera.zoom)
  const other = hit !== null && !view.selection.has(hit)
  // Around a corner what lies there comes first: it could not be reached otherwise.
  const turns = grip !== null && 'turn' in grip
  if (
    frame !== null &&
    grip !== null &&
    !(turns && (onlyUpright(view.board, view.selection) || (other && grip.turn !== 'knob')))
  )
    return { grip, tilt: frame.tilt }
  return hit !== null || inSelection(e, view) ? { body: true } : null
}

/** What the pointer would take hold of; with mod the element itself, through all groups. */
export function unitAt(e: Pointer, view: ToolView): string | null {
  const leaf = view.topmost(e.at, hitPixels(e.coarse))
  if (leaf === null) return null
  return e.mod ? leaf : view.unit(leaf)
}

/** Whether there is something to take hold of. */
export function grasps(e: Pointer, view: ToolView): boolean {
  return overOf(e, unitAt(e, view), view) !== null
}

/** Selects these and nothing else. */
export function selecting(...ids: string[]): Effect[] {
  return [{ do: 'select', ids }]
}

/** The selection with one more: no group stays selected beside what lies in it. */
export function withOne(id: string, view: ToolView): string[] {
  const around = new Set(ancestors(view.board, id))
  return [...[...view.selection].filter((one) => !around.has(one)), id]
}

/** What a press that was no drag does. */
export function click(g: Pointing, view: ToolView): readonly Effect[] {
  const { hit, from } = g
  if (g.over !== null && 'knot' in g.over) return knotClicked(g.over.knot, g.clicks, from.alt, view)
  if (g.over !== null && 'table' in g.over) return tableSteps()?.clicked(g.over.table, g, view) ?? []
  const group = hit !== null && isGroup(view.board, hit)
  if (!from.mod && !from.alt && (g.clicks === 2 || (g.clicks > 2 && group))) return twice(g, view)
  if (g.over !== null && 'grip' in g.over && ('handle' in g.over.grip || g.over.grip.turn === 'knob')) return []
  if (hit === null) return from.shift ? [] : selecting()
  if (from.shift) return toggled(g, hit, view)
  const id = from.mod || (from.alt && g.held) ? below(g, hit, view) : hit
  return [{ do: 'select', ids: [id], knot: cellAt(view.element(id)?.props, from.at) }]
}

function toggled(g: Pointing, hit: string, view: ToolView): readonly Effect[] {
  if (g.held) return [{ do: 'select', ids: [...view.selection].filter((id) => id !== hit) }]
  return g.from.mod ? [{ do: 'select', ids: withOne(hit, view) }] : []
}

/** What the pointer could take hold of, what is on top first. */
export function stackOf(e: Pointer, view: ToolView): string[] {
  const leaves = view.stack(e.at, hitPixels(e.coarse))
  return e.mod ? leaves : [...new Set(leaves.map((id) => view.unit(id)))]
}

/** What lies below the only thing that is selected here; from the lowest on it begins again at the top. */
function below(g: Pointing, hit: string, view: ToolView): string {
  const stack = stackOf(g.from, view)
  const [only] = view.selection
  const at = view.selection.size === 1 ? stack.indexOf(only!) : -1
  return at < 0 ? hit : stack[(at + 1) % stack.length]!
}

/** A double click enters a group and takes what it hit in it; or it writes: into what was hit, into the shape around the bare place, or a new text. */
function twice(g: Pointing, view: ToolView): readonly Effect[] {
  const { hit } = g
  if (hit !== null && isGroup(view.board, hit)) return inside(g, hit, view)
  if (view.readOnly) return []
  // Into a frame in which nothing lies one writes as on the bare board; its edge and its name are the frame.
  if (hit !== null && isFrame(view.board, hit))
    return onFrame(g, hit, view) ? [{ do: 'edit', id: hit }] : freshAt(g, view)
  const id = hit ?? view.shapeAround(g.from.at)
  if (id !== null) return opened(id, g.from.at, view)
  return freshAt(g, view)
}

function freshAt({ from }: Pointing, view: ToolView): Effect[] {
  return [freshText(lineTop(from.at, view), 0, view)]
}

/** Whether the edge or the name of a frame was hit, and not what is within. */
function onFrame({ from }: Pointing, id: string, view: ToolView): boolean {
  const box = view.bounds(id)
  const slack = (hitPixels(from.coarse) * 100) / view.camera.zoom
  return box === null || !within(grown(box, -slack), from.at)
}

/** Writes in what carries words, crops a picture. */
function opened(id: string, at: BoardPoint, view: ToolView): readonly Effect[] {
  const { props } = view.element(id)!
  if (assetOf(props) !== '') return [...selecting(id), { do: 'setTool', id: 'crop', always: true }]
  return carriesWords(props) ? [writing(id, at, view)] : []
}

function inside(g: Pointing, group: string, view: ToolView): readonly Effect[] {
  const leaf = view.topmost(g.from.at, hitPixels(g.from.coarse))
  if (leaf === null) return []
  const path = [leaf, ...ancestors(view.board, leaf)]
  const child = path[path.indexOf(group) - 1]
  return child === undefined ? [] : selecting(child)
}
