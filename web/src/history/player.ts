import type { Member } from '../wire/messages'
import type { Film } from './film'
import { handsAt } from './hands-then'
import type { PastClient } from './past-client'
import type { Row } from './row'

/** The page's clock, as the editor has it. */
export type PlayerClock = {
  readonly now: () => number
  /** Calls at the next frame; returns how to call it off. */
  readonly frame: (run: () => void) => () => void
}

/** Where a player's moments are seen. */
export type Screen = {
  /** Whether the moment that the client has is painted. */
  readonly shown: () => boolean
  /** Shows at once, and roughly, how it was after so many changes; false where the board itself is painted soon enough. */
  readonly glance: (changes: number) => boolean
  /** The client's moment is the one that is to be seen, as soon as it is painted. */
  readonly settle: () => void
}

/** Nothing is painted. */
const blank: Screen = { shown: () => true, glance: () => false, settle: () => {} }

/** A hand that drags over moments of which there are glances has come to rest when it has been at one for so long, in milliseconds: then the board follows. */
const STILL = 80
/** So long a hand that has let go waits for the board: a glance that has just been drawn is to be seen before the page has no time for frames. */
const SEEN = 24

/** What is shown of a history. `time`: ms of film; `changes`: how many have happened. */
export type Moment = {
  readonly time: number
  readonly changes: number
  readonly playing: boolean
  readonly speed: number
}

/** Plays a film: the only owner of which moment is shown. */
export class Player {
  readonly film: Film
  moment: Moment
  readonly #client: PastClient
  readonly #clock: PlayerClock
  readonly #memberOf: (author: number) => Member
  readonly #listeners = new Set<() => void>()
  readonly #screen: Screen
  #last = 0
  /** The time of what is shown. */
  #at: number
  #callOff: () => void = () => {}
  /** How not to look again whether a moment that was dragged to can be shown; null where none waits for that. */
  #leaveOff: (() => void) | null = null
  /** The moment of which there is a glance, and since when; null for none. */
  #glanced: { readonly changes: number; readonly since: number } | null = null
  /** Whether a hand may still be on its way. */
  #held = false

  constructor(
    film: Film,
    client: PastClient,
    clock: PlayerClock,
    memberOf: (author: number) => Member,
    screen = blank,
  ) {
    this.film = film
    this.#client = client
    this.#clock = clock
    this.#memberOf = memberOf
    this.#screen = screen
    this.#at = film.timeOf(client.changes)
    this.moment = { time: this.#at, changes: client.changes, playing: false, speed: 1 }
  }

  /** Calls when another moment is shown, or the film has become longer. */
  on(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes what was done meanwhile behind the film's end. */
  add(rows: readonly Row[]): void {
    this.film.add(rows)
    this.#tell()
  }

  /** Plays from here; from the beginning where this is the end. */
  play(): void {
    if (this.moment.playing) return
    if (this.moment.changes >= this.film.length) this.seek(0)
    this.#last = this.#clock.now()
    this.#become({ ...this.moment, playing: true })
    this.#next()
  }

  pause(): void {
    this.#callOff()
    if (this.moment.playing) this.#become({ ...this.moment, playing: false })
  }

  /** Goes to a time of the film. */
  seek(time: number): void {
    const at = Math.max(0, Math.min(time, this.film.lasts))
    this.#go(at, this.film.changesAt(at))
  }

  /**
   * Goes to a time of the film with a hand that may be on its way to another. It is the player's moment at once; the board follows as soon as the moment
   * that it shows is painted, once a frame at most: what a hand has passed over by then is never made. Where painting takes long there is a glance of each
   * moment instead, and the board follows when the hand comes to rest.
   */
  drag(time: number): void {
    const at = Math.max(0, Math.min(time, this.film.lasts))
    this.#held = true
    this.#become({ ...this.moment, time: at, changes: this.film.changesAt(at) })
    if (this.#leaveOff === null) this.#catchUp()
  }

  /** The hand that dragged has let go, and goes nowhere else. */
  letGo(): void {
    this.#held = false
  }

  /** Stands still after so many changes. */
  stand(changes: number): void {
    this.pause()
    const there = Math.max(this.film.first, Math.min(changes, this.film.length))
    this.#go(this.film.timeOf(there), there)
  }

  /** `speed` times as fast as it was. */
  setSpeed(speed: number): void {
    this.#become({ ...this.moment, speed })
  }

  close(): void {
    this.#callOff()
    this.#leaveOff?.()
    this.#listeners.clear()
  }

  #next(): void {
    this.#callOff = this.#clock.frame(() => this.#frame())
  }

  #frame(): void {
    const now = this.#clock.now()
    const time = this.moment.time + (now - this.#last) * this.moment.speed
    this.#last = now
    this.seek(time)
    if (time >= this.film.lasts) this.pause()
    else this.#next()
  }

  #go(time: number, changes: number): void {
    this.#leaveOff?.()
    this.#leaveOff = null
    this.#show(time, changes)
    this.#become({ ...this.moment, time, changes })
  }

  /** Shows what was dragged to, if that can be now, and looks again with the next frame, if there is more. */
  #catchUp(): void {
    this.#leaveOff = null
    const { time, changes } = this.moment
    if (time === this.#at) {
      if (this.#glanced !== null) this.#settle()
      return
    }
    if (!this.#glances(changes) && this.#screen.shown()) this.#show(time, changes)
    this.#leaveOff = this.#clock.frame(() => this.#catchUp())
  }

  /** Whether a glance is enough for now. */
  #glances(changes: number): boolean {
    if (this.#glanced?.changes === changes) return this.#clock.now() - this.#glanced.since < (this.#held ? STILL : SEEN)
    if (!this.#screen.glance(changes)) return false
    // However long the glance took: the hand may have gone on meanwhile, and has not been heard yet.
    this.#glanced = { changes, since: this.#clock.now() }
    return true
  }

  #show(time: number, changes: number): void {
    this.#at = time
    this.#client.show(changes)
    this.#client.showHands(handsAt(this.film, time, this.#memberOf))
    this.#settle()
  }

  #settle(): void {
    this.#glanced = null
    this.#screen.settle()
  }

  #become(moment: Moment): void {
    this.moment = moment
    this.#tell()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
