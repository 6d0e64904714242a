import type { Board } from '../board/board'
import type { ElementProps } from '../elements/element'
import { visible } from '../elements/kind-of'
import { type Box, boxUnion, sameBox } from '../geometry/box'
import { Looks } from './looks'
import { ancestors, leavesOf } from './tree'

/** Where one element is: the box that handles go around, and how far its lines stand out of it. */
export type Placed = { readonly frame: Box; readonly overhang: number }

/** What it is gathered from. */
export type Ground = {
  readonly board: Board
  /** Where an element is drawn; null where it is not. */
  placed(id: string): Placed | null
}

/** By what an element is gathered: itself, or what it lies in. Nothing for what is gone or only holds others. */
function gatheredBy(board: Board, id: string): readonly string[] {
  const props = board.element(id)?.props
  if (props === undefined || !visible(props)) return []
  const around = ancestors(board, id)
  const end = around.findIndex((parent) => visible(board.element(parent)!.props))
  return [id, ...(end < 0 ? around : around.slice(0, end))]
}

/**
 * What is drawn of several, groups among them: what lies in those, the frame around all, what they look like together. All of it is
 * worked out when it is first asked for, and then follows the board by what is touched: with a selection of very many, of which a
 * few change, no other is looked at.
 */
export class Gathered {
  readonly ids: ReadonlySet<string>
  readonly leaves: ReadonlySet<string>
  private readonly inside: Set<string>
  private readonly ground: Ground
  private frames: Frames | null = null
  private looked: Looks | null = null
  /** As what each was counted among the looks. */
  private readonly counted = new Map<string, ElementProps>()

  constructor(ids: ReadonlySet<string>, ground: Ground) {
    this.ids = ids
    this.ground = ground
    this.inside = new Set(leavesOf(ground.board, ids))
    this.leaves = this.inside
  }

  /** The frame around all of it; null where nothing is drawn. */
  get box(): Box | null {
    return this.placing().box
  }

  /** How far lines stand out of their frames at most, in board units. */
  get overhang(): number {
    return this.placing().overhang
  }

  /** What all of it looks like. */
  get looks(): Looks {
    if (this.looked === null) {
      this.looked = new Looks()
      for (const id of this.inside) this.recount(id, this.looked)
    }
    return this.looked
  }

  /** Looks at an element that was touched, or lies in what was; `by`: what it is gathered by. */
  follow(id: string, by: readonly string[]): void {
    const inside = by.some((one) => this.ids.has(one))
    if (!inside && !this.inside.has(id)) return
    if (inside) this.inside.add(id)
    else this.inside.delete(id)
    this.frames?.put(id, inside ? this.ground.placed(id) : null)
    if (this.looked !== null) this.recount(id, this.looked)
  }

  private placing(): Frames {
    if (this.frames === null) {
      this.frames = new Frames()
      for (const id of this.inside) this.frames.put(id, this.ground.placed(id))
    }
    return this.frames
  }

  private recount(id: string, looks: Looks): void {
    const before = this.counted.get(id)
    const now = this.inside.has(id) ? this.ground.board.element(id)?.props : undefined
    if (before !== undefined) looks.drop(before)
    if (now !== undefined) looks.add(now)
    if (now === undefined) this.counted.delete(id)
    else this.counted.set(id, now)
  }
}

/** So many groups are kept. */
const FEW = 100

/** What was gathered and may be asked for again. */
export class Gatherings {
  private readonly ground: Ground
  /** What was asked about last: selections are asked about with every move of the hand, and may be large. */
  private last: Gathered | null = null
  /** The same for single groups: those in others' hands are drawn in every frame. */
  private readonly groups = new Map<string, Gathered>()

  constructor(ground: Ground) {
    this.ground = ground
  }

  /** Forgets everything. */
  clear(): void {
    this.last = null
    this.groups.clear()
  }

  /** The same value for as long as the same set is asked for. */
  of(ids: ReadonlySet<string>): Gathered {
    if (this.last?.ids !== ids) this.last = new Gathered(ids, this.ground)
    return this.last
  }

  ofGroup(id: string): Gathered {
    let gathered = this.groups.get(id)
    if (gathered === undefined) {
      if (this.groups.size >= FEW) this.groups.clear()
      gathered = new Gathered(new Set([id]), this.ground)
      this.groups.set(id, gathered)
    }
    return gathered
  }

  /** What was gathered goes along with what was touched, and with what lies in that. */
  follow(concerned: ReadonlySet<string>): void {
    const all = [...this.groups.values(), ...(this.last === null ? [] : [this.last])]
    if (all.length === 0) return
    const { board } = this.ground
    for (const id of concerned) {
      const by = gatheredBy(board, id)
      for (const one of all) one.follow(id, by)
    }
  }
}

/** Many frames and the one around them: looked through only when it is asked for after one that lay at its edge has moved. */
class Frames {
  private readonly all = new Map<string, Placed>()
  private around: Box | null = null
  private most = 0
  private right = false

  get box(): Box | null {
    this.look()
    return this.around
  }

  get overhang(): number {
    this.look()
    return this.most
  }

  /** An element is there now; null for nowhere. */
  put(id: string, now: Placed | null): void {
    const before = this.all.get(id)
    if (now === null) this.all.delete(id)
    else this.all.set(id, now)
    if (!this.right || (before !== undefined && now !== null && samePlace(before, now))) return
    if (before !== undefined && this.bears(before)) this.right = false
    else if (now !== null) this.hold(now)
  }

  /** Whether the frame around all may become smaller without it. */
  private bears({ frame, overhang }: Placed): boolean {
    const all = this.around!
    const inner =
      frame.x > all.x && frame.y > all.y && frame.x + frame.w < all.x + all.w && frame.y + frame.h < all.y + all.h
    return !inner || (overhang > 0 && overhang === this.most)
  }

  private hold({ frame, overhang }: Placed): void {
    this.around = this.around === null ? frame : boxUnion([this.around, frame])
    this.most = Math.max(this.most, overhang)
  }

  private look(): void {
    if (this.right) return
    this.right = true
    this.around = boxUnion(this.framesOnly())
    this.most = 0
    for (const { overhang } of this.all.values()) this.most = Math.max(this.most, overhang)
  }

  private *framesOnly(): Generator<Box> {
    for (const { frame } of this.all.values()) yield frame
  }
}

function samePlace(a: Placed, b: Placed): boolean {
  return a.overhang === b.overhang && sameBox(a.frame, b.frame)
}
