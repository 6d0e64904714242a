import { cleanText } from '../board/dictionary-types'
import type { Props, Value } from '../board/types'
import type { ElementProps } from '../elements/element'
import { changed } from '../elements/props'
import { inCell, namesIn, withRows } from '../elements/table-cells'
import { runsIn, withBands } from '../elements/table-edit'
import { bandsOf, bandValue, ROW } from '../elements/table-fresh'
import { type Axis, bandPath, bandsIn, gridOf, MOST_BANDS } from '../elements/table-grid'
import { anew } from '../elements/text-edit'
import { layout } from '../elements/text-layout'
import { cellPrefix, linkPrefix } from '../elements/text-runs'
import { plain, type Words } from '../elements/words'
import { say } from '../words/say'
import type { Carried } from './clipboard-payload'
import { markedWords } from './clipboard-text'
import { cellsInHtml, cellsInText } from './table-words'

/** Tables that are pasted: as elements, and into the cells of one that is there. */

/** The most cells with words that are pasted at once (kinds.json, "cells"). */
const MOST = 5000
/** How wide columns are made for their words, and what a cell keeps free beside them, in hundredths. */
const WIDTH = { least: 6000, most: 26_000, free: 2400 }
/** The letters of a new table (kinds.json). */
const TYPE = { font: 'sans', size: 1600, bold: true }

/** Words by rows, every row as long as the longest. */
type Rows = readonly (readonly Words[])[]

/** What was brought, cell by cell; a sentence where it is more than a table holds, null where it is no table. */
export function rowsIn(text: string, html: string): Rows | { readonly sentence: string } | null {
  const marked = cellsInHtml(html)
  const found = marked ?? cellsInText(text)
  if (found === null) return null
  const columns = found.reduce((most, row) => Math.max(most, row.length), 0)
  if (found.length > MOST_BANDS.rows || columns > MOST_BANDS.columns || found.length * columns > MOST)
    return {
      sentence: say('A table has at most {rows} rows and {columns} columns, {cells} cells in all.', {
        ...MOST_BANDS,
        cells: MOST,
      }),
    }
  const read = (cell: string) => (marked === null ? plain(cleanText(cell, true).trim()) : markedWords(cell))
  return found.map((row) =>
    Array.from({ length: columns }, (_, i) => (row[i] === undefined ? plain('') : read(row[i]))),
  )
}

/** The entries of words in a cell. */
function entries(name: string, words: Words, newID: () => string): Props {
  return inCell(name, anew([], words, { mine: new Set(), shut: new Set(), told: new Map(), newID }))
}

/** A table that says so. */
export function tableOf(rows: Rows, newID: () => string): Carried {
  const [first = []] = rows
  const made = new Map<string, Value>([
    ['kind', 'table'],
    ['at', [0, 0]],
    ...bandsOf(rows.length, first.length, first.length, rows.length * ROW),
  ])
  for (const [i, { id, order }] of gridOf(made).columns.entries()) {
    const widest = rows.reduce((most, row) => Math.max(most, layout(row[i]!, TYPE, 0).w), 0)
    const width = Math.min(WIDTH.most, Math.max(WIDTH.least, widest + WIDTH.free))
    made.set(bandPath('columns', id), bandValue(order, width))
  }
  const props = new Map(made)
  const names = namesIn(gridOf(made))
  for (const [i, words] of rows.flat().entries())
    for (const [path, value] of entries(names[i]!, words, newID)) props.set(path, value as Value)
  return { id: newID(), props: changed(props, withRows(props, new Map())) }
}

/** What to set so that the cells from one on say so, with more rows and columns where it has too few; what finds no room is left out. */
export function filledFrom(p: ElementProps, name: string, rows: Rows, newID: () => string): Props {
  const changes = new Map<string, Value | null>()
  const room = (axis: Axis, wanted: number) => {
    const bands = gridOf(p)[axis]
    const from = bands.findIndex(({ id }) => id === bandsIn(name)[axis])
    const lacking = Math.min(from + wanted, MOST_BANDS[axis]) - bands.length
    for (const [path, value] of withBands(p, axis, bands.length, lacking, newID)?.changes ?? [])
      changes.set(path, value)
    return from
  }
  const [row, column] = [room('rows', rows.length), room('columns', rows[0]?.length ?? 0)]
  if (row < 0 || column < 0) return new Map()
  const grid = gridOf(changed(p, changes))
  for (const [i, line] of rows.entries()) {
    for (const [j, words] of line.entries()) {
      const [below, beside] = [grid.rows[row + i], grid.columns[column + j]]
      if (below === undefined || beside === undefined) continue
      const cell = `${below.id}-${beside.id}`
      for (const run of runsIn(p, cell)) {
        changes.set(cellPrefix + run, null)
        if (p.has(linkPrefix + run)) changes.set(linkPrefix + run, null)
      }
      for (const [path, value] of entries(cell, words, newID)) changes.set(path, value)
    }
  }
  return withRows(p, changes)
}
