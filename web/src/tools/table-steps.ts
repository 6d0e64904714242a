import type { Value } from '../board/types'
import type { Effect, Hand, Live, Mark, Pointer, ToolView } from '../editor/tool'
import type { ElementProps } from '../elements/element'
import { atOf } from '../elements/props'
import { LEAST } from '../elements/table'
import { cells, withRows } from '../elements/table-cells'
import { bandMoved, bandSized, withBands } from '../elements/table-edit'
import { type Axis, bandName, gridOf } from '../elements/table-grid'
import { stay } from './stay'
import { along } from './table-grips'
import type { Holding, TableGrip } from './table-hold'
import { lineOf, meantIn } from './table-marks'

export { gripAt } from './table-grips'
export { marks } from './table-marks'

/** Rows and columns in the hand: they are sized by the lines between them, moved by grips beside the table, and added at the dots between those. */

type Rest = { readonly is: 'idle'; readonly over: null }
type Step = readonly [Holding | Rest, readonly Effect[]]
const rest: Rest = { is: 'idle', over: null }

/** The cursor over a grip. */
export function cursorOver(grip: TableGrip): string {
  if ('fresh' in grip) return 'pointer'
  if ('band' in grip) return 'grab'
  return grip.axis === 'columns' ? 'col-resize' : 'row-resize'
}

/** What a press on a grip does that was no drag. */
export function clicked(
  grip: TableGrip,
  { clicks, from }: { readonly clicks: number; readonly from: Pointer },
  view: ToolView,
): readonly Effect[] {
  const props = view.element(grip.table)?.props
  if (props === undefined) return []
  if ('fresh' in grip) return added(grip.table, props, grip.axis, grip.fresh, view)
  if ('band' in grip) return [{ do: 'select', ids: [grip.table], knot: bandName(grip.axis, grip.band) }]
  const cell = cells.at(props, from.at)
  if (clicks === 2) return [{ do: 'edit', id: grip.table, cell }]
  return [{ do: 'select', ids: [grip.table], knot: cell }]
}

function added(id: string, props: ElementProps, axis: Axis, index: number, view: ToolView): readonly Effect[] {
  const made = withBands(props, axis, index, 1, () => view.newID())
  if (made === null) return []
  return [
    { do: 'commit', step: view.newID(), ops: [{ op: 'set', id, props: made.changes }] },
    { do: 'select', ids: [id], knot: bandName(axis, made.names[0]!) },
  ]
}

/** Takes hold of a grip; null where that is for clicks alone, or has gone meanwhile. */
export function holdFrom(grip: TableGrip, from: Pointer, e: Pointer, view: ToolView): Step | null {
  const props = view.element(grip.table)?.props
  if (props === undefined || 'fresh' in grip) return null
  const name = 'band' in grip ? grip.band : grip.divider
  const band = gridOf(props)[grip.axis].find(({ id }) => id === name)
  if (band === undefined) return null
  const g: Holding = {
    is: 'holding',
    id: view.newID(),
    grip,
    from: along(grip.axis, from.at),
    length: band.length,
    last: e,
  }
  return held(g, view)
}

function held(g: Holding, view: ToolView): Step {
  return [g, [{ do: 'present', live: live(g, view) }]]
}

function live(g: Holding, view: ToolView): Live | null {
  const props = view.element(g.grip.table)?.props
  return props === undefined ? null : { id: g.id, ids: [g.grip.table], props: changesOf(g, props) }
}

/** What the table becomes in the hand. */
function changesOf({ grip, from, length, last }: Holding, props: ElementProps): Map<string, Value> {
  const { axis } = grip
  const place = along(axis, last.at)
  if ('band' in grip) {
    const from = along(axis, atOf(props))
    const others = gridOf(props)[axis].filter(({ id }) => id !== grip.band)
    const index = others.filter((one) => place > from + one.at + one.length / 2).length
    return bandMoved(props, axis, grip.band, index)
  }
  const sized = bandSized(props, axis, grip.divider, Math.max(LEAST[axis], length + place - from))
  return withRows(props, sized) as Map<string, Value>
}

/** What a hand does that holds a grip. */
export function holding(g: Holding, e: Hand, view: ToolView): Step {
  const table = g.grip.table
  switch (e.t) {
    case 'move':
      return held({ ...g, last: e }, view)
    case 'release':
      return [rest, letGo({ ...g, last: e }, view)]
    case 'interrupt':
      return [rest, letGo(g, view)]
    case 'cancel':
      return [rest, [{ do: 'present', live: null }]]
    case 'gone':
      return e.ids.has(table) ? [rest, [{ do: 'present', live: null }]] : held(g, view)
    default:
      return stay<Holding>(g)
  }
}

function letGo(g: Holding, view: ToolView): readonly Effect[] {
  const { grip } = g
  const props = view.element(grip.table)?.props
  const changes = props === undefined ? new Map<string, Value>() : changesOf(g, props)
  const after: Effect[] = [{ do: 'present', live: null }]
  if ('band' in grip) after.push({ do: 'select', ids: [grip.table], knot: bandName(grip.axis, grip.band) })
  if (changes.size === 0) return after
  return [{ do: 'commit', step: view.newID(), ops: [{ op: 'set', id: grip.table, props: changes }] }, ...after]
}

/** What is shown of a grip in the hand: the divider, or the row or column and where it will lie. */
export function holdMarks(g: Holding, view: ToolView): readonly Mark[] {
  const { grip } = g
  const stored = view.element(grip.table)?.props
  if (stored === undefined) return []
  const props = new Map([...stored, ...changesOf(g, stored)])
  const none = { mark: 'grid', bars: [], dots: [], pluses: [] } as const
  if ('divider' in grip) return [{ ...none, meant: null, line: lineOf(props, grip) }]
  const bands = gridOf(props)[grip.axis]
  const index = bands.findIndex(({ id }) => id === grip.band)
  return [
    {
      ...none,
      meant: meantIn(props, bandName(grip.axis, grip.band)),
      line: lineOf(props, { table: grip.table, axis: grip.axis, fresh: index }),
    },
  ]
}
