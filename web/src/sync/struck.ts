import type { Position } from '../board/types'
import type { Welcome } from '../wire/messages'
import type { News } from './news'
import type { Saver } from './saver'
import type { LocalStore } from './store'

/**
 * Forgets what this device keeps of a board from before something was struck out of its history (W46): the board, and what can be taken back. What waits
 * for the server stays, and goes on. `at`: where this page stood until now.
 */
export function forgetStruck({ struck }: Welcome, at: Position | null, store: LocalStore, saver: Saver, news: News) {
  if (struck === undefined || struck <= (at?.seq ?? 0)) return
  saver.forget()
  // Where it cannot be had now, nothing is kept in it either.
  store.forget().catch(() => {})
  news.struck(at !== null)
}
