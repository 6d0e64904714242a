import type { Lain, Lost } from '../board/beneath'
import type { Presence, View } from '../wire/messages'
import type { Listeners, RefusedChange } from './types'

/** What happened while one frame, or one commit, was being worked on; told once, when it is over. */
export class News {
  #touched = new Set<string>()
  #all = false
  #coming = false
  #sessions = new Set<string>()
  #members = false
  /** The last call, to which nobody listened yet. */
  #uncalled: ((listener: Partial<Listeners>) => void) | null = null
  /** The board was restored, and nobody listened to that yet. */
  #untold = false
  /** What happened and does not stand: each is told once, in order. */
  #happened: ((listener: Partial<Listeners>) => void)[] = []
  #role = false
  #refusals = false
  #refused: RefusedChange[] = []
  /** Refusals that nobody listened to: the page may say such things a moment later than it can be drawn on. */
  #unheard: RefusedChange[] = []
  /** It waits for somebody who listens: what is taken back is kept account of a moment later than the page can be drawn on. */
  #lain: Lain[] = []
  #lost: Lost[] = []
  #state = false
  #depth = 0
  readonly #listeners = new Set<Partial<Listeners>>()

  /** Hears of everything from now on; returns how to stop. */
  on(listeners: Partial<Listeners>): () => void {
    this.#listeners.add(listeners)
    if (listeners.refused && this.#unheard.length > 0) queueMicrotask(() => this.#tellUnheard())
    if (listeners.called && this.#uncalled) {
      queueMicrotask(this.#uncalled.bind(null, listeners))
      this.#uncalled = null
    }
    if (listeners.restored && this.#untold) {
      queueMicrotask(() => listeners.restored?.())
      this.#untold = false
    }
    if (listeners.beneath && this.#lain.length > 0) queueMicrotask(() => this.during(() => {}))
    return () => this.#listeners.delete(listeners)
  }

  /** Where touched elements are collected. */
  get touched(): Set<string> {
    return this.#touched
  }

  /** The whole view is another. */
  all(): void {
    this.#all = true
  }

  /** A board is on its way. */
  coming(): void {
    this.#coming = true
  }

  /** Something else lies beneath what waits, or waited. */
  beneath(lain: readonly Lain[]): void {
    this.#lain.push(...lain)
  }

  /** Work of one's own had no effect. */
  inVain(lost: readonly Lost[]): void {
    this.#lost.push(...lost)
  }

  /** These hands have changed; `told`: what was said of them, in which there may be signs. */
  hands(sessions: ReadonlySet<string>, told?: { readonly others: ReadonlyMap<string, Presence> }): void {
    for (const session of sessions) {
      this.#sessions.add(session)
      const reaction = told?.others.get(session)?.reaction
      if (reaction) this.#happened.push((listener) => listener.reaction?.(session, reaction))
    }
  }

  called(session: string, view: View): void {
    const tell = (listener: Partial<Listeners>) => listener.called?.(session, view)
    // Whoever leads the person there comes a moment later than the page can be drawn on.
    if ([...this.#listeners].some((listener) => listener.called)) this.#happened.push(tell)
    else this.#uncalled = tell
  }

  /** The board is of another history than the one that was shown. Who says so to the person may come a moment later. */
  restored(): void {
    if ([...this.#listeners].some((listener) => listener.restored))
      this.#happened.push((listener) => listener.restored?.())
    else this.#untold = true
  }

  /** Something was struck out of the board's history. */
  struck(held: boolean): void {
    this.#happened.push((listener) => listener.struck?.(held))
  }

  /** People came, went or have another name: these hands are theirs. */
  people(sessions: ReadonlySet<string>): void {
    this.hands(sessions)
    this.#members = true
  }

  role(): void {
    this.#role = true
  }

  state(): void {
    this.#state = true
  }

  refusals(): void {
    this.#refusals = true
  }

  refused(change: RefusedChange): void {
    this.#refused.push(change)
  }

  /** Does work and then tells what came of it. Work within work is told with the outermost. */
  during(work: () => void): void {
    this.#depth++
    try {
      work()
    } finally {
      this.#depth--
      if (this.#depth === 0) this.#tell()
    }
  }

  #tell(): void {
    const touched = this.#all ? 'all' : this.#touched
    const sessions = this.#sessions
    const lost = this.#lost
    this.#lost = []
    const refused = this.#refused
    const happened = this.#happened
    this.#happened = []
    const coming = this.#coming
    const flags = { members: this.#members, role: this.#role, state: this.#state, refusals: this.#refusals }
    this.#touched = new Set()
    this.#all = this.#coming = false
    this.#sessions = new Set()
    this.#refused = []
    this.#members = this.#role = this.#state = this.#refusals = false
    const listeners = [...this.#listeners]
    const lain = this.#lain
    if (listeners.some((listener) => listener.beneath)) this.#lain = []
    if (!listeners.some((listener) => listener.refused)) this.#unheard.push(...refused)
    for (const listener of listeners) {
      if (coming) listener.coming?.()
      if (lain.length > 0) listener.beneath?.(lain)
      if (touched === 'all' || touched.size > 0) listener.changed?.(touched)
      if (flags.members) listener.members?.()
      if (sessions.size > 0) listener.presence?.(sessions)
      for (const tell of happened) tell(listener)
      if (flags.role) listener.role?.()
      for (const change of refused) {
        listener.notTaken?.(change)
        listener.refused?.(change)
      }
      if (lost.length > 0) listener.inVain?.(lost)
      if (flags.refusals) listener.refusals?.()
      if (flags.state) listener.state?.()
    }
  }

  #tellUnheard(): void {
    const unheard = this.#unheard
    this.#unheard = []
    for (const listener of [...this.#listeners]) for (const change of unheard) listener.refused?.(change)
  }
}
