import { orderOf, parentOf, textOf } from './element'
import { settingsID } from './names'
import { applyOp } from './ops'
import { PaintIndex, type Sibling } from './order'
import type { State } from './state'
import type { Effect, Element, Grave, Op, Stamp } from './types'

/**
 * What changes replaced, so that Board.revert can put it back: the state of each touched id before it was first touched, and the seq.
 * Hand the same one to several calls of apply, and revert takes all of them back at a cost in proportion to what they touched.
 */
export class Undo {
  readonly elements = new Map<string, Element | undefined>()
  readonly graves = new Map<string, Grave | undefined>()
  seq: number | undefined
}

/** What lies under an id: an element, its grave, or neither. */
export type Had = Element | Grave | undefined

/**
 * The document at a seq: the twin of board.Board in Go. Mutable, owned by whoever made it; elements in it are immutable.
 * For confirmed changes with pending ones laid over them see overlay.ts.
 */
export class Board {
  private at = 0
  private readonly live: Map<string, Element>
  private readonly gone: Map<string, Grave>
  private paint: PaintIndex | undefined
  private readonly state: State
  private touched: Set<string> | undefined
  private undo: Undo | undefined

  /** The empty board, or one of the given state (canon.ts). The maps become the board's own. */
  constructor(seq = 0, elements = new Map<string, Element>(), graves = new Map<string, Grave>()) {
    this.at = seq
    this.live = elements
    this.gone = graves
    this.state = {
      element: (id) => this.live.get(id),
      grave: (id) => this.gone.get(id),
      place: (element) => this.replace(element.id, element, undefined),
      bury: (id, grave) => this.replace(id, undefined, grave),
    }
  }

  /** The seq of the last change applied. */
  get seq(): number {
    return this.at
  }

  /** The number of elements. */
  get size(): number {
    return this.live.size
  }

  /** The board's title as its settings hold it; '' for none. */
  get title(): string {
    return textOf(this.live.get(settingsID)?.props.get('title'))
  }

  element(id: string): Element | undefined {
    return this.live.get(id)
  }

  /** All elements, in no order that means anything. */
  elements(): IterableIterator<Element> {
    return this.live.values()
  }

  grave(id: string): Grave | undefined {
    return this.gone.get(id)
  }

  /** All graves by id, in no order that means anything. */
  graves(): IterableIterator<[string, Grave]> {
    return this.gone.entries()
  }

  /**
   * Does what a change asks; never throws (B1). `touched`, if given, collects the ids whose element became another (or came, or went).
   * `undo`, if given, collects what was replaced, for revert.
   */
  apply(at: Stamp, ops: readonly Op[], touched?: Set<string>, undo?: Undo): Effect[] {
    this.touched = touched
    this.undo = undo
    if (undo) undo.seq ??= this.at
    const effects = ops.map((op) => applyOp(this.state, op, at))
    this.at = at.seq
    this.touched = undefined
    this.undo = undefined
    return effects
  }

  /** Takes back all that was applied with this Undo, and empties it. Nothing else may have been applied since its first use. */
  revert(undo: Undo, touched?: Set<string>): void {
    if (undo.seq === undefined) return
    this.touched = touched
    for (const [id, element] of undo.elements) this.replace(id, element, undo.graves.get(id))
    this.touched = undefined
    this.at = undo.seq
    undo.elements.clear()
    undo.graves.clear()
    undo.seq = undefined
  }

  /** Becomes what it was, or will be, at another seq: what lay under some ids then is put in place of what does now. */
  become(seq: number, others: Iterable<readonly [id: string, had: Had]>, touched: Set<string>): void {
    this.touched = touched
    for (const [id, had] of others) {
      if (had && 'by' in had) this.replace(id, undefined, had)
      else this.replace(id, had, undefined)
    }
    this.touched = undefined
    this.at = seq
  }

  /** Puts an element object in place of an equal one, so that whoever compares identities sees that nothing changed. */
  reuse(element: Element): void {
    this.live.set(element.id, element)
  }

  /** A copy that shares the (immutable) elements: the cost of copying two maps. */
  clone(): Board {
    return new Board(this.at, new Map(this.live), new Map(this.gone))
  }

  /** The element's parent as it reads: '' for none, absent or removed ones. */
  parent(id: string): string {
    const element = this.live.get(id)
    const parent = element ? parentOf(element) : ''
    return this.live.has(parent) ? parent : ''
  }

  /**
   * All ids in the order in which they are painted (B10). The array is the same object for as long as that order is the same,
   * and is never changed once it was returned. The first call sorts; after that each costs in proportion to what changed.
   */
  paintOrder(): readonly string[] {
    return this.index().order()
  }

  /**
   * What lies in an element, or at the root (''), in paint order. The list costs nothing, and is right until the board changes:
   * keep none.
   */
  children(id: string): readonly Sibling[] {
    return this.index().children(id)
  }

  /** The elements that name an id as their parent, in no order that means anything; also where that one is gone. */
  naming(id: string): Iterable<string> {
    return this.index().naming(id)
  }

  private index(): PaintIndex {
    this.paint ??= new PaintIndex({
      ids: () => this.live.keys(),
      has: (id) => this.live.has(id),
      parent: (id) => this.parent(id),
      rawParent: (id) => parentOf(this.live.get(id)!),
      order: (id) => orderOf(this.live.get(id)!),
    })
    return this.paint
  }

  private replace(id: string, element: Element | undefined, grave: Grave | undefined): void {
    const undo = this.undo
    if (undo && !undo.elements.has(id)) {
      undo.elements.set(id, this.live.get(id))
      undo.graves.set(id, this.gone.get(id))
    }
    if (element) this.live.set(id, element)
    else this.live.delete(id)
    if (grave) this.gone.set(id, grave)
    else this.gone.delete(id)
    this.touched?.add(id)
    this.paint?.note(id)
  }
}
