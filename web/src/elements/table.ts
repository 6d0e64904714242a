import type { Value } from '../board/types'
import { type Box, centreOf, cornersOf, grown, mapped, touches, within } from '../geometry/box'
import { type BoardPoint, turned, whole } from '../geometry/point'
import { inPolygon, lineInBox, segmentNearLine } from '../geometry/segment'
import { toSay } from '../words/say'
import type { Changes, ElementProps, Kind } from './element'
import { inkOf } from './palette'
import type { Outline, Pen } from './pen'
import { atOf, carried, changed, flag, number, string } from './props'
import { cells, drawWords, namesIn, withRows } from './table-cells'
import { bandValue } from './table-fresh'
import { type Axis, type Band, bandPath, type Grid, gridOf, tableBox } from './table-grid'
import { joined, runsOf } from './text-runs'

/** Of the outer corners, in hundredths. */
const RADIUS = 600
/** The lines around it and below a heading, and those between cells: how wide, and how strong beside the table's own opacity. */
const OUTER = { width: 150, strength: 0.75 }
const INNER = { width: 100, strength: 0.4 }
/** How strong the ground of a heading is. */
const HEADING = 0.16
/** Nothing is pulled smaller than this: one letter of the usual size still has its place. */
export const LEAST: { readonly [axis in Axis]: number } = { rows: 2400, columns: 4000 }

function edge(p: ElementProps): BoardPoint[] {
  const corners = cornersOf(tableBox(p))
  return [...corners, corners[0]!]
}

/** The first row, round where the table is. */
function heading({ w, rows }: Grid, to: Outline): void {
  const h = rows[0]!.length
  const low = rows.length === 1 ? Math.min(RADIUS, h / 2) : 0
  const high = Math.min(RADIUS, h / 2)
  to.moveTo(0, high)
  to.quadraticCurveTo(0, 0, high, 0)
  to.lineTo(w - high, 0)
  to.quadraticCurveTo(w, 0, w, high)
  to.lineTo(w, h - low)
  to.quadraticCurveTo(w, h, w - low, h)
  to.lineTo(low, h)
  to.quadraticCurveTo(0, h, 0, h - low)
  to.closePath()
}

function between({ rows, columns, w, h }: Grid, headed: boolean, to: Outline): void {
  for (const { at } of rows.slice(headed ? 2 : 1)) {
    to.moveTo(0, at)
    to.lineTo(w, at)
  }
  for (const { at } of columns.slice(1)) {
    to.moveTo(at, 0)
    to.lineTo(at, h)
  }
}

function draw(p: ElementProps, pen: Pen): void {
  const grid = gridOf(p)
  const { w, h, rows } = grid
  const { x, y } = atOf(p)
  const opacity = number(p, 'opacity')
  const headed = flag(p, 'heading') && rows.length > 0
  const ink = inkOf(string(p, 'colour'))
  const whole = (to: Outline) => to.roundRect(0, 0, w, h, RADIUS)
  pen.from(x, y, 0, 0, 0)
  pen.opacity(opacity)
  const fill = string(p, 'fill')
  if (fill !== 'none') pen.fill(grid, 'table', fill, whole)
  pen.opacity(opacity * HEADING)
  if (headed) pen.fill(grid, 'heading', ink, (to) => heading(grid, to))
  pen.opacity(opacity * INNER.strength)
  pen.line(grid, `between ${headed}`, ink, INNER.width, [], (to) => between(grid, headed, to))
  pen.opacity(opacity * OUTER.strength)
  pen.line(grid, `around ${headed}`, ink, OUTER.width, [], (to) => {
    whole(to)
    if (!headed || rows.length < 2) return
    to.moveTo(0, rows[1]!.at)
    to.lineTo(w, rows[1]!.at)
  })
  drawWords(p, pen)
}

function scaled(axis: Axis, bands: readonly Band[], by: number, into: Map<string, Value>): void {
  for (const { id, order, length } of bands) {
    const next = Math.max(Math.min(length, LEAST[axis]), length * by)
    if (Math.round(next) !== length) into.set(bandPath(axis, id), bandValue(order, next))
  }
}

/** Columns and rows grow alike, and are never smaller than their words. What is pulled at its left or its top keeps its other side. */
function resized(p: ElementProps, from: Box, to: Box): Changes {
  const own = tableBox(p)
  const a = mapped(own, from, to)
  const b = mapped({ x: own.x + own.w, y: own.y + own.h }, from, to)
  const want = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) }
  const { rows, columns } = gridOf(p)
  const changes = new Map<string, Value>()
  scaled('columns', columns, want.w / own.w, changes)
  scaled('rows', rows, want.h / own.h, changes)
  for (const [path, value] of withRows(p, changes)) if (value !== null) changes.set(path, value)
  const now = tableBox(changed(p, changes))
  const side = (stays: boolean, at: number, length: number, is: number) => whole(stays ? at + length - is : at)
  const farther = (f: number, n: number, fl: number, nl: number) => Math.abs(n - f) > Math.abs(n + nl - f - fl)
  const x = side(farther(from.x, to.x, from.w, to.w), want.x, want.w, now.w)
  const y = side(farther(from.y, to.y, from.h, to.h), want.y, want.h, now.h)
  return changes.set('at', [x, y])
}

function flipped(p: ElementProps, axis: 'h' | 'v', about: BoardPoint): Changes {
  const { x, y, w, h } = tableBox(p)
  return new Map([['at', axis === 'h' ? [whole(2 * about.x - x - w), y] : [x, whole(2 * about.y - y - h)]]])
}

/** It stays upright; turned among others, its middle goes where it would. */
function turnedAbout(p: ElementProps, by: number, about: BoardPoint): Changes {
  const middle = centreOf(tableBox(p))
  const to = turned(middle, about, by)
  return carried(p, { x: to.x - middle.x, y: to.y - middle.y })
}

/** Rows as lines, with tabs between cells: how spreadsheets have it, too. */
function label(p: ElementProps): string {
  const grid = gridOf(p)
  const said = new Map(namesIn(grid).map((name) => [name, words(cells.cell(p, name)!)]))
  if ([...said.values()].every((text) => text === '')) return ''
  return grid.rows.map((row) => grid.columns.map(({ id }) => said.get(`${row.id}-${id}`)).join('\t')).join('\n')
}

function words(cell: ElementProps): string {
  return joined(runsOf(cell)).replace(/\s+/g, ' ').trim()
}

/** Rows and columns of cells with words. Its size is that of its rows and columns, and never stored. */
export const table: Kind = {
  kind: 'table',
  noun: () => toSay('Table'),
  own: tableBox,
  frame: tableBox,
  bounds: (p) => grown(tableBox(p), OUTER.width / 2),
  edge,
  hit: (p, at, slack) => within(grown(tableBox(p), slack), at),
  cross(p, from, to, slack) {
    const line = edge(p)
    return inPolygon(from, line) || inPolygon(to, line) || segmentNearLine(from, to, line, slack)
  },
  enters(p, box) {
    if (!touches(box, tableBox(p))) return false
    const line = edge(p)
    return lineInBox(line, box) || cornersOf(box).some((corner) => inPolygon(corner, line))
  },
  draw,
  resized,
  moved: carried,
  turned: turnedAbout,
  flipped,
  cells,
  label,
}
