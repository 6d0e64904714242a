import type { Board } from '../board/board'
import { madeBy, writerOf } from '../board/element'
import type { Op, Props, Value } from '../board/types'
import type { ElementProps } from '../elements/element'
import type { Past } from '../sync/past'
import type { OwnChange } from '../sync/types'

/** What undoes a step: ops that say `own`, so that the core leaves others' later work alone. */
type Entry = { readonly step: string; readonly ops: readonly Op[] }

/** What was selected before the step of an entry. Not a part of it: entries are kept on the device, and this is not. */
const selections = new WeakMap<Entry, ReadonlySet<string>>()

/** The entry, with the same selection before it as another had. */
function like(former: Entry, entry: Entry): Entry {
  const selection = selections.get(former)
  if (selection !== undefined) selections.set(entry, selection)
  return entry
}

/** What takes a step back: its ops, and what was selected before it; nothing where that is not known. */
export type Turned = { readonly ops: readonly Op[]; readonly selection: ReadonlySet<string> }

/** The properties of an element in the midst of a list of ops; null where there is none. */
type Former = ReadonlyMap<string, Value> | null

function after(op: Op, before: Former): Former {
  if (op.op === 'remove') return null
  const props = new Map(op.op === 'set' ? before : [])
  for (const [path, value] of op.props) {
    if (value === null) props.delete(path)
    else props.set(path, value)
  }
  return props
}

function undoing(op: Op, before: Former): Op | null {
  if (op.op === 'put' || op.op === 'restore') return before === null ? { op: 'remove', id: op.id, own: true } : null
  if (before === null) return null
  if (op.op === 'remove') return { op: 'restore', id: op.id, own: true, props: before }
  const props: Props = new Map([...op.props.keys()].map((path) => [path, before.get(path) ?? null] as const))
  return { op: 'set', id: op.id, own: true, props }
}

/**
 * What undoes ops, computed from the board before they are applied; the last one first. `former` are the properties that
 * the elements come back with, where that is not what the board says.
 */
export function inverse(board: Board, ops: readonly Op[], former?: Former): Op[] {
  const states = new Map<string, Former>(former === undefined ? [] : ops.map((op) => [op.id, former]))
  const undo: Op[] = []
  for (const op of ops) {
    const before = states.has(op.id) ? states.get(op.id)! : (board.element(op.id)?.props ?? null)
    const back = undoing(op, before)
    if (back !== null) undo.unshift(back)
    states.set(op.id, after(op, before))
  }
  return undo
}

function sameValue(a: Value | null, b: Value | null): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** Whether an op of an undo would change anything on the board as it is now. */
function acts(board: Board, op: Op, author: number): boolean {
  const element = board.element(op.id)
  if (op.op === 'restore') return element === undefined && board.grave(op.id)?.by.author === author
  if (element === undefined || op.op === 'put') return false
  if (op.op === 'remove') return madeBy(element, author)
  for (const [path, value] of op.props) {
    if (writerOf(element, path).author === author && !sameValue(element.props.get(path) ?? null, value)) return true
  }
  return false
}

/** Whether an op of an undo is void because somebody else has changed since what it is about. */
function overridden(board: Board, op: Op, author: number): boolean {
  const element = board.element(op.id)
  if (element === undefined) {
    const grave = board.grave(op.id)
    return grave !== undefined && grave.by.author !== author
  }
  if (op.op !== 'set') return !madeBy(element, author)
  return [...op.props.keys()].some((path) => writerOf(element, path).author !== author)
}

/** So many steps can be undone; older ones are forgotten. */
const DEPTH = 500

/** How it was before a step: what elements come back with, where that is not what the board says, and what is selected. */
export type Before = { readonly former?: ElementProps | undefined; readonly selection: ReadonlySet<string> }

/** What one person did here, step by step, and can take back. It never takes back another's work. */
export class History {
  private undos: Entry[] = []
  private redos: Entry[] = []
  private readonly listeners = new Set<() => void>()

