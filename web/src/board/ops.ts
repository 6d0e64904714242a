import { put } from './op-put'
import { remove } from './op-remove'
import { restore } from './op-restore'
import { set } from './op-set'
import type { OpRules, State } from './state'
import type { Effect, Op, Stamp } from './types'

type Rules = { readonly [N in Op['op']]: OpRules<Extract<Op, { op: N }>> }

/** The sealed list of ops; a new op is a new file op-x.ts and its line here (and the same in rooms/board). */
const rules: Rules = { put, set, remove, restore }

/** A Map, so that no name can reach a prototype. */
const byName = new Map<string, OpRules<Op>>(Object.entries(rules) as [string, OpRules<Op>][])

/** The rules of the op of that name, or undefined. */
export function rulesOf(name: string): OpRules<Op> | undefined {
  return byName.get(name)
}

/** Does one op (B1). What is no op does nothing. */
export function applyOp(state: State, op: Op, at: Stamp): Effect {
  return byName.get(op.op)?.apply(state, op, at) ?? { did: 'nothing' }
}
