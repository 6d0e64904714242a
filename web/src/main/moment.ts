import type { Player } from '../history/player'
import { hashInstead, partsOf } from './address'
import { rest, writeHash } from './place'

/** The moment of a board's history that an address leads to: `…#then={changes}`, how many changes had happened. Without it an address leads to now. */

/** The moment in the part of an address behind #; null for now. */
export function momentIn(hash: string): number | null {
  const changes = partsOf(hash).get('then')
  return changes !== undefined && /^\d{1,15}$/.test(changes) ? Number(changes) : null
}

/** The part behind # with another moment in it, or with none; what else stands there stays as it is. */
export function hashAt(hash: string, changes: number | null): string {
  return hashInstead(hash, ['then'], changes === null ? null : `then=${changes}`)
}

/** Says in the address which moment is shown, where that stands still. Returns how to end: it leads to now again. */
export function followMoment(player: Player): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = (changes: number | null) => writeHash(hashAt(location.hash, changes))
  const end = player.on(() => {
    clearTimeout(timer)
    const { playing, changes } = player.moment
    if (!playing) timer = setTimeout(() => write(changes), rest)
  })
  return () => {
    end()
    clearTimeout(timer)
    write(null)
  }
}
