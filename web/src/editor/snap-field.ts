import { settingsID } from '../board/names'
import { number } from '../elements/props'
import type { Box } from '../geometry/box'
import { seen } from './camera'
import { CLING, type Field } from './snap'
import type { ToolView } from './tool'

/** What lies in view beyond so many is left out, the smallest first: it could not be told what something clings to. */
const MOST = 1000

/** The step of the board's grid, in hundredths; 0 for none. */
function gridStep(view: ToolView): number {
  return number(view.element(settingsID)?.props ?? new Map([['kind', 'board']]), 'grid')
}

/** What a gesture may cling to, gathered once at its start: only what is in view then. */
export type Fields = { readonly grid: number; readonly boxes: readonly Box[] }

/** Gathers it, but for what is in the hand itself. */
export function fieldsIn(view: ToolView, without: Iterable<string>): Fields {
  const boxes = view.framesIn(seen(view.camera, view.viewport), new Set(without))
  if (boxes.length > MOST) {
    boxes.sort((a, b) => b.w * b.h - a.w * a.h)
    boxes.length = MOST
  }
  return { grid: gridStep(view), boxes }
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
