import type { Change, Position } from '../board/types'
import type { Role } from '../wire/messages'
import type { KeptRefusal } from './types'

/**
 * A change on the device that waits for its verdict: n is bound to it for ever (W12). `kept`: when it was made, ms since 1970 by this machine's clock;
 * it says which of several page loads that are gone was the earlier one, and nothing else.
 */
export type OutboxRow = { readonly client: string; readonly n: number; readonly change: Change; readonly kept?: number }

/** A change that the server did not take, with the reason. It stays on the device. */
export type RefusedRow = OutboxRow & { readonly code: string; readonly why: string }

/** How many changes of another user of this device wait on it for the same board, under one page load's id. */
export type Left = { readonly user: string; readonly client: string; readonly changes: number }

/** What a person can take back, and what they have taken back and can do again: changes to be committed for that, the last one last. */
export type Past = { readonly undos: readonly Change[]; readonly redos: readonly Change[] }

/** The confirmed board as it was when it was kept. `form` is its canonical form. */
export type KeptBoard = { readonly at: Position; readonly form: string; readonly author: number; readonly role: Role }

/** What the device holds of one board for one user. */
export type Kept = { readonly board: KeptBoard | null; readonly rows: readonly OutboxRow[] }

/**
 * The device's own memory of one board for one user. Every method may reject (no room, no store, private mode); what then is not on
 * the device is said to the person, and nothing else stops.
 */
export interface LocalStore {
  /** Whom to tell when what was kept here is no more, or this page has no way to it any more: it has to be kept again. */
  gone: () => void
  /** Everything kept, rows by client and n. */
  load(): Promise<Kept>
  /** Waiting rows alone: those of page loads that are gone are looked for from time to time. */
  rows(): Promise<readonly OutboxRow[]>
  /** Keeps rows; the write is under way when this returns, and on disk when the promise resolves. */
  keep(rows: readonly OutboxRow[]): Promise<void>
  /** Forgets rows that have their verdict. */
  answered(rows: readonly OutboxRow[]): Promise<void>
  /** Moves a row to those that were refused. */
  refused(row: RefusedRow): Promise<void>
  /** The changes that were refused, of this user on this board. */
  refusals(): Promise<readonly KeptRefusal[]>
  /** Forgets refused changes. */
  forgetRefusals(rows: readonly Pick<KeptRefusal, 'client' | 'n'>[]): Promise<void>
  /** What this user can take back on this board; null where nothing was kept. */
  past(): Promise<Past | null>
  /** Keeps what can be taken back, in place of what was kept before. The write is under way when this returns. */
  keepPast(past: Past): Promise<void>
  /** Gives rows other numbers, or another client, in one step. */
  renumbered(before: readonly OutboxRow[], after: readonly OutboxRow[]): Promise<void>
  /** What other users of this device have left waiting on this board. */
  left(): Promise<readonly Left[]>
  /**
   * Makes what another user left under a page load's id this user's, under a new id `as`, numbered from 1, in one step: it is under
   * exactly one of the two at any time. Nothing if it is not there any more.
   */
  inherit(user: string, client: string, as: string): Promise<void>
  /** Keeps the confirmed board, in place of the one kept before. */
  saveBoard(board: KeptBoard): Promise<void>
  /** Forgets the board and what could be taken back on it, whoever of this device's users kept it; what waits and what was refused stays. */
  forget(): Promise<void>
  /** Takes or renews the lease on a page load's rows until a time (ms since 1970), unless somebody else's is still good. `force`: whoever holds it. */
  lease(client: string, holder: string, now: number, until: number, force: boolean): Promise<boolean>
  /** Gives leases back that are the caller's own and still good: whoever's they are, they are gone. The write is under way when this returns. */
  release(clients: readonly string[]): Promise<void>
  close(): void
}
