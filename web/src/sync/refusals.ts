import type { News } from './news'
import type { LocalStore, RefusedRow } from './store'
import type { KeptRefusal, RefusalList } from './types'

/** The changes that the server did not take, as the device keeps them: by whatever page load of this person on this board they were made. */
export class Refusals implements RefusalList {
  #count = 0
  /** One after the other, so that what is read holds what was put aside before. */
  #work: Promise<unknown> = Promise.resolve()
  readonly #store: LocalStore
  readonly #news: News

  constructor(store: LocalStore, news: News) {
    this.#store = store
    this.#news = news
  }

  get count(): number {
    return this.#count
  }

  /** Puts one aside. Where the device keeps nothing it was told, and that is all. */
  keep(row: RefusedRow): void {
    // Under way at once: the page may be gone the next moment, and the row that waited is deleted with this frame.
    const kept = this.#store.refused(row)
    kept.catch(() => {})
    this.#after(async () => {
      await kept
      await this.#recount()
    }).catch(() => {})
  }

  /** Looks how many there are; the device may not answer. */
  look(): void {
    this.#after(() => this.#recount()).catch(() => {})
  }

  list(): Promise<readonly KeptRefusal[]> {
    return this.#after(() => this.#recount())
  }

  drop(one: Pick<KeptRefusal, 'client' | 'n'>): Promise<void> {
    return this.#after(async () => {
      await this.#store.forgetRefusals([one])
      await this.#recount()
    })
  }

  dropAll(): Promise<void> {
    return this.#after(async () => {
      await this.#store.forgetRefusals(await this.#store.refusals())
      await this.#recount()
    })
  }

  async #recount(): Promise<readonly KeptRefusal[]> {
    const all = [...(await this.#store.refusals())].sort((a, b) => a.kept - b.kept)
    if (all.length !== this.#count) {
      this.#count = all.length
      this.#news.during(() => this.#news.refusals())
    }
    return all
  }

  #after<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work)
    this.#work = done.catch(() => {})
    return done
  }
}
