import type { ConnectionState } from './connection'
import type { Outbox } from './outbox'
import type { SaveState } from './types'

/** What a save state is drawn from. `failing`: nothing has been live since the last failure. */
export type SaveFacts = {
  readonly connection: ConnectionState
  readonly failing: boolean
  /** There is a board to be seen. */
  readonly loaded: boolean
  /** The device has told what it holds, or had its time. */
  readonly ready: boolean
  readonly outbox: Pick<Outbox, 'size' | 'left' | 'here' | 'barred' | 'held'>
}

/** Says how it stands with one's work. `saved` is said only where nothing waits at all. */
export function saveState({ connection, failing, loaded, ready, outbox }: SaveFacts): SaveState {
  const { size, left, here, barred, held } = outbox
  // What former users of this device left on this board waits with one's own.
  const changes = size + left
  const where = barred && changes > 0 ? ({ here, barred } as const) : { here }
  if (connection.kind === 'stopped')
    return { kind: 'stopped', code: connection.code, why: connection.why, changes, ...where }
  // Before the device has told what waits on it, nothing is called saved, and nothing absent.
  if (changes === 0 && (!ready || !(loaded || failing))) return { kind: 'loading' }
  if (failing) {
    const offline = { kind: 'offline', changes, ...where, ...(ready && !loaded && { absent: true as const }) } as const
    return connection.kind === 'waiting' ? { ...offline, retryAt: connection.retryAt } : offline
  }
  if (changes > 0) return { kind: 'waiting', changes, ...where, ...(held && { held }) }
  return here ? { kind: 'saved' } : { kind: 'saved', here }
}

/** Whether two say the same. */
export function sameState(a: SaveState, b: SaveState): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