  /** Is told when something else can be taken back or done again; returns how to stop. */
  on(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** All of it as a value, to be kept and to come back by `load`. */
  get past(): Past {
    return { undos: this.undos, redos: this.redos }
  }

  /** Puts what was kept before what was done here since. What could be done again can be only while nothing else was done. */
  load(past: Past): void {
    const fresh = this.undos.length === 0 && this.redos.length === 0
    this.undos = [...entries(past.undos), ...this.undos].slice(-DEPTH)
    if (fresh) this.redos = entries(past.redos)
    this.tell()
  }

  /** A part of a step was not taken by the server: there is nothing of it to take back. */
  refused(step: string, ops: readonly Op[]): void {
    this.undos = without(this.undos, step, ops)
    this.redos = without(this.redos, step, ops)
    this.tell()
  }

  /**
   * Another's ops have come before changes that were still waiting: what one did then lies over theirs, and taking it back brings theirs
   * to light, not what was seen before.
   */
  beneath(ops: readonly Op[], waiting: readonly OwnChange[]): void {
    for (const op of ops) {
      if (op.op !== 'set') continue
      for (const [path, value] of op.props) {
        const { step } = waiting.find((one) => one.ops.some((own) => covers(own, op.id, path))) ?? {}
        if (step === undefined) continue
        this.undos = over(this.undos, step, op.id, path, value)
        this.redos = over(this.redos, step, op.id, path, value)
      }
    }
    this.tell()
  }

  /**
   * Keeps what undoes ops that are about to be committed. Ops of the same step are undone together. `former`: as for `inverse`;
   * `selection`: what is selected now.
   */
  did(board: Board, ops: readonly Op[], step: string, { former, selection }: Before): void {
    this.redos = []
    this.undos = push(this.undos, { step, ops: inverse(board, ops, former) }, selection)
    this.tell()
  }

  /** Whether a step is left that may be undone. */
  get canUndo(): boolean {
    return this.undos.length > 0
  }

  /** Whether an undone step is left. */
  get canRedo(): boolean {
    return this.redos.length > 0
  }

  /**
   * What undoes the last step; null where none is left. Steps that would do nothing are passed over, but one that would only because
   * others have changed all of it since is used up by itself: "overridden". `selection`: what is selected now.
   */
  undo(board: Board, author: number, step: string, selection: ReadonlySet<string>): Turned | 'overridden' | null {
    const entry = this.take(this.undos, board, author)
    if (entry !== null && entry !== 'overridden') this.redos = push(this.redos, again(board, entry, step), selection)
    this.tell()
    return turned(entry)
  }

  /** The same for what was undone last. */
  redo(board: Board, author: number, step: string, selection: ReadonlySet<string>): Turned | 'overridden' | null {
    const entry = this.take(this.redos, board, author)
    if (entry !== null && entry !== 'overridden') this.undos = push(this.undos, again(board, entry, step), selection)
    this.tell()
    return turned(entry)
  }

  private take(from: Entry[], board: Board, author: number): Entry | 'overridden' | null {
    for (let entry = from.pop(); entry !== undefined; entry = from.pop()) {
      const { step } = entry
      const ops = entry.ops.filter((op) => acts(board, op, author) || waits(entry!, board, op))
      if (ops.some((op) => acts(board, op, author))) return like(entry, { step, ops })
      if (entry.ops.some((op) => overridden(board, op, author))) return 'overridden'
    }
    return null
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener()
  }
}

/** What does again what an entry takes back. */
function again(board: Board, { ops }: Entry, step: string): Entry {
  return { step, ops: inverse(board, ops).map(own) }
}

function turned(entry: Entry | 'overridden' | null): Turned | 'overridden' | null {
  if (entry === null || entry === 'overridden') return entry
  return { ops: entry.ops, selection: selections.get(entry) ?? new Set() }
}

function entries(changes: Past['undos']): Entry[] {
  return changes.flatMap(({ step, ops }) => (step === undefined ? [] : [{ step, ops }]))
}

/** Entries without what undoes refused ops: for each of them the last of its kind that the step holds. An entry with nothing left is none. */
function without(all: Entry[], step: string, refused: readonly Op[]): Entry[] {
  return all.flatMap((entry) => {
    if (entry.step !== step) return [entry]
    const ops = [...entry.ops]
    for (const op of refused) {
      const i = ops.findIndex((back) => undoes(back, op))
      if (i >= 0) ops.splice(i, 1)
    }
    return ops.length > 0 ? [like(entry, { step, ops })] : []
  })
}

/** Whether what an op does to an element hides what a property of it was set to before. */
function covers(op: Op, id: string, path: string): boolean {
  return op.id === id && (op.op === 'remove' || (op.op === 'set' && op.props.has(path)))
}

/** Entries of which one brings a property of an element back as another has set it: by what takes back the first that the step did to it. */
function over(all: Entry[], step: string, id: string, path: string, value: Value | null): Entry[] {
  return all.map((entry) => {
    if (entry.step !== step) return entry
    const at = entry.ops.findLastIndex(
      (op) => op.id === id && (op.op === 'restore' || (op.op === 'set' && op.props.has(path))),
    )
    const op = entry.ops[at]
    if (op === undefined || op.op === 'remove') return entry
    const props = new Map<string, Value | null>(op.props)
    if (op.op === 'set' || value !== null) props.set(path, value)
    else props.delete(path)
    return like(entry, { step, ops: entry.ops.with(at, { ...op, props } as Op) })
  })
}

/** Whether one op is of the form that takes the other back. */
function undoes(back: Op, op: Op): boolean {
  if (back.id !== op.id) return false
  if (back.op === 'set' && op.op === 'set') return [...op.props.keys()].every((path) => back.props.has(path))
  if (op.op === 'remove') return back.op === 'restore'
  return op.op !== 'set' && back.op === 'remove'
}

/** A set on what an earlier op of the same entry brings back. */
function waits(entry: Entry, board: Board, op: Op): boolean {
  return (
    op.op === 'set' && board.element(op.id) === undefined && entry.ops.some((o) => o.op === 'restore' && o.id === op.id)
  )
}

/**
 * Puts what undoes a step into as few ops as it takes: what a restored element is set to is restored with it at once, for
 * a restored text without its letters would be seen by the others; and what is removed again need not come back.
 */
function folded(ops: readonly Op[]): Op[] {
  const out: (Op | null)[] = []
  const last = new Map<string, number>()
  for (const op of ops) {
    const i = last.get(op.id) ?? -1
    const earlier = out[i]
    if (earlier?.op !== 'restore' || op.op === 'put' || op.op === 'restore') last.set(op.id, out.push(op) - 1)
    else if (op.op === 'remove') {
      out[i] = null
      last.delete(op.id)
    } else out[i] = { ...earlier, props: after(op, earlier.props as Former)! }
  }
  return out.filter((op) => op !== null)
}

function own(op: Op): Op {
  return op.op === 'put' ? op : { ...op, own: true }
}

/** Which elements a list of ops is about: a step of very many elements comes in hundreds of changes, and each is put to the others. */
const about = new WeakMap<readonly Op[], Set<string>>()

function push(entries: readonly Entry[], entry: Entry, selection: ReadonlySet<string>): Entry[] {
  const last = entries.at(-1)
  if (last !== undefined && last.step === entry.step) {
    const ops = joined(entry.ops, last.ops)
    return [...entries.slice(0, -1), ...(ops.length > 0 ? [like(last, { step: last.step, ops })] : [])]
  }
  selections.set(entry, selection)
  return [...entries.slice(-DEPTH + 1), entry]
}

/** Later ops of a step put before its earlier ones, folded where both are about the same elements. */
function joined(later: readonly Op[], earlier: readonly Op[]): readonly Op[] {
  const ids = about.get(earlier) ?? new Set(earlier.map(({ id }) => id))
  const all = [...later, ...earlier]
  for (const { id } of later) {
    if (ids.has(id)) return folded(all)
    ids.add(id)
  }
  about.set(all, ids)
  return all
}
