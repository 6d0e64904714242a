import type { Pointer } from '../editor/tool'
import type { Axis } from '../elements/table-grid'

/** Rows and columns in the hand, as far as selecting needs to know of them; what is done with them comes with the kinds (main/tables.ts). */

/** What a hand takes of the table that is selected. */
export type TableGrip =
  /** A row or a column. */
  | { readonly table: string; readonly axis: Axis; readonly band: string }
  /** The line behind one, which makes it larger or smaller. */
  | { readonly table: string; readonly axis: Axis; readonly divider: string }
  /** The place of a new one, at this index. */
  | { readonly table: string; readonly axis: Axis; readonly fresh: number; readonly end?: true }

/** A grip that is dragged. */
export type Holding = {
  readonly is: 'holding'
  readonly id: string
  readonly grip: Exclude<TableGrip, { readonly fresh: number }>
  /** Where along its axis it was taken, and how long the band was then; in hundredths. */
  readonly from: number
  readonly length: number
  readonly last: Pointer
}

type Steps = typeof import('./table-steps')

let steps: Steps | null = null

/** To be called when it has come. */
export function takeTableSteps(come: Steps): void {
  steps = come
}

/** What is done with tables; null before it has come. */
export const tableSteps = (): Steps | null => steps
