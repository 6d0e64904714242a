import type { Element } from '../board/types'
import { sameClip } from '../editor/clip'
import { holdsOthers } from '../editor/frame-index'
import { paintedBefore } from '../editor/order'
import type { ElementProps } from '../elements/element'
import { drawName } from '../elements/frame-name'
import { drawWhole } from '../elements/link-mark'
import type { SvgPen } from '../export/svg-pen'
import { type Box, grown, touches } from '../geometry/box'
import type { Life } from './life'
import { type Drawing, drawnAlong, shownBetween } from './svg-time'

/** An element as it looked for a while. They stand in a row, in the order in which they are painted; those that are no longer seen stay where they were. */
type Look = {
  readonly id: string
  readonly props: ElementProps
  readonly clip: Box | null
  readonly body: string
  readonly since: number
  until: number | null
  next: Look | null
}

/** Frames' names stand above them, so far at most, in hundredths. */
const ABOVE = 4000

/** All looks that the elements of a board have had, in a row in which each lies over what it lay over at its time. */
export class SvgLayers {
  readonly #life: Life
  readonly #box: Box
  readonly #pen: SvgPen
  /** Before the first. */
  readonly #first: Look = { id: '', props: new Map(), clip: null, body: '', since: 0, until: 0, next: null }
  readonly #now = new Map<string, Look>()
  /** Those that are seen now, in paint order. */
  #order: string[] = []
  #strokes = 0
  /** Letters written so far. */
  length = 0

  /** `box`: what is seen of the board. */
  constructor(life: Life, box: Box, pen: SvgPen) {
    this.#life = life
    this.#box = grown(box, ABOVE)
    this.#pen = pen
  }

  /** What is there from the beginning. */
  begin(): void {
    this.#look(this.#life.board.paintOrder(), 0, new Map())
  }

  /** What was touched, and what lies where something changed, looks as it does now from a time on, in ms. `drawn`: strokes that took a while until then. */
  become(touched: ReadonlySet<string>, stale: readonly Box[], at: number, drawn: ReadonlyMap<string, Drawing>): void {
    const concerned = new Set(touched)
    for (const box of stale) for (const { id } of this.#life.finder.painted(box)) concerned.add(id)
    // What lies in something may be hidden, cut off or painted elsewhere with it.
    if (this.#heldBy(touched)) {
      for (const id of this.#order) concerned.add(id)
      this.#sort(at)
    }
    this.#look(concerned, at, drawn)
  }

  /** The text of all. */
  *end(): Generator<string> {
    for (let look = this.#first.next; look !== null; look = look.next)
      if (look.until === null || look.until > look.since) yield shownBetween(look.body, look.since, look.until)
  }

  /** Whether anything lies in these: they may be gone. */
  #heldBy(touched: ReadonlySet<string>): boolean {
    const { board } = this.#life
    return [...touched].some((id) => board.naming(id)[Symbol.iterator]().next().done !== true)
  }

  /** Looks at some of them: what looks otherwise now goes first, so that what comes finds its place among the others. */
  #look(ids: Iterable<string>, at: number, drawn: ReadonlyMap<string, Drawing>): void {
    const come: { readonly shown: Element; readonly clip: Box | null }[] = []
    for (const id of ids) {
      const shown = this.#shown(id)
      const before = this.#now.get(id)
      const clip = shown === null ? null : this.#life.finder.clip(shown)
      if (before !== undefined) {
        if (shown !== null && before.props === shown.props && sameClip(before.clip, clip)) continue
        this.#close(before, at)
      }
      if (shown !== null) come.push({ shown, clip })
    }
    for (const { shown, clip } of come) this.#open(shown, clip, at, drawn.get(shown.id))
  }

  /** An element as it is seen; null where it is not, or not in the picture. */
  #shown(id: string): Element | null {
    const { finder } = this.#life
    const shown = finder.shown(id)
    if (shown === undefined || holdsNothingSeen(shown)) return null
    const bounds = finder.bounds(id)
    return bounds !== null && touches(bounds, this.#box) ? shown : null
  }

  #close(look: Look, at: number): void {
    look.until = at
    this.#now.delete(look.id)
    this.#order.splice(this.#order.indexOf(look.id), 1)
  }

  #open({ id, props }: Element, clip: Box | null, at: number, drawing: Drawing | undefined): void {
    const pen = this.#pen
    pen.clipped(clip, () => drawWhole(props, pen))
    if (props.get('kind') === 'frame') pen.clipped(null, () => drawName(props, pen))
    let body = pen.take()
    const since = drawing === undefined ? at : Math.max(0, at - drawing.took)
    if (drawing !== undefined) {
      const corner = { x: this.#box.x + ABOVE, y: this.#box.y + ABOVE }
      body = drawnAlong(body, props, corner, since, { took: at - since }, `ink-${++this.#strokes}`)
    }
    const place = this.#placeOf(id)
    const under = place === 0 ? this.#first : this.#now.get(this.#order[place - 1]!)!
    const look: Look = { id, props, clip, body, since, until: null, next: under.next }
    under.next = look
    this.#order.splice(place, 0, id)
    this.#now.set(id, look)
    this.length += body.length
  }

  /** How many of those that are seen are painted before one that is not among them. */
  #placeOf(id: string): number {
    const { board } = this.#life
    let [low, high] = [0, this.#order.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (paintedBefore(board, this.#order[middle]!, id) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Those that are painted before one that came before them are taken out of the row, and come into it again where they belong. */
  #sort(at: number): void {
    const { board } = this.#life
    const place = new Map(this.#order.map((id, i) => [id, i]))
    let last = -1
    for (const id of board.paintOrder()) {
      const was = place.get(id)
      if (was === undefined) continue
      if (was > last) last = was
      else this.#close(this.#now.get(id)!, at)
    }
  }
}

/** Groups and layers are only there to hold others: what is drawn of them is drawn of those. */
function holdsNothingSeen({ props }: Element): boolean {
  return holdsOthers(props) && props.get('kind') !== 'frame'
}
