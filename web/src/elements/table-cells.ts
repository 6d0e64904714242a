import type { Props, Value } from '../board/types'
import type { BoardPoint } from '../geometry/point'
import type { Cells, Changes, ElementProps } from './element'
import { labelBox, roomIn, sizeFor, wholeBox } from './label'
import type { Pen } from './pen'
import { atOf, changed, flag, number, string } from './props'
import { withoutBand } from './table-edit'
import { bandAt, bandPath, bandsIn, type Grid, gridOf } from './table-grid'
import { layoutOf } from './text-layout'
import { lettered } from './text-lines'
import { cellPrefix, linkPrefix, prefix } from './text-runs'

/**
 * The cells of a table. Their texts are entries of one map that say which cell they are of, so that rows and columns come, go and move
 * without any text being touched. To all who read and write texts a cell is a shape with a label: this is where one becomes the other.
 */

/** What a cell keeps free around its words, beside what every shape keeps around its label (label.ts). */
const INSET = { x: 400, y: 250 }

type Entries = ReadonlyMap<string, ElementProps>
const known = new WeakMap<ElementProps, Entries>()

/** The entries of the texts by the names of their cells, as those of a text are. */
function entriesOf(p: ElementProps): Entries {
  let entries = known.get(p)
  if (entries === undefined) {
    entries = sorted(p)
    known.set(p, entries)
  }
  return entries
}

function sorted(p: ElementProps): Entries {
  const found = new Map<string, Map<string, Value>>()
  for (const [path, value] of p) {
    if (!path.startsWith(cellPrefix) || !Array.isArray(value)) continue
    const [row, column, ...run] = value as readonly Value[]
    const name = `${row}-${column}`
    const id = path.slice(cellPrefix.length)
    const entries = found.get(name) ?? new Map<string, Value>()
    entries.set(prefix + id, run)
    const link = p.get(linkPrefix + id)
    if (link !== undefined) entries.set(linkPrefix + id, link)
    found.set(name, entries)
  }
  return found
}

const shapes = new WeakMap<ElementProps, Map<string, ElementProps>>()

/** The cell of a name as a shape; undefined where its row or column is gone. */
function cellOf(p: ElementProps, name: string): ElementProps | undefined {
  let made = shapes.get(p)
  if (made === undefined) {
    made = new Map()
    shapes.set(p, made)
  }
  const shape = made.get(name) ?? shapeOf(p, name)
  if (shape !== undefined) made.set(name, shape)
  return shape
}

function shapeOf(p: ElementProps, name: string): ElementProps | undefined {
  const { rows, columns } = bandsIn(name)
  const grid = gridOf(p)
  const row = grid.rows.find(({ id }) => id === rows)
  const column = grid.columns.find(({ id }) => id === columns)
  if (row === undefined || column === undefined) return undefined
  const { x, y } = atOf(p)
  const look = ['font', 'align', 'vertical', 'text-colour'].map((word) => [word, string(p, word)] as const)
  return new Map<string, Value>([
    ['kind', 'rectangle'],
    ['at', [x + column.at + INSET.x, y + row.at + INSET.y]],
    ['size', [Math.max(1, column.length - 2 * INSET.x), Math.max(1, row.length - 2 * INSET.y)]],
    ...look,
    ['font-size', number(p, 'font-size')],
    ['opacity', number(p, 'opacity')],
    ...(flag(p, 'heading') && row === grid.rows[0] ? [['bold', true] as const] : []),
    ...(entriesOf(p).get(name) ?? []),
  ])
}

/** The cells in which something is written. */
export function writtenCells(p: ElementProps): ElementProps[] {
  return [...entriesOf(p).keys()].map((name) => cellOf(p, name)).filter((cell) => cell !== undefined)
}

/** Draws the words of all cells; the pen is at the table's corner. */
export function drawWords(p: ElementProps, pen: Pen): void {
  const at = atOf(p)
  for (const cell of writtenCells(p)) {
    const room = roomIn(cell, wholeBox)
    const set = layoutOf(cell, room.w)
    const { x, y, w } = labelBox(cell, room, set)
    lettered(cell, set, { x: x - at.x, y: y - at.y, w }, string(cell, 'text-colour'), pen)
  }
}

/** How high the row of a cell has to be for its words. */
function heightFor(cell: ElementProps): number {
  const lines = layoutOf(cell, roomIn(cell, wholeBox).w)
  return sizeFor(0, lines.h, wholeBox)[1] + 2 * INSET.y
}

/** What to set so that rows, or one of them, are high enough for their words. */
function grown(p: ElementProps, only?: string): Map<string, Value> {
  const least = new Map<string, number>()
  for (const name of entriesOf(p).keys()) {
    const { rows } = bandsIn(name)
    const cell = only === undefined || only === rows ? cellOf(p, name) : undefined
    if (cell !== undefined) least.set(rows, Math.max(least.get(rows) ?? 0, heightFor(cell)))
  }
  const low = gridOf(p).rows.filter(({ id, length }) => length < (least.get(id) ?? 0))
  return new Map(low.map(({ id, order }) => [bandPath('rows', id), [order, least.get(id)!]]))
}

/** Changes, and what rows grow by with them. */
export function withRows(p: ElementProps, changes: Props): Map<string, Value | null> {
  return new Map([...changes, ...grown(changed(p, changes))])
}

/** Entries of a text as those of a cell. */
export function inCell(name: string, changes: Props): Map<string, Value | null> {
  const { rows, columns } = bandsIn(name)
  const told = new Map<string, Value | null>()
  for (const [path, value] of changes) {
    if (path.startsWith(linkPrefix)) told.set(path, value)
    else if (path.startsWith(prefix))
      told.set(
        cellPrefix + path.slice(prefix.length),
        value === null ? null : [rows, columns, ...(value as readonly Value[])],
      )
  }
  return told
}

function written(p: ElementProps, name: string, changes: Props): Props {
  const told = inCell(name, changes)
  return new Map([...told, ...grown(changed(p, told), bandsIn(name).rows)])
}

/** The names of the cells of a grid, row by row. */
export function namesIn({ rows, columns }: Grid): string[] {
  return rows.flatMap((row) => columns.map((column) => `${row.id}-${column.id}`))
}

function cellAt(p: ElementProps, { x, y }: BoardPoint): string {
  const at = atOf(p)
  const { rows, columns } = gridOf(p)
  const [row, column] = [bandAt(rows, y - at.y), bandAt(columns, x - at.x)]
  return row === undefined || column === undefined ? '' : `${row.id}-${column.id}`
}

const bare = new WeakMap<ElementProps, { readonly name: string; readonly props: ElementProps }>()

function hushed(p: ElementProps, name: string): ElementProps {
  let found = bare.get(p)
  if (found?.name !== name) {
    const entries = [...(entriesOf(p).get(name)?.keys() ?? [])].map((path) => path.replace(prefix, cellPrefix))
    found = { name, props: changed(p, new Map(entries.map((path) => [path, null]))) }
    bare.set(p, found)
  }
  return found.props
}

/** The cells of a table for all who read and write texts. */
export const cells: Cells = {
  names: (p) => namesIn(gridOf(p)),
  at: cellAt,
  cell: cellOf,
  written,
  fitted: (p): Changes => grown(p),
  hushed,
  without: withoutBand,
}
