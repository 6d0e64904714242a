import type { Value } from '../board/types'
import { bandsOf, COLUMN, ROW } from '../elements/table-fresh'
import { shapeTool } from './shape'

/** As many rows or columns of about the usual length as go into one; at most as many as there may be. */
const many = (length: number, usual: number, most: number) => Math.min(most, Math.max(1, Math.round(length / usual)))

/** A table that fills the size it was dragged to. */
function filling(props: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const { size, ...rest } = Object.fromEntries(props) as { readonly size: readonly [w: number, h: number] }
  const [w, h] = [Math.max(size[0], COLUMN / 2), Math.max(size[1], ROW)]
  const bands = bandsOf(many(h, ROW, 200), many(w, COLUMN, 50), w, h)
  return new Map([...Object.entries(rest as { readonly [path: string]: Value }), ...bands])
}

/** Puts a table of three rows and three columns where one clicks, or of as many as go into what one drags. */
export const table = shapeTool({
  id: 'table',
  title: 'Table',
  icon: 'M4.5 5h15a1.5 1.5 0 0 1 1.5 1.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-11A1.5 1.5 0 0 1 4.5 5zM3 10h18M3 14.5h18M9 10v9M15 10v9',
  key: 'b',
  keys: ['b'],
  kind: 'table',
  usual: [3 * COLUMN, 3 * ROW],
  fits: filling,
  dressed(props) {
    // Like a frame it is calm, and what one draws with is not meant for it.
    props.delete('colour')
    props.delete('fill')
    return props
  },
})
