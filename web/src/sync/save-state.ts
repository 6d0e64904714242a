import type { ConnectionState } from './connection'
import type { SaveState } from './types'

/** What a save state is drawn from. `failing`: nothing has been live since the last failure. */
export type SaveFacts = {
  readonly connection: ConnectionState
  readonly failing: boolean
  readonly loaded: boolean
  /** What waits, that of former users of this device on this board with it. */
  readonly changes: number
  readonly here: boolean
}

/** Says how it stands with one's work. `saved` is said only where nothing waits at all. */
export function saveState({ connection, failing, loaded, changes, here }: SaveFacts): SaveState {
  if (connection.kind === 'stopped')
    return { kind: 'stopped', code: connection.code, why: connection.why, changes, here }
  if (!loaded && !failing && changes === 0) return { kind: 'loading' }
  if (failing) {
    const offline = { kind: 'offline', changes, here } as const
    return connection.kind === 'waiting' ? { ...offline, retryAt: connection.retryAt } : offline
  }
  if (changes > 0) return { kind: 'waiting', changes, here }
  return here ? { kind: 'saved' } : { kind: 'saved', here }
}

/** Whether two say the same. */
export function sameState(a: SaveState, b: SaveState): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
