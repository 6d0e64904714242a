import { seen } from '../editor/camera'
import { fileName, saveAs } from '../editor/save-as'
import { sourceOf } from '../export/pictures'
import { memberThen } from '../history/hands-then'
import type { Wish } from '../timelapse/wish'
import type { OpenHistory } from './history-offered'

/** How far a film has come. `left`: ms that it still takes, as far as that can be told. */
export type FilmWork =
  | { readonly at: 'rest' }
  | { readonly at: 'work'; readonly share: number; readonly left: number | null }
  | { readonly at: 'end'; readonly name: string; readonly bytes: number }
  | { readonly at: 'failed'; readonly why: 'too large' | 'other' }

/** What is left is told once so much is done, and so many ms have gone by. */
const SURE = { share: 0.02, after: 1500 }

const all = new WeakMap<OpenHistory, Filming>()

/** The work on films of an open history. It goes on while other parts are looked at, and ends with the history. */
export function filmingOf(history: OpenHistory): Filming {
  let found = all.get(history)
  if (found === undefined) {
    found = new Filming(history)
    all.set(history, found)
  }
  return found
}

/** Makes one film at a time: the only owner of how far it has come. */
export class Filming {
  work: FilmWork = { at: 'rest' }
  readonly #history: OpenHistory
  readonly #listeners = new Set<() => void>()
  #calledOff = new AbortController()
  #made: Blob | null = null

  constructor(history: OpenHistory) {
    this.#history = history
  }

  /** Calls when it has come further. */
  on(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Makes a film and saves it as a file. */
  async make(wish: Wish): Promise<void> {
    if (this.work.at === 'work') return
    this.#made = null
    this.#calledOff = new AbortController()
    const signal = AbortSignal.any([this.#calledOff.signal, this.#history.gone])
    this.#become({ at: 'work', share: 0, left: null })
    const begun = performance.now()
    try {
      const { makeTimelapse } = await import('../timelapse/make')
      this.#made = await makeTimelapse(
        this.#of(),
        wish,
        (share) => this.#tell(share, performance.now() - begun),
        signal,
      )
      signal.throwIfAborted()
      this.#become({ at: 'end', name: `${fileName(wish.title)}.${wish.format}`, bytes: this.#made.size })
      this.save()
    } catch (error) {
      if (signal.aborted) return this.#become({ at: 'rest' })
      this.#become({ at: 'failed', why: error instanceof Error && error.name === 'TooLarge' ? 'too large' : 'other' })
    }
  }

  /** Saves what was made, once more. */
  save(): void {
    if (this.#made !== null && this.work.at === 'end') saveAs(this.#made, this.work.name)
  }

  /** Lets go of what is being made. */
  cancel(): void {
    this.#calledOff.abort()
  }

  #of() {
    const { player, people, editor } = this.#history
    return {
      film: player.film,
      memberOf: (author: number) => memberThen(author, people),
      source: sourceOf(editor),
      otherwise: seen(editor.state.camera, editor.viewport),
    }
  }

  #tell(share: number, gone: number): void {
    const known = share > SURE.share && gone > SURE.after
    this.#become({ at: 'work', share, left: known ? (gone * (1 - share)) / share : null })
  }

  #become(work: FilmWork): void {
    this.work = work
    for (const listener of [...this.#listeners]) listener()
  }
}
