import { type TableAtHand, tableAtHand } from '../editor/table-at-hand'
import type { Pointer, ToolView } from '../editor/tool'
import { atOf } from '../elements/props'
import { type Axis, type Band, type Grid, gridOf } from '../elements/table-grid'
import type { BoardPoint } from '../geometry/point'
import type { TableGrip } from './table-hold'

/** Where the grips of a table are: beside its rows and columns, at the dots between those, and on the lines between its cells. */

/** The middle of the grips stands so far outside of a table, that of the pluses behind its ends a little farther, in CSS pixels. */
export const OUT = 17
const END = 22
/** A grip is at most so long and leaves so much free at the ends of its band; on a shorter band there is none. */
export const BAR = { most: 36, free: 9, least: 22 }
/** How near the hand has to be, with a mouse and with a finger: to grips and dots, and to the lines between. */
const NEAR = { fine: { grip: 9, line: 4 }, coarse: { grip: 16, line: 10 } }

/** Columns come first: their grips lie on top. */
export const AXES: readonly Axis[] = ['columns', 'rows']

/** A point by its axis: along the row of columns, or down that of rows. */
export const along = (axis: Axis, { x, y }: BoardPoint) => (axis === 'columns' ? x : y)
/** A point by its place along an axis, and across it. */
export const point = (axis: Axis, at: number, across: number): BoardPoint =>
  axis === 'columns' ? { x: at, y: across } : { x: across, y: at }
/** The other axis. */
export const other = (axis: Axis): Axis => (axis === 'columns' ? 'rows' : 'columns')
/** How long a table is along an axis. */
export const sideOf = (grid: Grid, axis: Axis) => (axis === 'columns' ? grid.w : grid.h)

/** What of the table at hand lies at a pointer; null for nothing but its cells. */
export function gripAt(view: ToolView, e: Pointer): TableGrip | null {
  const table = tableAtHand(view)
  if (table === null) return null
  const near = NEAR[e.coarse ? 'coarse' : 'fine']
  for (const axis of AXES) {
    const found = outside(table, axis, e.at, near.grip, view.camera.zoom)
    if (found !== null) return found
  }
  for (const axis of AXES) {
    const found = divider(table, axis, e.at, near.line, view.camera.zoom)
    if (found !== null) return found
  }
  return null
}

/** The grips and dots before a side, and the plus behind the other. */
function outside({ id, props }: TableAtHand, axis: Axis, at: BoardPoint, near: number, zoom: number): TableGrip | null {
  const pixel = 100 / zoom
  const grid = gridOf(props)
  const corner = atOf(props)
  const bands = grid[axis]
  const place = along(axis, at) - along(axis, corner)
  const across = along(other(axis), at) - along(other(axis), corner)
  const end = endOf(grid, axis, pixel)
  if (Math.hypot(place - along(axis, end), across - along(other(axis), end)) <= near * 1.2 * pixel)
    return { table: id, axis, fresh: bands.length, end: true }
  if (Math.abs(across + OUT * pixel) > near * pixel) return null
  const dot = dotsOf(bands, pixel).find((one) => Math.abs(one.at - place) <= (near - 2) * pixel)
  if (dot !== undefined) return { table: id, axis, fresh: dot.index }
  const band = bands.find((one) => place >= one.at && place < one.at + one.length)
  return band === undefined || band.length < BAR.least * pixel ? null : { table: id, axis, band: band.id }
}

function divider({ id, props }: TableAtHand, axis: Axis, at: BoardPoint, near: number, zoom: number): TableGrip | null {
  const grid = gridOf(props)
  const corner = atOf(props)
  const place = along(axis, at) - along(axis, corner)
  const across = along(other(axis), at) - along(other(axis), corner)
  if (across < 0 || across > sideOf(grid, other(axis))) return null
  const slack = (near * 100) / zoom
  const bands = grid[axis].slice(0, -1)
  const band = bands.find((one) => Math.abs(one.at + one.length - place) <= Math.min(slack, one.length / 4))
  return band === undefined ? null : { table: id, axis, divider: band.id }
}

/** The plus behind the last band, from the table's corner: at the middle of that side. */
export function endOf(grid: Grid, axis: Axis, pixel: number): BoardPoint {
  return point(axis, sideOf(grid, axis) + END * pixel, sideOf(grid, other(axis)) / 2)
}

/** Where new bands can be put: before the first, between two, and behind the last, where there is room for a dot. */
export function dotsOf(bands: readonly Band[], pixel: number): { readonly at: number; readonly index: number }[] {
  const roomy = ({ length }: Band) => length >= BAR.least * pixel
  const dots = bands.filter((band, i) => roomy(band) && (i === 0 || roomy(bands[i - 1]!)))
  const found = dots.map((band) => ({ at: band.at, index: bands.indexOf(band) }))
  const last = bands.at(-1)
  if (last !== undefined && roomy(last)) found.push({ at: last.at + last.length, index: bands.length })
  return found
}
