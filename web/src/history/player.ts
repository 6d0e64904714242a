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
  readonly #shown: () => boolean
  #last = 0
  /** The time of what is shown. */
  #at: number
  #callOff: () => void = () => {}
  /** How not to look again whether a moment that was dragged to can be shown; null where none waits for that. */
  #leaveOff: (() => void) | null = null

  /** `shown`: whether the moment that the client has is painted. */
  constructor(
    film: Film,
    client: PastClient,
    clock: PlayerClock,
    memberOf: (author: number) => Member,
    shown: () => boolean = () => true,
  ) {
    this.film = film
    this.#client = client
    this.#clock = clock
    this.#memberOf = memberOf
    this.#shown = shown
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
   * that it shows is painted, once a frame at most: what a hand has passed over by then is never made.
   */
  drag(time: number): void {
    const at = Math.max(0, Math.min(time, this.film.lasts))
    this.#become({ ...this.moment, time: at, changes: this.film.changesAt(at) })
    if (this.#leaveOff === null) this.#catchUp()
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
    if (time === this.#at) return
    if (this.#shown()) this.#show(time, changes)
    this.#leaveOff = this.#clock.frame(() => this.#catchUp())
  }

  #show(time: number, changes: number): void {
    this.#at = time
    this.#client.show(changes)
    this.#client.showHands(handsAt(this.film, time, this.#memberOf))
  }

  #become(moment: Moment): void {
    this.moment = moment
    this.#tell()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
