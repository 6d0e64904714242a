import type { Board } from '../board/board'
import { parentOf } from '../board/element'
import type { Element } from '../board/types'
import { expected, kindOf, unknown, visible } from '../elements/kind-of'
import { wholeBounds } from '../elements/link-mark'
import { type Box, boxOf, boxUnion, grown, holds, overlap, sameBox, within } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { SpatialIndex } from '../geometry/spatial-index'
import { clipOf } from './clip'
import { FrameIndex, holdsOthers, standing } from './frame-index'
import { Gatherings, type Placed } from './gathered'
import { crowded, leaps, MANY_TIED } from './hurry'
import type { Looks } from './looks'
import { inPaintOrder } from './order'
import { Tied } from './tied'
import { type Around, isHidden, isLocked, leavesOf, Surroundings } from './tree'

/** How a box takes: what comes into it, or only what lies wholly in it. */
export type BoxTakes = 'touch' | 'contain'

/** More boxes than this are told as the one around them: whoever paints would not look at so many one by one. */
const STALE = 4000

/** Deeper than this nothing is looked for. */
const DEEP = 200

/** Knows where everything on the board is, and answers what lies at a place. It follows the board by what it is told has changed. */
export class Finder {
  board: Board
  private readonly index = new SpatialIndex()
  private readonly unknowns = new Set<string>()
  /** Whether the board holds kinds that are still to be loaded. */
  expects = false
  /** How groups, layers and frames stood when they were last looked at: what they hold is looked at again only where that became another. */
  private readonly holders = new Map<string, string>()
  private readonly gatherings = new Gatherings(this)

  /** Whether ways are looked for afterwards also where a change asks for many, or for any on a crowded board: as in a past that goes by. */
  hurried = false

  /** How many elements are drawn somewhere. */
  get size(): number {
    return this.index.size
  }

  /** Where frames are. */
  readonly frames = new FrameIndex()

  /** What is drawn otherwise than it is stored, as it hangs on others. */
  readonly tied = new Tied(
    () => this.board,
    (area, without, ends) => this.obstacles(area, without, ends),
  )

  /** Writes the names of who made them on elements; nothing until it is given (signing.ts). The same value for as long as nothing has changed. */
  signing: (element: Element) => Element = (element) => element

  constructor(board: Board) {
    this.board = board
    this.reload(board)
  }

  /** Looks at everything anew. */
  reload(board: Board): void {
    this.board = board
    this.gatherings.clear()
    this.unknowns.clear()
    this.expects = false
    this.holders.clear()
    this.frames.clear()
    this.tied.clear()
    const boxes: [string, Box][] = []
    const tied: string[] = []
    for (const element of board.elements()) {
      const { id, props } = element
      if (unknown(props)) this.unknowns.add(id)
      this.expects ||= expected(props)
      if (holdsOthers(props)) {
        this.holders.set(id, standing(board, id))
        this.frames.note(board, id)
      }
      if (kindOf(props).ties !== undefined) tied.push(id)
      else this.found(element, boxes)
    }
    this.index.load(boxes)
    for (const id of tied) this.tied.note(id, tied.length > MANY_TIED)
    // They may go around what stands there by now.
    this.place(tied, [])
    // The board sorts itself when it is first asked: while it loads, and not under the first stroke.
    board.children('')
  }

  /** Looks at what was touched, and at what lies in it; returns the boxes where the picture is no longer right, none where it `leaps`. */
  update(board: Board, touched: ReadonlySet<string>): Box[] {
    const leap = this.leaps(touched)
    this.board = board
    const concerned = new Set<string>()
    for (const id of touched) this.concern(id, concerned)
    const tied = new Set<string>()
    for (const id of concerned) {
      this.frames.note(board, id)
      if (this.tied.note(id, leap)) tied.add(id)
      for (const follower of this.tied.followers(id)) tied.add(follower)
    }
    const stale = leap ? this.leap(concerned, tied) : this.step(concerned, tied)
    this.gatherings.follow(concerned)
    this.gatherings.follow(tied)
    return stale.length > STALE ? [boxUnion(stale)!] : stale
  }

  private step(concerned: ReadonlySet<string>, tied: Set<string>): Box[] {
    const stale: Box[] = []
    const free = [...concerned].filter((id) => !tied.has(id))
    this.place(
      free.filter((id) => this.stands(id)),
      stale,
    )
    this.mind(stale, tied)
    this.place(
      free.filter((id) => !this.stands(id)),
      stale,
    )
    for (const id of tied) this.tied.note(id, this.hurried && (tied.size > MANY_TIED || crowded(this.index.size)))
    this.place(tied, stale)
    return stale
  }

  /** All at once, and all ways later. */
  private leap(concerned: ReadonlySet<string>, tied: ReadonlySet<string>): [] {
    this.tied.deferAll()
    const followers = [...tied].filter((id) => !concerned.has(id))
    for (const id of followers) this.tied.note(id, true)
    this.index.setAll([...concerned, ...followers].map((id) => [id, this.placeOf(this.shown(id))]))
    return []
  }

