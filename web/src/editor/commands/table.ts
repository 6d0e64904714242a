import type { ElementProps } from '../../elements/element'
import { flag } from '../../elements/props'
import type { Axis } from '../../elements/table-grid'
import { type TableAtHand, tableAtHand } from '../table-at-hand'
import type { Command, Editor } from '../types'
import { onFree } from './free'

const atHand = ({ client, state }: Editor): TableAtHand | null => tableAtHand({ board: client.view, ...state })

type Tables = typeof import('../tables')

/** What is done to the table that is selected; how is loaded when it is asked for. */
function command(
  of: Pick<Command, 'id' | 'title' | 'words' | 'on'>,
  can: (table: TableAtHand) => boolean,
  run: (tables: Tables, editor: Editor, table: TableAtHand) => void,
): Command {
  return {
    ...of,
    keys: [],
    enabled(editor) {
      const table = atHand(editor)
      return table !== null && can(table)
    },
    async run(editor) {
      const tables = await import('../tables')
      const table = atHand(editor)
      if (table !== null) run(tables, editor, table)
    },
  }
}

const adding = (id: string, title: string, axis: Axis, side: 0 | 1): Command =>
  command(
    { id, title, words: 'table insert new cell plus' },
    () => true,
    (tables, editor, table) => tables.addBand(editor, table, axis, side),
  )

/** Whether a row or a column is meant, or a cell in one, and it is not the only one. */
function meantAmong({ props, meant }: TableAtHand, axis: Axis): boolean {
  const name = meant.split('-')[axis === 'rows' ? 0 : 1] ?? ''
  return props.has(`${axis}/${name}`) && several(props, `${axis}/`)
}

function several(props: ElementProps, prefix: string): boolean {
  let found = 0
  for (const path of props.keys()) if (path.startsWith(prefix) && ++found > 1) return true
  return false
}

const removing = (id: string, title: string, axis: Axis): Command =>
  command(
    { id, title, words: 'table delete cell' },
    (table) => meantAmong(table, axis),
    (tables, editor, table) => tables.removeBand(editor, table, axis),
  )

/** Whether the table at hand has a heading. */
function headed(editor: Editor): boolean {
  const table = atHand(editor)
  return table !== null && flag(table.props, 'heading')
}

/** Rows and columns of the table that is selected: about the one that was clicked, or at the table's ends. */
export const tableCommands: readonly Command[] = onFree(
  adding('table-row-above', 'Add row above', 'rows', 0),
  adding('table-row-below', 'Add row below', 'rows', 1),
  adding('table-column-left', 'Add column left', 'columns', 0),
  adding('table-column-right', 'Add column right', 'columns', 1),
  removing('table-row-remove', 'Remove row', 'rows'),
  removing('table-column-remove', 'Remove column', 'columns'),
  command(
    { id: 'table-heading', title: 'Heading row', words: 'table header first bold', on: headed },
    () => true,
    (tables, editor, table) => tables.toggleHeading(editor, table),
  ),
)
