import type { Board } from './board'
import { writerOf } from './element'
import type { Effect, Element, Op, Props, Value } from './types'
import { sameValue, withProps } from './values'

/** What came to lie beneath a waiting change of a step: without that change, these properties of an element would be so. */
export type Lain = { readonly step: string; readonly id: string; readonly props: ReadonlyMap<string, Value | null> }

/** Work that had no effect, for somebody else had removed what it was on: what was set, and how the whole element would be with it. */
export type Lost = { readonly id: string; readonly changes: Props; readonly props: ReadonlyMap<string, Value> }

/** A change, as far as it matters here. */
type Laid = { readonly ops: readonly Op[]; readonly step?: string | undefined }

/**
 * Looks at the board just before each waiting change is laid on it, again and again while it waits and a last time when it has its place
 * in the order. Whatever came in between, another's change or the refusal of an earlier one, shows as a value that was not there before;
 * taking the change back has to bring that value to light. A change is known by its list of ops, whichever number it has.
 */
export class Beneath {
  private readonly laid = new WeakMap<readonly Op[], { readonly step: string; readonly known: Map<string, Element> }>()
  private found: Lain[] = []
  private inVain: Lost[] = []

  /** Looks at what lies beneath a change of an author before it is laid, for the first time or once more. */
  look(board: Board, change: Laid, author: number): void {
    if (this.laid.has(change.ops)) this.again(board, change.ops, author)
    else this.begin(board, change)
  }

  /** Looks a last time, before a change is applied for good; at nothing where it never waited here. */
  again(board: Board, ops: readonly Op[], author: number): void {
    const { step, known } = this.laid.get(ops) ?? {}
    if (step === undefined || known === undefined) return
    const others = new Map<string, Map<string, Value | null>>()
    for (const op of ops) {
      const before = known.get(op.id)
      const now = board.element(op.id)
      if (before === now || before === undefined || now === undefined) continue
      const props = others.get(op.id) ?? new Map<string, Value | null>()
      for (const [path, value] of differing(op, before, now, author)) if (!props.has(path)) props.set(path, value)
      if (props.size > 0) others.set(op.id, props)
    }
    for (const { id } of ops) keep(known, board.element(id))
    for (const [id, props] of others) this.found.push({ step, id, props })
  }

  /** Looks at what came of a change when it was applied for good. */
  done(board: Board, ops: readonly Op[], effects: readonly Effect[], author: number): void {
    const { known } = this.laid.get(ops) ?? {}
    if (known === undefined) return
    for (const [i, op] of ops.entries()) {
      if (op.op !== 'set' || op.own === true || effects[i]?.why !== 'grave') continue
      const before = known.get(op.id)
      if (before === undefined || board.grave(op.id)?.by.author === author) continue
      this.inVain.push({ id: op.id, changes: op.props, props: withProps(before.props, op.props) })
    }
  }

  /** The work that was in vain since the last time it was asked for. */
  lost(): readonly Lost[] {
    const { inVain } = this
    this.inVain = []
    return inVain
  }

  /** What was found since the last time it was asked for. */
  taken(): readonly Lain[] {
    const { found } = this
    this.found = []
    return found
  }

  private begin(board: Board, { ops, step }: Laid): void {
    if (step === undefined) return
    const known = new Map<string, Element>()
    for (const { id } of ops) keep(known, board.element(id))
    this.laid.set(ops, { step, known })
  }
}

/** An element that is not there now is remembered as it was: it may come back. */
function keep(known: Map<string, Element>, element: Element | undefined): void {
  if (element !== undefined) known.set(element.id, element)
}

/** The properties that an op touches and that lie beneath it now with another value than before. */
function* differing(op: Op, before: Element, now: Element, author: number): Iterable<readonly [string, Value | null]> {
  if (op.op === 'put' || op.op === 'restore') return
  const paths = op.op === 'remove' ? new Set([...before.props.keys(), ...now.props.keys()]) : op.props.keys()
  for (const path of paths) {
    const value = now.props.get(path) ?? null
    if (sameValue(before.props.get(path), value)) continue
    // The change itself: it has its place already, and the word that it has is still on the way.
    const itself = op.op === 'set' && writerOf(now, path).author === author && sameValue(op.props.get(path), value)
    if (!itself) yield [path, value]
  }
}