  /** Whether so much becomes another at once that the picture is to be taken for wrong everywhere. */
  leaps(touched: ReadonlySet<string>): boolean {
    return this.hurried && leaps(touched.size, this.index.size)
  }

  /** Whose way may be another where something stands otherwise: added to `tied`, or left as it is until there is time. */
  private mind(boxes: readonly Box[], tied: Set<string>): void {
    const later = this.hurried && crowded(this.index.size)
    for (const box of boxes)
      for (const id of this.tied.concerned(box)) {
        if (later) this.tied.defer(id)
        else tied.add(id)
      }
  }

  /** Finds the way of one that has been drawn without minding what stands around; returns where the picture is no longer right, null if there is none. */
  smooth(): Box[] | null {
    const id = this.tied.roughly
    if (id === null) return null
    const stale: Box[] = []
    if (this.tied.smoothen(id)) this.place([id], stale)
    return stale
  }

  /** Whether something is, or was, in the way of others. */
  private stands(id: string): boolean {
    const props = this.board.element(id)?.props
    return props === undefined || kindOf(props).edge !== undefined
  }

  /** Puts each where it is now, and collects where the picture is no longer right. */
  private place(ids: Iterable<string>, stale: Box[]): void {
    const places: [string, Box | null][] = []
    for (const id of ids) {
      const before = this.index.box(id)
      const now = this.placeOf(this.shown(id))
      if (before !== null) stale.push(before)
      if (now !== null && !stays(before, now)) stale.push(now)
      if (now === null ? before !== null : !stays(before, now)) places.push([id, now])
    }
    this.index.setAll(places)
  }

  private found(element: Element, boxes: [string, Box][]): void {
    const box = this.placeOf(element)
    if (box !== null) boxes.push([element.id, box])
  }

  /** An element as it is drawn: what is tied to others has its place from them. */
  shown(id: string): Element | undefined {
    const element = this.tied.any ? this.tied.element(id) : this.board.element(id)
    return element && this.signing(element)
  }

  /** The boxes of what stands in an area and may be gone around, without some; out of a frame around an end a way has to lead. */
  private obstacles(area: Box, without: ReadonlySet<string>, ends: readonly BoardPoint[]): Box[] {
    const frames: Box[] = []
    for (const id of this.index.search(area)) {
      const props = this.board.element(id)?.props
      if (props === undefined || without.has(id)) continue
      const kind = kindOf(props)
      if (kind.edge === undefined) continue
      const box = kind.frame(props)
      if (!this.frames.has(id) || !ends.some((end) => within(box, end))) frames.push(box)
    }
    return frames
  }

  /** Where the picture has an element; null for what is not drawn: hidden, gone, rubbed out, out of its frame, or only there to hold others. */
  private placeOf(element: Element | undefined): Box | null {
    if (element === undefined || !visible(element.props) || isHidden(this.board, element.id)) return null
    if (kindOf(element.props).nothing?.(element.props) === true) return null
    const box = wholeBounds(element.props)
    const clip = parentOf(element) === '' ? null : clipOf(this.board, element.id)
    return clip === null ? box : overlap(clip, box)
  }

  /** The part of the board in which an element is seen, where that is less than all of it; null where it is all. */
  clip({ id, props }: Element): Box | null {
    const clip = clipOf(this.board, id)
    return clip === null || holds(clip, wholeBounds(props)) ? null : clip
  }

  /** Collects a touched element, and what lies in it where it came, went, or stands otherwise. */
  private concern(id: string, into: Set<string>, depth = 0): void {
    const element = this.board.element(id)
    this.expects ||= element !== undefined && expected(element.props)
    if (element !== undefined && unknown(element.props)) this.unknowns.add(id)
    else this.unknowns.delete(id)
    into.add(id)
    const before = this.holders.get(id)
    const stands = element !== undefined && holdsOthers(element.props) ? standing(this.board, id) : undefined
    if (stands === undefined) this.holders.delete(id)
    else this.holders.set(id, stands)
    // What stands as before may still lie in something that does not.
    if ((stands === before && depth === 0) || depth > DEEP) return
    for (const child of this.board.naming(id)) this.concern(child, into, depth + 1)
  }

  /** Whether the board holds kinds that this page does not know. */
  get hasUnknown(): boolean {
    return this.unknowns.size > 0
  }

  /** The box around everything; null for an empty board. */
  extent(): Box | null {
    return this.index.extent()
  }

  /** Whether anything that is drawn comes near a box. */
  any(box: Box): boolean {
    return this.index.any(box)
  }

  /** The box of what lies nearest to a point; null for an empty board. */
  nearest(at: BoardPoint): Box | null {
    return this.index.nearest(at)
  }

  /** All that is drawn of an element, or of what lies in a group; null for nothing. */
  bounds(id: string): Box | null {
    const own = this.index.box(id)
    if (own !== null || !this.gathers(id)) return own
    return boxUnion([...leavesOf(this.board, [id])].map((leaf) => this.index.box(leaf)).filter((box) => box !== null))
  }

  /** The box that handles go around: an element without the width of its lines, a group as the box around what lies in it. */
  frame(id: string): Box | null {
    return this.gathers(id) ? this.gatherings.ofGroup(id).box : this.leafFrame(id)
  }

