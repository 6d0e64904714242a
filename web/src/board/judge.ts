import { encodedLength } from './change'
import { form } from './judge-props'
import { isElementID, maxChangeBytes, maxOps } from './names'
import { rulesOf } from './ops'
import type { Change, Refusal } from './types'

/**
 * Says whether a change may stand at the door: form, names, types and limits, by kinds.json alone (never by the board's state).
 * undefined means yes. The first fault counts: of the change, then op by op, path by path. The twin of board.Judge in Go, which
 * says what is asked beyond the types.
 */
export function judge(change: Change): Refusal | undefined {
  if (change.ops.length === 0) return form('a change holds at least one op')
  if (change.step !== undefined && !isElementID(change.step)) return form('a step must be an id')
  if (change.ops.length > maxOps) return { code: 'too_many_ops', why: 'a change holds at most 1000 ops' }
  if (encodedLength(change) > maxChangeBytes) return { code: 'too_large', why: 'a change is at most 256 KiB' }
  for (const op of change.ops) {
    if (!isElementID(op.id)) return form('an op must name its element')
    const rules = rulesOf(op.op)
    const refusal = rules ? rules.judge(op) : { code: 'unknown_op', why: 'there is no such op' }
    if (refusal) return refusal
  }
  return undefined
}
