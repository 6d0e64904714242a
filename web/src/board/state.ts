import { mapLimit } from './dictionary'
import { Draft, parentOf, sortedPaths } from './element'
import { maxDepth } from './names'
import type { Effect, Element, Grave, Props, Reason, Refusal, Stamp, Value } from './types'

/** What an op may do to a board. Only Board implements it; the ops live in files of their own. */
export interface State {
  element(id: string): Element | undefined
  grave(id: string): Grave | undefined
  /** Puts an element in place of whatever has its id, a grave too. */
  place(element: Element): void
  /** Puts a grave in place of an element. */
  bury(id: string, grave: Grave): void
}

/** The rules of one op. */
export interface OpRules<T> {
  /** Whether it may say own. */
  readonly own: boolean
  /** Whether it must not have props, must have them, or must have at least one in them. */
  readonly props: 'none' | 'any' | 'some'
  /** Whether it may stand at the door. */
  judge(op: T): Refusal | undefined
  /** Does it (B1). */
  apply(state: State, op: T, at: Stamp): Effect
}

export const done: Effect = { did: 'done' }

export function nothing(why: Reason): Effect {
  return { did: 'nothing', why }
}

/**
 * Whether parent may not become the parent of id (B9): it is id, has id above it, or lies so deep that id would have more than
 * maxDepth elements above it. id itself need not be on the board: elements may name a parent that comes later.
 */
export function circles(state: State, id: string, parent: string): boolean {
  let at = parent
  for (let depth = 1; at !== ''; depth++) {
    if (at === id) return true
    const element = state.element(at)
    if (!element) return false
    if (depth > maxDepth) return true
    at = parentOf(element)
  }
  return false
}

/** Why one property may not be written: a circle of parents (B9), or a map that is full (B11). */
function hinders(state: State, draft: Draft, path: string, value: Value | null): Reason | undefined {
  if (value === null) return undefined
  if (path === 'parent') return typeof value === 'string' && circles(state, draft.id, value) ? 'circle' : undefined
  const limit = mapLimit(path)
  if (limit && !draft.props.has(path) && draft.entries(limit.name) >= limit.entries) return 'full'
  return undefined
}

/** Writes props into a draft one by one and says what came of them. `allowed`, if given, is asked first. */
export function fill(state: State, draft: Draft, props: Props, at: Stamp, allowed?: (path: string) => boolean): Effect {
  let written = 0
  let why: Reason | undefined
  for (const path of sortedPaths(props)) {
    const value = props.get(path)!
    const reason = allowed && !allowed(path) ? 'others' : hinders(state, draft, path, value)
    if (reason === undefined) {
      draft.write(path, value, at)
      written++
    } else {
      why ??= reason
    }
  }
  if (written > 0) return why ? { did: 'part', why } : done
  return why ? nothing(why) : { did: 'nothing' }
}

/** Builds the element of a put or a restore. It is made even if none of its properties can stand. */
export function make(state: State, id: string, maker: number, props: Props, at: Stamp): Effect {
  const born = { seq: at.seq, author: at.author }
  if (isPlain(props)) {
    state.place(new Draft({ id, maker, born, props: props as ReadonlyMap<string, Value> }).done(born))
    return done
  }
  const draft = new Draft({ id, maker, born })
  const given = new Map([...props].filter(([, value]) => value !== null))
  const effect = fill(state, draft, given, at)
  state.place(draft.done(born))
  return effect.why ? { did: 'part', why: effect.why } : done
}

/** Whether props can be an element's as they are: none unset, no parent and no map that must be looked at. */
function isPlain(props: Props): boolean {
  for (const [path, value] of props) {
    if (value === null || path === 'parent' || path.includes('/')) return false
  }
  return true
}