  /** Whether it is drawn as what lies in it. */
  private gathers(id: string): boolean {
    return this.holders.has(id) && !this.frames.has(id)
  }

  private leafFrame(id: string): Box | null {
    const props = this.shown(id)?.props
    return props === undefined || this.index.box(id) === null ? null : kindOf(props).frame(props)
  }

  /** How far an element's lines stand out of its frame, in board units. */
  overhang(id: string): number {
    return this.placed(id)?.overhang ?? 0
  }

  /** Where a single element is; null for what is not drawn, or only holds others. */
  placed(id: string): Placed | null {
    const frame = this.leafFrame(id)
    if (frame === null) return null
    const { props } = this.shown(id)!
    return { frame, overhang: kindOf(props).overhang?.(props) ?? Math.max(0, frame.x - this.index.box(id)!.x) }
  }

  /** The frame around several. */
  frameOf(ids: ReadonlySet<string>): Box | null {
    return this.gatherings.of(ids).box
  }

  /** How far the lines of several stand out of their frames at most, in board units. */
  overhangOf(ids: ReadonlySet<string>): number {
    return this.gatherings.of(ids).overhang
  }

  /** What is drawn of several: for groups what lies in them. The same set for as long as the same is asked; it follows the board. */
  leavesOf(ids: ReadonlySet<string>): ReadonlySet<string> {
    return this.gatherings.of(ids).leaves
  }

  /** What that looks like, taken together. */
  looksOf(ids: ReadonlySet<string>): Looks {
    return this.gatherings.of(ids).looks
  }

  /** What may be drawn in a box, in paint order. */
  painted(box: Box): Element[] {
    const found: Element[] = []
    for (const id of this.index.search(box)) {
      const element = this.shown(id)
      if (element !== undefined) found.push(element)
    }
    return inPaintOrder(this.board, found)
  }

  /** What lies on top at a point, give or take `slack` hundredths; locked elements are left out. */
  topmost(at: BoardPoint, slack: number): string | null {
    const here = this.painted(grown({ x: at.x, y: at.y, w: 0, h: 0 }, slack))
    return here.findLast((element) => this.meets(element, at, slack) && !isLocked(this.board, element.id))?.id ?? null
  }

  /** Whether something lies at a point, give or take `slack` hundredths: of a frame the edge, and all of one in which nothing lies. */
  meets({ id, props }: Element, at: BoardPoint, slack: number): boolean {
    const clip = this.frames.any ? clipOf(this.board, id) : null
    if (clip !== null && !within(grown(clip, slack), at)) return false
    return kindOf(props).hit(props, at, slack) || this.frames.bare(this.board, id, at)
  }

  /** The frames of what is drawn in a box, without some; in no order. */
  framesIn(box: Box, without: ReadonlySet<string>): Box[] {
    const ids = this.index.search(box).filter((id) => !without.has(id))
    return ids.map((id) => this.leafFrame(id)).filter((frame) => frame !== null)
  }

  /** What comes into a box, or lies wholly in it; locked elements are left out. */
  inBox(box: Box, takes: BoxTakes = 'touch'): string[] {
    return [...this.taken(box, takes, new Surroundings(this.board))].map(([id]) => id)
  }

  /** The units that come into a box, or lie wholly in it, within the group that is entered ('' for none). */
  unitsInBox(box: Box, takes: BoxTakes, entered: string): string[] {
    const units = new Set<string>()
    for (const [id, { unit, within }] of this.taken(box, takes, new Surroundings(this.board, entered)))
      if (within) units.add(unit || id)
    if (takes === 'touch') return [...units]
    return [...units].filter((unit) => !this.gathers(unit) || holds(box, this.bounds(unit)!))
  }

  /** What a box takes, with what lies around each. What lies wholly in it need not be looked at more closely. */
  private *taken(box: Box, takes: BoxTakes, surroundings: Surroundings): Generator<readonly [string, Around]> {
    for (const id of this.index.search(box)) {
      const element = this.shown(id)
      if (element === undefined || element.props.get('locked') === true) continue
      const around = surroundings.of(parentOf(element))
      if (around.locked) continue
      const whole = holds(box, this.index.box(id)!)
      if (whole || (takes === 'touch' && kindOf(element.props).enters(element.props, box))) yield [id, around]
    }
  }

  /** What may come into a box, by bounds alone, in no order. */
  idsIn(box: Box): readonly string[] {
    return this.index.search(box)
  }

  /** What may come into a box, by bounds alone; locked elements are left out. */
  near(box: Box): string[] {
    return this.index.search(box).filter((id) => !isLocked(this.board, id))
  }

  /** What a segment comes within `slack` of; locked elements are left out. */
  crossing(from: BoardPoint, to: BoardPoint, slack: number): string[] {
    return this.index.search(grown(boxOf(from, to), slack)).filter((id) => {
      const props = this.shown(id)?.props
      return props !== undefined && kindOf(props).cross(props, from, to, slack) && !isLocked(this.board, id)
    })
  }
}

function stays(before: Box | null, now: Box): boolean {
  return before !== null && sameBox(before, now)
}
