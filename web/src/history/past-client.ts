import type { Board } from '../board/board'
import type { BoardClient, Listeners, Other, RefusalList, SaveState } from '../sync/types'
import type { Member, Role } from '../wire/messages'
import type { Film } from './film'

const nothingRefused: RefusalList = { count: 0, list: async () => [], drop: async () => {}, dropAll: async () => {} }

/** A board as it was: what draws and looks at a live board can draw and look at this one. Nothing can be changed. */
export class PastClient implements BoardClient {
  readonly boardID: string
  readonly author = 0
  readonly role: Role = 'viewer'
  readonly state: SaveState = { kind: 'saved' }
  readonly session = ''
  readonly members = new Map<string, Member>()
  readonly others = new Map<string, Other>()
  readonly refusals = nothingRefused
  readonly view: Board
  readonly #film: Film
  #changes: number
  readonly #listeners = new Set<Partial<Listeners>>()

  /** Begins after so many changes. */
  constructor(boardID: string, film: Film, changes: number) {
    this.boardID = boardID
    this.#film = film
    this.#changes = changes
    this.view = film.boardAt(changes)
  }

  get seq(): number {
    return this.view.seq
  }

  /** How many changes have happened in what is shown. */
  get changes(): number {
    return this.#changes
  }

  /** Shows the board after so many changes. */
  show(changes: number): void {
    if (changes === this.#changes) return
    const touched = new Set<string>()
    this.#film.lead(this.view, this.#changes, changes, touched)
    this.#changes = changes
    if (touched.size === 0) return
    this.#tell((listener) => listener.changed?.(touched))
  }

  /** Shows these hands and no others. */
  showHands(hands: readonly Other[]): void {
    const sessions = new Set([...this.others.keys(), ...hands.map(({ member }) => member.session)])
    if (sessions.size === 0) return
    this.others.clear()
    for (const hand of hands) this.others.set(hand.member.session, hand)
    this.#tell((listener) => listener.presence?.(sessions))
  }

  on(listeners: Partial<Listeners>): () => void {
    this.#listeners.add(listeners)
    return () => this.#listeners.delete(listeners)
  }

  unanswered(): readonly [] {
    return []
  }

  commit(): void {}

  present(): void {}

  call(): void {}

  async close(): Promise<void> {
    this.#listeners.clear()
  }

  #tell(tell: (listener: Partial<Listeners>) => void): void {
    for (const listener of [...this.#listeners]) tell(listener)
  }
}
