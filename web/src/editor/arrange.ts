import type { Board } from '../board/board'
import type { SetProps } from '../board/types'
import { anchorOf } from '../elements/arrow-end'
import { type Box, boxUnion, centreOf } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import type { Finder } from './finder'
import { contentsOf, leavesOf } from './tree'
import { movedBy } from './work'

/** A unit and the box around it. */
export type Placed = { readonly id: string; readonly box: Box }

/** Where units go, by id: how far each is carried. */
export type Ways = ReadonlyMap<string, BoardPoint>

/** The units with their frames; what nothing is seen of is left out. */
export function placed(finder: Finder, ids: Iterable<string>): Placed[] {
  return [...ids].flatMap((id) => {
    const box = finder.frame(id)
    return box === null ? [] : [{ id, box }]
  })
}

/** What is drawn of units, with all that lies in the frames among them. */
function drawnOf(board: Board, units: readonly string[]): ReadonlySet<string> {
  const leaves = leavesOf(board, units)
  return new Set([...leaves, ...contentsOf(board, leaves)])
}

/**
 * Of what is selected that which is arranged. Arrows that are tied at both ends, or to anything else of it, are left out, and so are
 * groups of nothing but such: they go where their ends go; carried by themselves they would be torn off.
 */
export function arranged(board: Board, ids: Iterable<string>): string[] {
  const units = [...ids]
  const all = drawnOf(board, units)
  const follows = (id: string): boolean => {
    const { props } = board.element(id)!
    const named = [anchorOf(props, 'start')?.id, anchorOf(props, 'end')?.id]
    const tied = named.filter((to) => to !== undefined && board.element(to) !== undefined) as string[]
    return tied.length === 2 || tied.some((to) => all.has(to))
  }
  return units.filter((unit) => ![...leavesOf(board, [unit])].every(follows))
}

/** The ops that carry units as wholes; locked ones stay. What is tied to another of the units stays tied to it, even if that one stays. */
export function carriedOps(board: Board, ways: Ways): SetProps[] {
  const all = drawnOf(board, [...ways.keys()])
  return [...ways].flatMap(([id, by]) => (by.x === 0 && by.y === 0 ? [] : movedBy(board, [id], by, all)))
}

export type Side = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'

/** How far a box goes so that its side lies on the same side of another. */
function towards(side: Side, box: Box, around: Box): BoardPoint {
  switch (side) {
    case 'left':
      return { x: around.x - box.x, y: 0 }
    case 'right':
      return { x: around.x + around.w - box.x - box.w, y: 0 }
    case 'centre':
      return { x: centreOf(around).x - centreOf(box).x, y: 0 }
    case 'top':
      return { x: 0, y: around.y - box.y }
    case 'bottom':
      return { x: 0, y: around.y + around.h - box.y - box.h }
    case 'middle':
      return { x: 0, y: centreOf(around).y - centreOf(box).y }
  }
}

/** Brings a side, or the middles, of all onto one line: that of the box around them. */
export function aligned(units: readonly Placed[], side: Side): Ways {
  const around = boxUnion(units.map((unit) => unit.box))
  return new Map(around === null ? [] : units.map(({ id, box }) => [id, towards(side, box, around)]))
}

/** Puts equal gaps between all, from the one whose middle is first to the one whose middle is last; those two stay. */
export function distributed(units: readonly Placed[], axis: 'horizontal' | 'vertical'): Ways {
  const across = axis === 'horizontal'
  const from = (box: Box) => (across ? box.x : box.y)
  const length = (box: Box) => (across ? box.w : box.h)
  const row = [...units].sort((a, b) => from(a.box) + length(a.box) / 2 - from(b.box) - length(b.box) / 2)
  const first = row[0]?.box
  const last = row.at(-1)?.box
  if (first === undefined || last === undefined) return new Map()
  const filled = row.reduce((sum, { box }) => sum + length(box), 0)
  const gap = (from(last) + length(last) - from(first) - filled) / (row.length - 1)
  let at = from(first)
  return new Map(
    row.map(({ id, box }) => {
      const by = at - from(box)
      at += length(box) + gap
      return [id, across ? { x: by, y: 0 } : { x: 0, y: by }]
    }),
  )
}

/** The gap where nothing says another, in hundredths. */
const GAP = 2000

/** Rows in reading order: what lies beside the first of a row, by its middle, is in that row. */
function rowsOf(units: readonly Placed[]): Placed[][] {
  const rows: Placed[][] = []
  let bottom = Number.NEGATIVE_INFINITY
  for (const unit of [...units].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)) {
    if (centreOf(unit.box).y >= bottom) {
      rows.push([])
      bottom = unit.box.y + unit.box.h
    }
    rows.at(-1)!.push(unit)
  }
  for (const row of rows) row.sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y)
  return rows
}

/** Units in the order in which they are read: by rows from the top, each from the left. */
export function inReadingOrder(units: readonly Placed[]): readonly Placed[] {
  return rowsOf(units).flat()
}

type Span = { readonly from: number; readonly to: number }

/** The gaps between spans that follow each other, as far as there are any. */
function gapsOf(spans: readonly Span[]): number[] {
  return spans.flatMap((span, i) => (i > 0 && span.from >= spans[i - 1]!.to ? [span.from - spans[i - 1]!.to] : []))
}

function around(units: readonly Placed[], across: boolean): Span {
  const box = boxUnion(units.map((unit) => unit.box))!
  return across ? { from: box.x, to: box.x + box.w } : { from: box.y, to: box.y + box.h }
}

/** Where each span begins once they follow each other with a gap. */
function startsOf(from: number, lengths: readonly number[], gap: number): number[] {
  let at = from
  return lengths.map((length) => {
    const start = at
    at += length + gap
    return start
  })
}

/**
 * Arranges all in rows and columns in the order in which they are read, with the same gap everywhere: the mean of those that are
 * there. What is tidy already stays as it is.
 */
export function tidied(units: readonly Placed[]): Ways {
  const all = boxUnion(units.map((unit) => unit.box))
  if (all === null) return new Map()
  const rows = rowsOf(units)
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const columns = Array.from({ length: width }, (_, i) => rows.flatMap((row) => row.slice(i, i + 1)))
  const across = columns.map((column) => around(column, true))
  const down = rows.map((row) => around(row, false))
  const gaps = [...gapsOf(across), ...gapsOf(down)]
  const gap = gaps.length === 0 ? GAP : Math.round(gaps.reduce((sum, one) => sum + one, 0) / gaps.length)
  const widths = columns.map((column) => column.reduce((most, { box }) => Math.max(most, box.w), 0))
  const heights = rows.map((row) => row.reduce((most, { box }) => Math.max(most, box.h), 0))
  const lefts = startsOf(all.x, widths, gap)
  const tops = startsOf(all.y, heights, gap)
  return new Map(
    rows.flatMap((row, r) => row.map(({ id, box }, c) => [id, { x: lefts[c]! - box.x, y: tops[r]! - box.y }] as const)),
  )
}
