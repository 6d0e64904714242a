import type { Op } from '../board/types'
import { sayCount } from '../words/count'
import { say } from '../words/say'

/** What a change wanted, in a few words: how many things it drew, changed and removed. */
export function refusedWords(ops: readonly Op[]): string {
  const ids = (...kinds: readonly Op['op'][]) => new Set(ops.filter((op) => kinds.includes(op.op)).map((op) => op.id))
  const drawn = ids('put', 'restore')
  const changed = [...ids('set')].filter((id) => !drawn.has(id)).length
  const removed = ids('remove').size
  const parts = [
    drawn.size > 0 ? sayCount('drew one thing', 'drew {n} things', drawn.size) : '',
    changed > 0 ? sayCount('changed one thing', 'changed {n} things', changed) : '',
    removed > 0 ? sayCount('removed one thing', 'removed {n} things', removed) : '',
  ].filter((part) => part !== '')
  if (parts.length === 0) return say('You changed nothing')
  const did = parts.reduce((first, then) => say('{first}, {then}', { first, then }))
  return say('You {did}', { did })
}
