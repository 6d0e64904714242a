import { type TableAtHand, tableAtHand } from '../editor/table-at-hand'
import type { GridMark, Mark, ToolView } from '../editor/tool'
import type { ElementProps } from '../elements/element'
import { atOf } from '../elements/props'
import { type Axis, bandName, bandsIn, gridOf } from '../elements/table-grid'
import type { Box } from '../geometry/box'
import { AXES, BAR, dotsOf, endOf, OUT, other, point, sideOf } from './table-grips'
import type { TableGrip } from './table-hold'

/** What is shown of the grips of a table. */

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
export function meantIn(props: ElementProps, name: string): GridMark['meant'] {
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
export function lineOf(props: ElementProps, grip: TableGrip): GridMark['line'] {
  if ('band' in grip) return null
  const grid = gridOf(props)
  const { x, y } = atOf(props)
  const bands = grid[grip.axis]
  const before = 'fresh' in grip ? bands[grip.fresh - 1] : bands.find(({ id }) => id === grip.divider)
  const at = before === undefined ? 0 : before.at + before.length
  const [from, to] = [point(grip.axis, at, 0), point(grip.axis, at, sideOf(grid, other(grip.axis)))]
  return { from: { x: x + from.x, y: y + from.y }, to: { x: x + to.x, y: y + to.y } }
}
