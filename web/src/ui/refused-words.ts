import type { Op } from '../board/types'

const many = (n: number, one: string, more: string) => (n === 1 ? one : more.replace('#', String(n)))

/** What a change wanted, in a few words: how many things it drew, changed and removed. */
export function refusedWords(ops: readonly Op[]): string {
  const ids = (...kinds: readonly Op['op'][]) => new Set(ops.filter((op) => kinds.includes(op.op)).map((op) => op.id))
  const drawn = ids('put', 'restore')
  const changed = [...ids('set')].filter((id) => !drawn.has(id)).length
  const removed = ids('remove').size
  const parts = [
    drawn.size > 0 ? many(drawn.size, 'drew one thing', 'drew # things') : '',
    changed > 0 ? many(changed, 'changed one thing', 'changed # things') : '',
    removed > 0 ? many(removed, 'removed one thing', 'removed # things') : '',
  ].filter((part) => part !== '')
  const words = parts.length > 0 ? parts.join(', ') : 'changed nothing'
  return `You ${words}`
}
