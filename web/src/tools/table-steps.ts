import type { Value } from '../board/types'
import { type TableAtHand, tableAtHand } from '../editor/table-at-hand'
import type { Effect, GridMark, Hand, Live, Mark, Pointer, ToolView } from '../editor/tool'
import type { ElementProps } from '../elements/element'
import { atOf } from '../elements/props'
import { LEAST } from '../elements/table'
import { cells, withRows } from '../elements/table-cells'
import { bandMoved, bandSized, withBands } from '../elements/table-edit'
import { type Axis, type Band, bandName, bandsIn, type Grid, gridOf } from '../elements/table-grid'
import type { Box } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { stay } from './stay'
import type { Holding, TableGrip } from './table-hold'

/** Rows and columns in the hand: they are sized by the lines between them, moved by grips beside the table, and added at the dots between those. */

/** The middle of the grips stands so far outside of a table, that of the pluses behind its ends a little farther, in CSS pixels. */
const OUT = 17
const END = 22
/** A grip is at most so long and leaves so much free at the ends of its band; on a shorter band there is none. */
const BAR = { most: 36, free: 9, least: 22 }
/** How near the hand has to be, with a mouse and with a finger: to grips and dots, and to the lines between. */
const NEAR = { fine: { grip: 9, line: 4 }, coarse: { grip: 16, line: 10 } }

type Rest = { readonly is: 'idle'; readonly over: null }
type Step = readonly [Holding | Rest, readonly Effect[]]
const rest: Rest = { is: 'idle', over: null }

const AXES: readonly Axis[] = ['columns', 'rows']

/** A point by its axis: along the row of columns, or down that of rows. */
const along = (axis: Axis, { x, y }: BoardPoint) => (axis === 'columns' ? x : y)
const point = (axis: Axis, at: number, across: number): BoardPoint =>
  axis === 'columns' ? { x: at, y: across } : { x: across, y: at }
const other = (axis: Axis): Axis => (axis === 'columns' ? 'rows' : 'columns')
const sideOf = (grid: Grid, axis: Axis) => (axis === 'columns' ? grid.w : grid.h)

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
function endOf(grid: Grid, axis: Axis, pixel: number): BoardPoint {
  return point(axis, sideOf(grid, axis) + END * pixel, sideOf(grid, other(axis)) / 2)
}

/** Where new bands can be put: before the first, between two, and behind the last, where there is room for a dot. */
function dotsOf(bands: readonly Band[], pixel: number): { readonly at: number; readonly index: number }[] {
  const roomy = ({ length }: Band) => length >= BAR.least * pixel
  const dots = bands.filter((band, i) => roomy(band) && (i === 0 || roomy(bands[i - 1]!)))
  const found = dots.map((band) => ({ at: band.at, index: bands.indexOf(band) }))
  const last = bands.at(-1)
  if (last !== undefined && roomy(last)) found.push({ at: last.at + last.length, index: bands.length })
  return found
}

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

/** What the table at hand is taken by. `over`: what the hand is over. */
export function marks(view: ToolView, over: unknown): readonly Mark[] {
  const table = tableAtHand(view)
  if (table === null) return []
  const hot = typeof over === 'object' && over !== null && 'table' in over ? (over.table as TableGrip) : null
  const pixel = 100 / view.camera.zoom
  const parts = AXES.map((axis) => marksOf(table, axis, hot?.axis === axis ? hot : null, pixel))
  return [
    {
      mark: 'grid',
      bars: parts.flatMap(({ bars }) => bars),
      dots: parts.flatMap(({ dots }) => dots),
      pluses: parts.flatMap(({ pluses }) => pluses),
      meant: meantIn(table.props, table.meant),
      line: hot === null ? null : lineOf(table.props, hot),
    },
  ]
}

function marksOf({ props, meant }: TableAtHand, axis: Axis, hot: TableGrip | null, pixel: number) {
  const grid = gridOf(props)
  const { x, y } = atOf(props)
  const on = (place: number, across: number) => {
    const p = point(axis, place, across)
    return { x: x + p.x, y: y + p.y }
  }
  const bars = grid[axis]
    .filter(({ length }) => length >= BAR.least * pixel)
    .map(({ id, at, length }) => {
      const half = Math.min(BAR.most * pixel, length - 2 * BAR.free * pixel) / 2
      const middle = at + length / 2
      return {
        from: on(middle - half, -OUT * pixel),
        to: on(middle + half, -OUT * pixel),
        meant: meant === bandName(axis, id),
        hot: hot !== null && 'band' in hot && hot.band === id,
      }
    })
  const fresh = hot !== null && 'fresh' in hot ? hot : null
  const all = dotsOf(grid[axis], pixel)
  const open = fresh?.end === true ? undefined : all.find(({ index }) => index === fresh?.fresh)
  const end = endOf(grid, axis, pixel)
  return {
    bars,
    dots: all.filter((dot) => dot !== open).map(({ at }) => on(at, -OUT * pixel)),
    pluses: [
      { at: { x: x + end.x, y: y + end.y }, hot: fresh?.end === true },
      ...(open === undefined ? [] : [{ at: on(open.at, -OUT * pixel), hot: true }]),
    ],
  }
}

/** The box of what is meant of a table. */
function meantIn(props: ElementProps, name: string): GridMark['meant'] {
  const { rows, columns } = bandsIn(name)
  const grid = gridOf(props)
  const { x, y } = atOf(props)
  const [row, column] = [grid.rows.find(({ id }) => id === rows), grid.columns.find(({ id }) => id === columns)]
  if (row === undefined && column === undefined) return null
  const box: Box = {
    x: x + (column?.at ?? 0),
    y: y + (row?.at ?? 0),
    w: column?.length ?? grid.w,
    h: row?.length ?? grid.h,
  }
  return { box, cell: row !== undefined && column !== undefined }
}

/** The line that a grip is about: a divider, or where a new band would come. */
function lineOf(props: ElementProps, grip: TableGrip): GridMark['line'] {
  if ('band' in grip) return null
  const grid = gridOf(props)
  const { x, y } = atOf(props)
  const bands = grid[grip.axis]
  const before = 'fresh' in grip ? bands[grip.fresh - 1] : bands.find(({ id }) => id === grip.divider)
  const at = before === undefined ? 0 : before.at + before.length
  const [from, to] = [point(grip.axis, at, 0), point(grip.axis, at, sideOf(grid, other(grip.axis)))]
  return { from: { x: x + from.x, y: y + from.y }, to: { x: x + to.x, y: y + to.y } }
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
