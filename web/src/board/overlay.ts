import { Beneath } from './beneath'
import { type Board, Undo } from './board'
import type { Effect, Element, Op, Stamp, Writer } from './types'

/** A change that waits for its verdict: `n` is its number within its client, which does not change while it waits. `step`: what a person undoes as one. */
export type Waiting = { readonly n: number; readonly ops: readonly Op[]; readonly step?: string | undefined }

/** A change that is in the log. One that waited here comes with the very list of ops that it waited with. */
export type Confirmed = { readonly at: Stamp; readonly ops: readonly Op[] }

/** Waiting changes are stamped with seqs beyond all real ones, by their number: so their elements stay the same ones when news come. */
const beyond = 2 ** 52

/**
 * A confirmed board with waiting changes laid over it, in one Board: what the waiting changes replaced is kept in a journal, so
 * taking them off and laying them on again costs as much as they touch, however large the board is.
 *
 * The board given is taken over: nothing else may change it. `view` is what people see; its seq means nothing while changes wait.
 */
export class Overlay {
  readonly view: Board
  private readonly undo = new Undo()
  private confirmedSeq: number
  private readonly beneath: Beneath

  /** `beneath` is told what lies beneath the waiting changes: the same one for all overlays that these are laid in, one after another. */
  constructor(confirmed: Board, beneath = new Beneath()) {
    this.view = confirmed
    this.beneath = beneath
    this.confirmedSeq = confirmed.seq
  }

  /** The seq of the last confirmed change. */
  get seq(): number {
    return this.confirmedSeq
  }

  /** Lays one more change on top, and collects the ids whose element became another. */
  lay(change: Waiting, author: number, touched: Set<string>): Effect[] {
    this.beneath.look(this.view, change, author)
    return this.view.apply({ seq: beyond + change.n, author }, change.ops, touched, this.undo)
  }

  /**
   * Takes confirmed changes, in order, and what still waits after them (none of the confirmed; some may have left it, refused or
   * accepted). Returns the ids whose element in the view is another one now. Elements that only waiting changes touch, and that come
   * out the same, keep their identity.
   */
  news(confirmed: readonly Confirmed[], waiting: readonly Waiting[], author: number): Set<string> {
    const before = new Map<string, Element | undefined>()
    for (const id of this.undo.elements.keys()) before.set(id, this.view.element(id))
    const touched = new Set<string>(before.keys())
    const { view } = this
    view.revert(this.undo)
    for (const { at, ops } of confirmed) {
      this.beneath.again(view, ops, at.author)
      const effects = view.apply(at, ops, touched)
      this.beneath.done(view, ops, effects, at.author)
    }
    this.confirmedSeq = view.seq
    for (const change of waiting) this.lay(change, author, touched)
    for (const [id, old] of before) if (this.same(old, view.element(id))) touched.delete(id)
    return touched
  }

  /** A copy of the confirmed board, without what waits: for a state hash or an export. */
  confirmed(): Board {
    const copy = this.view.clone()
    const { elements, graves } = this.undo
    const base = new Undo()
    for (const [id, element] of elements) base.elements.set(id, element)
    for (const [id, grave] of graves) base.graves.set(id, grave)
    base.seq = this.confirmedSeq
    copy.revert(base)
    return copy
  }

  /** Whether the view shows the same as before; then the old object is put back. */
  private same(old: Element | undefined, now: Element | undefined): boolean {
    if (!old || !now) return old === now
    if (old === now) return true
    if (!sameElement(old, now)) return false
    this.view.reuse(old)
    return true
  }
}

function sameElement(a: Element, b: Element): boolean {
  return (
    a.maker === b.maker &&
    sameWriter(a.born, b.born) &&
    sameWriter(a.last, b.last) &&
    sameMap(a.props, b.props, Object.is) &&
    sameMap(a.writers, b.writers, sameWriter)
  )
}

function sameWriter(a: Writer, b: Writer): boolean {
  return a.seq === b.seq && a.author === b.author
}

function sameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, same: (x: T, y: T) => boolean): boolean {
  if (a.size !== b.size) return false
  for (const [key, value] of a) {
    const other = b.get(key)
    if (other === undefined || !same(value, other)) return false
  }
  return true
}
