import { shownLine } from '../elements/shown'

/** A board in the list. Times in ms since 1970; 0 where it is not known. */
export type BoardRow = {
  readonly id: string
  readonly title: string
  readonly role: string
  readonly updated: number
  readonly created?: number
  /** How many changes are on this device only. */
  readonly waiting?: number
  readonly starred?: boolean
  /** The seq that its small picture shows; absent: there is none. */
  readonly thumbnail?: number
  /** When it was moved to the trash. */
  readonly trashed?: number
}

/** Which boards are shown, and in which order. */
export type Filter = 'all' | 'mine' | 'shared' | 'starred' | 'trash'
export type Order = 'changed' | 'name' | 'made'

/** A board lies in the trash so long before it is deleted for good, in milliseconds; as on the server. */
export const TRASH_TIME = 30 * 24 * 60 * 60 * 1000

const fits: { readonly [filter in Filter]: (row: BoardRow) => boolean } = {
  all: () => true,
  mine: (row) => row.role === 'owner',
  shared: (row) => row.role !== 'owner',
  starred: (row) => row.starred === true,
  trash: () => true,
}

/** A text as it is looked for: without accents, and great letters like small ones. */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** The boards of a filter whose titles hold all the words that are looked for, in an order. Without a title, a board is found by nothing. */
export function foundBoards(rows: readonly BoardRow[], filter: Filter, words: string, order: Order): BoardRow[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean)
  const found = rows.filter((row) => {
    if (!fits[filter](row)) return false
    const title = plain(shownLine(row.title))
    return wanted.every((word) => title.includes(word))
  })
  return found.sort(orders[order])
}

const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare

const orders: { readonly [order in Order]: (a: BoardRow, b: BoardRow) => number } = {
  changed: (a, b) => (b.trashed ?? b.updated) - (a.trashed ?? a.updated),
  name: (a, b) => Number(a.title === '') - Number(b.title === '') || compare(a.title, b.title),
  made: (a, b) => (b.created ?? 0) - (a.created ?? 0),
}
