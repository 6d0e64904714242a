import type { Camera, Editor } from '../editor/types'
import type { Film } from '../history/film'
import { glance } from '../history/glance'
import { seenThroughLens } from '../render/lens/lens'
import type { Drawn } from '../render/rough/rough'
import { MANY, pageParts } from './canvas'
import { RoughCanvas } from './rough-canvas'

/** About so many pixels a glance has: half as many each way as a usual window, and all of a phone's. */
const PIXELS = 300_000
/** So long after it was opened a history makes itself ready for glances, in milliseconds; so many elements at a time. */
const AFTER = 500
const PART = 400

/**
 * Over the canvas of the past: the moment that a hand drags to, roughly and at once, on a board on which so much is seen that painting it takes longer than the hand
 * waits. It goes as soon as the board itself is painted as it was then.
 */
export class GlanceLayer {
  readonly #editor: Editor
  readonly #film: Film
  readonly #rough: RoughCanvas
  /** Up to this many changes few elements are seen from this camera. */
  #few: { readonly camera: Camera; readonly changes: number } | null = null
  /** How to leave off practising. */
  #leaveOff: () => void

  constructor(editor: Editor, film: Film) {
    this.#editor = editor
    this.#film = film
    this.#rough = new RoughCanvas(editor, PIXELS)
    this.#leaveOff = pageParts.after(AFTER, () => {
      if (film.length >= MANY && this.#rough.clear()) this.#practise(glance(film, film.length), 0)
    })
  }

  /** Draws a little at a time what nobody sees: the first glance would take ten times as long as the next, until the browser has made the drawing fast. */
  #practise(drawn: readonly Drawn[], from: number): void {
    if (from >= drawn.length) return
    this.#rough.draw(drawn.slice(from, from + PART))
    this.#leaveOff = pageParts.after(0, () => this.#practise(drawn, from + PART))
  }

  /** Shows how it was after so many changes; false where little was there to be seen. */
  show(changes: number): boolean {
    if (this.#hasFew(changes) || seenThroughLens(this.#editor) || !this.#rough.clear()) return false
    if (this.#rough.draw(glance(this.#film, changes)) < MANY) {
      this.#few = { camera: this.#editor.state.camera, changes }
      return false
    }
    this.#leaveOff()
    this.#rough.stay()
    this.#rough.show()
    return true
  }

  /** What is shown now is what the canvas beneath shows as soon as it is painted: then the glance goes. */
  settle(): void {
    if (this.#rough.shown) this.#rough.leaveWhenPainted()
  }

  close(): void {
    this.#leaveOff()
    this.#rough.close()
  }

  #hasFew(changes: number): boolean {
    if (this.#film.length < MANY) return true
    return this.#few !== null && this.#few.camera === this.#editor.state.camera && changes <= this.#few.changes
  }
}
