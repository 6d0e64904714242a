import { orderKeys } from '../board/order-keys'
import type { Value } from '../board/types'

/** What a new table is made of. */

/** How high rows and how wide columns are at first, in hundredths. */
export const ROW = 4000
export const COLUMN = 14_000

/** What a row or a column is stored as. */
export const bandValue = (order: string, length: number): Value => [order, Math.max(0, Math.round(length))]

/** So many rows and columns that fill a size, in hundredths. Their names are short, for they are this table's alone: r1, r2, c1. */
export function bandsOf(rows: number, columns: number, w: number, h: number): Map<string, Value> {
  const made = new Map<string, Value>()
  for (const [axis, many, length] of [
    ['rows', rows, h],
    ['columns', columns, w],
  ] as const) {
    for (const [i, key] of orderKeys(null, null, many).entries())
      made.set(`${axis}/${axis[0]}${i + 1}`, bandValue(key, length / many))
  }
  return made
}
