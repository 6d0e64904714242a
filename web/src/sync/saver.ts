import { canonicalPieces } from '../board/canon'
import type { Clock } from './clock'
import type { Moment } from './confirmed'
import type { LocalStore } from './store'

/** The confirmed board is kept when nothing has happened for so many milliseconds: writing a large one down is work for the page. */
export const QUIET = 4_000

/** So long it is written before the page gets a turn, in milliseconds: within a frame, with room for the frame itself. */
const TURN = 8

/** A board that is being written down. */
type Writing = { readonly moment: Moment; readonly pieces: Iterator<string>; readonly written: string[] }

/**
 * Keeps the confirmed board on the device when the hand rests and when the page is hidden or left, so that it opens at once the next
 * time. Nothing depends on it: what is older is caught up with. It is written in turns, so that the page stays alive meanwhile, but what
 * is written is the board of the moment when that began; a page that is left gets no other turn, so all of it is written then.
 */
export class Saver {
  readonly #clock: Clock
  readonly #store: LocalStore
  readonly #take: () => Moment | null
  #stale = false
  #last = 0
  #writing: Writing | null = null
  #callOffLook: (() => void) | null = null
  #callOffTurn: () => void = () => {}

  constructor(clock: Clock, store: LocalStore, take: () => Moment | null) {
    this.#clock = clock
    this.#store = store
    this.#take = take
  }

  /** The confirmed board is another one. */
  changed(): void {
    this.#stale = true
    this.active()
    this.#callOffLook ??= this.#clock.after(QUIET, () => this.#look())
  }

  /** Somebody is at work here: not now. */
  active(): void {
    this.#last = this.#clock.now()
  }

  /** The board of now shall not be kept, nor what is being written down of it: only what comes after it. */
  forget(): void {
    this.#stale = false
    this.#callOffTurn()
    this.#writing = null
  }

  /** Keeps it without waiting for the hand to rest, in turns: the page may be all that has it for a while. */
  soon(): void {
    this.#begin()
    this.#callOffTurn()
    this.#turn()
  }

  /** Keeps it now, if it is another since the last time. */
  now(): void {
    this.#callOffLook?.()
    this.#callOffLook = null
    this.#begin()
    this.#callOffTurn()
    if (this.#writing !== null) this.#write(this.#writing, Number.POSITIVE_INFINITY)
  }

  /** When the hand has rested and what was begun is written, the next is begun. */
  #look(): void {
    const wait = this.#writing === null ? this.#last + QUIET - this.#clock.now() : QUIET
    if (wait > 0) {
      this.#callOffLook = this.#clock.after(wait, () => this.#look())
      return
    }
    this.#callOffLook = null
    this.#begin()
    this.#turn()
  }

  /** Takes the board of this moment in place of an older one that is not written yet. */
  #begin(): void {
    if (!this.#stale) return
    this.#stale = false
    const moment = this.#take()
    this.#writing = moment && { moment, pieces: canonicalPieces(moment.board), written: [] }
  }

  #turn(): void {
    if (this.#writing !== null && !this.#write(this.#writing, TURN))
      this.#callOffTurn = this.#clock.after(0, () => this.#turn())
  }

  /** Writes for so many milliseconds; true when all is written, and goes to the device. */
  #write({ moment, pieces, written }: Writing, most: number): boolean {
    const end = this.#clock.now() + most
    for (let piece = pieces.next(); !piece.done; piece = pieces.next()) {
      written.push(piece.value)
      if (this.#clock.now() >= end) return false
    }
    this.#writing = null
    const { at, author, role } = moment
    this.#store.saveBoard({ at, form: written.join(''), author, role }).catch(() => {})
    return true
  }
}
