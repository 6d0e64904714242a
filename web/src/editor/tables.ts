import type { Props } from '../board/types'
import type { ElementProps } from '../elements/element'
import { flag } from '../elements/props'
import { cells, withRows } from '../elements/table-cells'
import { indexIn, withBands, withoutBand } from '../elements/table-edit'
import { type Axis, bandName, bandsIn, gridOf, MOST_BANDS } from '../elements/table-grid'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import type { BoardEditor } from './editor'
import { noticesOf } from './notices'
import type { TableAtHand } from './table-at-hand'
import type { Editor } from './types'

/** What is done to tables by commands and keys. */

function set(editor: Editor, id: string, props: Props): void {
  if (props.size > 0) editor.commit([{ op: 'set', id, props }], editor.newID())
}

/** Puts a row or a column before what is meant (0) or behind it (1), at the table's end where nothing is; it is meant then. */
export function addBand(editor: Editor, { id, props, meant }: TableAtHand, axis: Axis, side: 0 | 1): void {
  const grid = gridOf(props)
  const index = indexIn(grid, axis, meant)
  const made = madeAt(editor, props, axis, index < 0 ? side * grid[axis].length : index + side)
  if (made === null) return
  set(editor, id, made.changes)
  editor.select([id], bandName(axis, made.names[0]!))
}

function madeAt(editor: Editor, props: ElementProps, axis: Axis, index: number) {
  const made = withBands(props, axis, index, 1, () => editor.newID())
  if (made === null) noticesOf(editor).say(say('Nothing was added'), mostWords(axis))
  return made
}

function mostWords(axis: Axis): string {
  const n = MOST_BANDS[axis]
  return axis === 'rows'
    ? sayCount('A table has at most {n} row.', 'A table has at most {n} rows.', n)
    : sayCount('A table has at most {n} column.', 'A table has at most {n} columns.', n)
}

/** Takes away the row or the column that is meant, or in which the cell is that is. */
export function removeBand(editor: Editor, { id, props, meant }: TableAtHand, axis: Axis): void {
  const changes = withoutBand(props, bandName(axis, bandsIn(meant)[axis]))
  if (changes === null) return
  set(editor, id, changes)
  editor.select([id])
}

/** Sets the first row apart, or makes it like the others. */
export function toggleHeading(editor: Editor, { id, props }: TableAtHand): void {
  const changes = new Map([['heading', !flag(props, 'heading')]])
  set(editor, id, withRows(props, changes))
}

/** From the cell that is written in to the next or the one before, row by row. Behind the last a row is added; before the first one stays. */
export function goToCell(editor: BoardEditor, by: 1 | -1): void {
  const { session } = editor.typing
  const props = session === null ? undefined : editor.client.view.element(session.id)?.props
  if (session === null || props === undefined) return
  const names = cells.names(props)
  const next = names.indexOf(session.cell) + by
  const name = names[next]
  if (name !== undefined) {
    editor.edit(session.id, null, name)
    return
  }
  const { rows, columns } = gridOf(props)
  const made = next < 0 ? null : madeAt(editor, props, 'rows', rows.length)
  if (made === null) return
  set(editor, session.id, made.changes)
  editor.edit(session.id, null, `${made.names[0]}-${columns[0]!.id}`)
}
