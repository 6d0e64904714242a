import type { Lain } from '../board/beneath'
import type { Change, Op, Value } from '../board/types'
import { withProps } from '../board/values'

/**
 * What undoes a step: for each element ops that say `own`, so that the core leaves others' later work alone. A step of very many elements
 * comes in hundreds of parts, so nothing here costs more than what the part is about.
 */
export class Entry {
  readonly step: string
  /** What was selected before the step; null where that is not known. It is not kept on the device. */
  readonly selection: ReadonlySet<string> | null
  /** By element, those that the step touched first come first; for each of them in the order in which they are done. */
  private readonly backs = new Map<string, readonly Op[]>()
  private count = 0
  private made: Change | null = null

  constructor(step: string, selection: ReadonlySet<string> | null, undo: readonly Op[] = []) {
    this.step = step
    this.selection = selection
    this.add(undo)
  }

  /** What is done, as it is kept on the device; the same object until the entry becomes another. */
  get change(): Change {
    this.made ??= { step: this.step, ops: [...this.backs.values()].reverse().flat() }
    return this.made
  }

  /** How many ops that are. */
  get size(): number {
    return this.count
  }

  /** Whether an element comes back. */
  restores(id: string): boolean {
    return this.backs.get(id)?.some(({ op }) => op === 'restore') === true
  }

  /** Takes in what undoes a later part of the step, the last op first. */
  add(undo: readonly Op[]): void {
    for (const op of undo.toReversed()) this.put(op.id, folded(op, this.backs.get(op.id) ?? []))
  }

  /** A part of the step was not taken by the server: there is nothing of it to take back, and of each kind it is the last that falls away. */
  refuse(ops: readonly Op[]): void {
    for (const op of ops) {
      const back = this.backs.get(op.id) ?? []
      const at = back.findIndex((one) => undoes(one, op))
      if (at >= 0) this.put(op.id, back.toSpliced(at, 1))
    }
  }

  /** Something else came to lie beneath what the step did to an element: what takes back the first that it did brings that to light. */
  uncover({ id, props }: Lain): void {
    let back = this.backs.get(id)
    if (back === undefined) return
    for (const [path, value] of props) back = uncovering(back, path, value)
    this.put(id, back)
  }

  private put(id: string, back: readonly Op[]): void {
    this.count += back.length - (this.backs.get(id)?.length ?? 0)
    if (back.length > 0) this.backs.set(id, back)
    else this.backs.delete(id)
    this.made = null
  }
}

/**
 * Puts what undoes a later op before what undoes earlier ones on the same element, in as few as it takes: what a restored element is set
 * to is restored with it at once, for a restored text without its letters would be seen by the others; and what is removed again need not
 * come back.
 */
function folded(later: Op, earlier: readonly Op[]): readonly Op[] {
  const [next, ...rest] = earlier
  if (later.op !== 'restore' || next === undefined || next.op === 'put' || next.op === 'restore')
    return [later, ...earlier]
  if (next.op === 'remove') return rest
  return [{ ...later, props: withProps(later.props, next.props) }, ...rest]
}

/** The ops of which the last that brings a property back brings another value. */
function uncovering(back: readonly Op[], path: string, value: Value | null): readonly Op[] {
  const at = back.findLastIndex((op) => op.op === 'restore' || (op.op === 'set' && op.props.has(path)))
  const op = back[at]
  if (op === undefined || op.op === 'remove') return back
  const changes = new Map([[path, value]])
  const props = op.op === 'set' ? new Map([...op.props, ...changes]) : withProps(op.props, changes)
  return back.with(at, { ...op, props } as Op)
}

/** Whether one op is of the form that takes the other back. */
function undoes(back: Op, op: Op): boolean {
  if (back.op === 'set' && op.op === 'set') return [...op.props.keys()].every((path) => back.props.has(path))
  if (op.op === 'remove') return back.op === 'restore'
  return op.op !== 'set' && back.op === 'remove'
}
