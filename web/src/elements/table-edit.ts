import { orderKeys } from '../board/order-keys'
import type { Props, Value } from '../board/types'
import type { ElementProps } from './element'
import { bandValue, COLUMN, ROW } from './table-fresh'
import { type Axis, type Band, bandName, bandPath, bandsIn, type Grid, gridOf, MOST_BANDS } from './table-grid'
import { cellPrefix, linkPrefix } from './text-runs'

/** What to set so that a table has other rows and columns. */

/** So many letters of a fresh id name a band: the names of two make that of a cell, which is told as the place of a caret (W14). */
const NAME = 11

/** A name for a new band. */
export const freshBand = (newID: () => string): string =>
  newID()
    .replaceAll(/[^0-9A-Za-z]/g, '')
    .slice(-NAME)

/** A table with so many bands more from an index on, as long as the one beside them, with their names; null where there is no room. */
export function withBands(
  p: ElementProps,
  axis: Axis,
  index: number,
  many: number,
  newID: () => string,
): { readonly changes: Map<string, Value>; readonly names: readonly string[] } | null {
  const bands = gridOf(p)[axis]
  if (many < 1 || bands.length + many > MOST_BANDS[axis]) return null
  const { changes, keys } = keysAt(bands, axis, index, many)
  const like = (bands[index - 1] ?? bands[index])?.length ?? (axis === 'rows' ? ROW : COLUMN)
  const names = keys.map(() => freshBand(newID))
  for (const [i, key] of keys.entries()) changes.set(bandPath(axis, names[i]!), bandValue(key, like))
  return { changes, names }
}

/** Order keys for what comes before the band at an index. Where there is no room for them all bands get new ones. */
function keysAt(bands: readonly Band[], axis: Axis, index: number, many: number) {
  const [before, after] = [bands[index - 1]?.order ?? null, bands[index]?.order ?? null]
  const changes = new Map<string, Value>()
  const keys = orderKeys(before, after, many)
  const rising = [before, ...keys, after].filter((key) => key !== null)
  if (rising.every((key, i) => i === 0 || key > rising[i - 1]!)) return { changes, keys }
  const all = orderKeys(null, null, bands.length + many)
  const others = [...all.slice(0, index), ...all.slice(index + many)]
  for (const [i, { id, length }] of bands.entries()) changes.set(bandPath(axis, id), bandValue(others[i]!, length))
  return { changes, keys: all.slice(index, index + many) }
}

/** What to set so that a band stands at an index among the others; empty where it does. */
export function bandMoved(p: ElementProps, axis: Axis, id: string, index: number): Map<string, Value> {
  const bands = gridOf(p)[axis]
  const from = bands.findIndex((band) => band.id === id)
  if (from < 0 || from === index) return new Map()
  const others = bands.toSpliced(from, 1)
  const { changes, keys } = keysAt(others, axis, index, 1)
  return changes.set(bandPath(axis, id), bandValue(keys[0]!, bands[from]!.length))
}

/** What to set so that a band has another length. */
export function bandSized(p: ElementProps, axis: Axis, id: string, length: number): Map<string, Value> {
  const band = gridOf(p)[axis].find((one) => one.id === id)
  return band === undefined ? new Map() : new Map([[bandPath(axis, id), bandValue(band.order, length)]])
}

/** What to set so that a table goes without the row or the column of a name, and all that is written in it. */
export function withoutBand(p: ElementProps, name: string): Props | null {
  const of = bandsIn(name)
  if ((of.rows === '') === (of.columns === '')) return null
  const axis: Axis = of.rows === '' ? 'columns' : 'rows'
  const id = of[axis]
  const bands = gridOf(p)[axis]
  if (bands.length < 2 || !bands.some((band) => band.id === id)) return null
  const changes = new Map<string, null>([[bandPath(axis, id), null]])
  for (const run of runsIn(p, bandName(axis, id))) {
    changes.set(cellPrefix + run, null)
    if (p.has(linkPrefix + run)) changes.set(linkPrefix + run, null)
  }
  return changes
}

/** The entries of what is written in a cell, a row or a column. */
export function runsIn(p: ElementProps, name: string): string[] {
  const { rows, columns } = bandsIn(name)
  const found: string[] = []
  for (const [path, value] of p) {
    if (!path.startsWith(cellPrefix) || !Array.isArray(value)) continue
    const [row, column] = value as readonly Value[]
    if ((rows === '' || rows === row) && (columns === '' || columns === column))
      found.push(path.slice(cellPrefix.length))
  }
  return found
}

/** The index of the band that a name says; -1 for none. */
export function indexIn(grid: Grid, axis: Axis, name: string): number {
  const id = bandsIn(name)[axis]
  return grid[axis].findIndex((band) => band.id === id)
}
