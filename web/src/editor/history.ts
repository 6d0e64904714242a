import type { Lain } from '../board/beneath'
import type { Board } from '../board/board'
import { madeBy, writerOf } from '../board/element'
import type { Op, Props, Value } from '../board/types'
import { sameValue, withProps } from '../board/values'
import type { ElementProps } from '../elements/element'
import type { Past } from '../sync/past'
import { Entry } from './history-entry'

/** What takes a step back: its ops, and what was selected before it; nothing where that is not known. */
export type Turned = { readonly ops: readonly Op[]; readonly selection: ReadonlySet<string> }

/** The properties of an element in the midst of a list of ops; null where there is none. */
type Former = ReadonlyMap<string, Value> | null

function after(op: Op, before: Former): Former {
  if (op.op === 'remove') return null
  return withProps(op.op === 'set' && before !== null ? before : new Map(), op.props)
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
    if (back !== null) undo.push(back)
    states.set(op.id, after(op, before))
  }
  return undo.reverse()
}

/** Whether an op of an undo would change anything on the board as it is now. */
function acts(board: Board, op: Op, author: number): boolean {
  const element = board.element(op.id)
  if (op.op === 'restore') return element === undefined && board.grave(op.id)?.by.author === author
  if (element === undefined || op.op === 'put') return false
  if (op.op === 'remove') return madeBy(element, author)
  for (const [path, value] of op.props) {
    if (writerOf(element, path).author === author && !sameValue(element.props.get(path), value)) return true
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
    return { undos: this.undos.map(({ change }) => change), redos: this.redos.map(({ change }) => change) }
  }

  /** Puts what was kept before what was done here since. What could be done again can be only while nothing else was done. */
  load(past: Past): void {
    const fresh = this.undos.length === 0 && this.redos.length === 0
    this.undos = [...entries(past.undos), ...this.undos].slice(-DEPTH)
    if (fresh) this.redos = entries(past.redos)
    this.tell()
  }

  /** Forgets all of it: nothing can be taken back or done again. */
  forget(): void {
    this.undos = []
    this.redos = []
    this.tell()
  }

  /** A part of a step was not taken by the server: there is nothing of it to take back. */
  refused(step: string, ops: readonly Op[]): void {
    for (const entry of this.named(step)) entry.refuse(ops)
    this.undos = this.undos.filter(({ size }) => size > 0)
    this.redos = this.redos.filter(({ size }) => size > 0)
    this.tell()
  }

  /**
   * Something else came to lie beneath what one did before that had its place in the one order: taking it back brings that to light,
   * not what was seen before.
   */
  beneath(lain: readonly Lain[]): void {
    for (const one of lain) for (const entry of this.named(one.step)) entry.uncover(one)
    this.tell()
  }

  /**
   * Keeps what undoes ops that are about to be committed. Ops of the same step are undone together. `former`: as for `inverse`;
   * `selection`: what is selected now.
   */
  did(board: Board, ops: readonly Op[], step: string, { former, selection }: Before): void {
    this.redos = []
    const undo = inverse(board, ops, former)
    const last = this.undos.at(-1)
    if (last?.step !== step) this.undos = push(this.undos, new Entry(step, selection, undo))
    else {
      last.add(undo)
      if (last.size === 0) this.undos.pop()
    }
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

  /** How many ops the next step back, or again, is. */
  weight(way: 'undo' | 'redo'): number {
    return (way === 'undo' ? this.undos : this.redos).at(-1)?.size ?? 0
  }

  /**
   * What undoes the last step; null where none is left. Steps that would do nothing are passed over, but one that would only because
   * others have changed all of it since is used up by itself: "overridden". `selection`: what is selected now.
   */
  undo(board: Board, author: number, step: string, selection: ReadonlySet<string>): Turned | 'overridden' | null {
    const turned = take(this.undos, board, author)
    if (turned !== null && turned !== 'overridden') this.redos = push(this.redos, again(board, turned, step, selection))
    this.tell()
    return turned
  }

  /** The same for what was undone last. */
  redo(board: Board, author: number, step: string, selection: ReadonlySet<string>): Turned | 'overridden' | null {
    const turned = take(this.redos, board, author)
    if (turned !== null && turned !== 'overridden') this.undos = push(this.undos, again(board, turned, step, selection))
    this.tell()
    return turned
  }

  private named(step: string): Entry[] {
    return [...this.undos, ...this.redos].filter((entry) => entry.step === step)
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener()
  }
}

/** Takes the last entry that does anything from a list. */
function take(from: Entry[], board: Board, author: number): Turned | 'overridden' | null {
  for (let entry = from.pop(); entry !== undefined; entry = from.pop()) {
    const { ops } = entry.change
    const acting = new Set(ops.filter((op) => acts(board, op, author)))
    if (acting.size > 0) {
      const done = ops.filter((op) => acting.has(op) || waits(entry!, board, op))
      return { ops: done, selection: entry.selection ?? new Set() }
    }
    if (ops.some((op) => overridden(board, op, author))) return 'overridden'
  }
  return null
}

/** A set on what an earlier op of the same entry brings back. */
function waits(entry: Entry, board: Board, op: Op): boolean {
  return op.op === 'set' && board.element(op.id) === undefined && entry.restores(op.id)
}

/** What does again what ops take back. */
function again(board: Board, { ops }: Turned, step: string, selection: ReadonlySet<string>): Entry {
  return new Entry(step, selection, inverse(board, ops).map(own))
}

function own(op: Op): Op {
  return op.op === 'put' ? op : { ...op, own: true }
}

function entries(changes: Past['undos']): Entry[] {
  return changes.flatMap(({ step, ops }) => (step === undefined ? [] : [new Entry(step, null, ops)]))
}

function push(entries: readonly Entry[], entry: Entry): Entry[] {
  return [...entries.slice(-DEPTH + 1), entry]
}
