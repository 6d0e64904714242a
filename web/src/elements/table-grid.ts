import { byBytes } from '../board/element'
import type { Value } from '../board/types'
import type { Box } from '../geometry/box'
import type { ElementProps } from './element'
import { atOf } from './props'

/** The rows and columns of a table: entries of two maps, so that two people may add, move and size them at once. */

/** Which of the two maps. */
export type Axis = 'rows' | 'columns'

/** A row or a column: how high or wide it is, and where it begins, in hundredths from the table's corner. */
export type Band = { readonly id: string; readonly order: string; readonly length: number; readonly at: number }

/** A table's bands in their places, and its size. */
export type Grid = {
  readonly rows: readonly Band[]
  readonly columns: readonly Band[]
  readonly w: number
  readonly h: number
}

/** The most of each (kinds.json). */
export const MOST_BANDS: { readonly [axis in Axis]: number } = { rows: 200, columns: 50 }

/** A band is no smaller than this, whatever is stored: it could not be grasped any more. */
const LEAST = 1000
/** The sides of a table that has no bands left. */
const EMPTY = 4000

/** The path of a band among the properties. */
export const bandPath = (axis: Axis, id: string): string => `${axis}/${id}`

/** The name of a row or a column by itself. */
export const bandName = (axis: Axis, id: string): string => (axis === 'rows' ? `${id}-` : `-${id}`)

/** The row and the column that a name says; '' for none. */
export function bandsIn(name: string): { readonly rows: string; readonly columns: string } {
  const [rows = '', columns = ''] = name.split('-')
  return { rows, columns }
}

const known = new WeakMap<ElementProps, Grid>()

/** The grid of a table; the same object for the same properties. */
export function gridOf(p: ElementProps): Grid {
  let grid = known.get(p)
  if (grid === undefined) {
    const [rows, columns] = [laid(p, 'rows'), laid(p, 'columns')]
    grid = { rows, columns, w: lengthOf(columns), h: lengthOf(rows) }
    known.set(p, grid)
  }
  return grid
}

function laid(p: ElementProps, axis: Axis): Band[] {
  const bands = [...p]
    .flatMap(([path, value]) => read(`${axis}/`, path, value))
    .sort((a, b) => byBytes(a.order, b.order) || byBytes(a.id, b.id))
  let at = 0
  return bands.map((band) => {
    const placed = { ...band, at }
    at += band.length
    return placed
  })
}

function read(prefix: string, path: string, value: Value): Omit<Band, 'at'>[] {
  if (!path.startsWith(prefix) || !Array.isArray(value)) return []
  const [order, length] = value as readonly Value[]
  if (typeof order !== 'string' || typeof length !== 'number') return []
  return [{ id: path.slice(prefix.length), order, length: Math.max(LEAST, length) }]
}

function lengthOf(bands: readonly Band[]): number {
  const last = bands.at(-1)
  return last === undefined ? EMPTY : last.at + last.length
}

/** The box that a table fills. */
export function tableBox(p: ElementProps): Box {
  const { w, h } = gridOf(p)
  return { ...atOf(p), w, h }
}

/** The band that a place lies in, from the table's corner. */
export function bandAt(bands: readonly Band[], at: number): Band | undefined {
  return bands.find((band) => at >= band.at && at < band.at + band.length)
}
