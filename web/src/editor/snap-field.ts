import { settingsID } from '../board/names'
import { number } from '../elements/props'
import { type Box, centreOf, within } from '../geometry/box'
import { type BoardPoint, rounded } from '../geometry/point'
import { seen } from './camera'
import { CLING, type Field, settledPoint } from './snap'
import type { Guide, Pointer, ToolView } from './tool'
import { contentsOf } from './tree'

/** What lies in view beyond so many is left out, the smallest first: it could not be told what something clings to. */
const MOST = 1000

/** The step of the board's grid, in hundredths; 0 for none. */
export function gridStep({ element }: Pick<ToolView, 'element'>): number {
  return number(element(settingsID)?.props ?? new Map([['kind', 'board']]), 'grid')
}

/** What a gesture may cling to, gathered once at its start: only what is in view then. `area`: where it was gathered. */
export type Fields = { readonly area: Box; readonly grid: number; readonly boxes: readonly Box[] }

/** Where there is nothing to cling to. */
export const nowhere: Fields = { area: { x: 0, y: 0, w: 0, h: 0 }, grid: 0, boxes: [] }

/** Gathers it, but for what is in the hand itself. */
export function fieldsIn(view: ToolView, without: Iterable<string>): Fields {
  const area = seen(view.camera, view.viewport)
  const held = [...without]
  const boxes = view.framesIn(area, new Set([...held, ...contentsOf(view.board, held)]))
  if (boxes.length > MOST) {
    boxes.sort((a, b) => b.w * b.h - a.w * a.h)
    boxes.length = MOST
  }
  return { area, grid: gridStep(view), boxes }
}

/** The same as long as the view is about where it was gathered; gathered anew where it has gone on or has been zoomed. */
export function fieldsStill(fields: Fields, view: ToolView, without: Iterable<string>): Fields {
  const now = seen(view.camera, view.viewport)
  const near = within(fields.area, centreOf(now)) && now.w <= fields.area.w * 1.5
  return near ? fields : fieldsIn(view, without)
}

/** What of it counts now, by the person's settings; mod turns them the other way. Null: nothing. */
export function fieldNow({ grid, boxes }: Fields, view: ToolView, mod: boolean): Field | null {
  const { snapToGrid, snapToObjects } = view.settings
  if (snapToGrid) return mod || grid <= 0 ? null : { grid }
  return snapToObjects !== mod ? { boxes } : null
}

/** How near is near, in hundredths. */
export function clingReach(view: ToolView): number {
  return (CLING * 100) / view.camera.zoom
}

/** Where a corner that is drawn to a place settles. */
export function drawnTo(
  fields: Fields,
  e: Pointer,
  view: ToolView,
): { readonly at: BoardPoint; readonly guides: readonly Guide[] } {
  const field = fieldNow(fields, view, e.mod)
  if (field === null) return { at: e.at, guides: [] }
  const { by, guides } = settledPoint(field, e.at, { x: true, y: true }, clingReach(view))
  return { at: rounded({ x: e.at.x + by.x, y: e.at.y + by.y }), guides }
}
