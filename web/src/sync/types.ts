import type { Lain, Lost } from '../board/beneath'
import type { Board } from '../board/board'
import type { Change, Op } from '../board/types'
import type { Caret, Gesture, Member, Point, Presence, Reaction, Role, View } from '../wire/messages'

/** The seam between sync and everything above it. */

/** What the person is told about their work, always visible and always true. */
export type SaveState =
  | { readonly kind: 'loading' }
  /** `here` false: this device keeps nothing, whatever happens next. */
  | { readonly kind: 'saved'; readonly here?: false }
  /** `here`: they are kept on this device already. */
  /** `held`: the server cannot write at the moment. */
  | ({ readonly kind: 'waiting'; readonly changes: number; readonly held?: true } & Where)
  /** `absent`: the board itself is not here either: this device does not hold it, and no server has told of it. */
  | ({
      readonly kind: 'offline'
      readonly changes: number
      readonly retryAt?: number
      readonly absent?: true
    } & Where)
  /** A close of the "stay away" range: no more tries. Code `sign_in`: whoever opened this page is signed in no more; the page asks who is there. */
  | ({ readonly kind: 'stopped'; readonly code: string; readonly why: string; readonly changes: number } & Where)

/**
 * Whether changes that wait are all on this device: written for good, not only on their way there. `barred`: it could not keep them, having no room
 * or keeping nothing at all; they are in this page alone until they are sent.
 */
type Where = { readonly here: boolean; readonly barred?: true }

/** Another session's hand, as it stands now (increments already put together). */
export type Other = {
  readonly member: Member
  readonly cursor?: Point
  readonly selection: readonly string[]
  readonly view?: View
  /** Where they type. */
  readonly caret?: Caret
  /** `points` holds all points of the gesture so far; the list itself grows while the gesture goes on, so look at its length. */
  readonly gesture?: Gesture
  /** `idle` or `away` (W14), or what a newer page says; absent: at work. */
  readonly state?: string
  /** What they say at their cursor. */
  readonly chat?: string
}

/**
 * A change the server did not take; it is kept on the device. `n` 0: it was not even sent (`forbidden`: one may only look;
 * `outbox_full`: too much waits already; or what the dictionary says against it).
 */
export type RefusedChange = {
  readonly n: number
  readonly code: string
  readonly why: string
  readonly ops: readonly Op[]
  /** The step it was a part of. */
  readonly step?: string
}

/** A change that the server did not take, as the device keeps it. `kept`: when it was put aside, ms since 1970 by this machine's clock. */
export type KeptRefusal = {
  readonly client: string
  readonly n: number
  readonly change: Change
  readonly code: string
  readonly why: string
  readonly kept: number
}

/**
 * The changes of this person on this board that the server did not take and the device keeps, until they are dropped; other page loads'
 * too. Its methods reject where the device keeps nothing. `client` and `n` name one.
 */
export interface RefusalList {
  /** How many there are, as far as this page has looked; told by `refusals` when it is another. */
  readonly count: number
  /** All of them, the oldest first. */
  list(): Promise<readonly KeptRefusal[]>
  /** Forgets one; nothing if it is not there any more. */
  drop(one: Pick<KeptRefusal, 'client' | 'n'>): Promise<void>
  dropAll(): Promise<void>
}

export type Listeners = {
  /** A board with something on it is on its way: what is to show it can get ready meanwhile. */
  coming(): void
  /** The view changed: these elements became others, came or went. `all` after a snapshot. */
  changed(touched: ReadonlySet<string> | 'all'): void
  presence(sessions: ReadonlySet<string>): void
  /** Somebody else gave a sign; it happens, and is over. */
  reaction(session: string, reaction: Reaction): void
  /** Somebody calls everyone to a part of the board; one's own call comes back as well. */
  called(session: string, view: View): void
  members(): void
  state(): void
  role(): void
  /** The server has another history of the board than was shown here: it was restored from a backup, or its database failed over. Told once. */
  restored(): void
  /**
   * Something was struck out of the board's history since this page was last told of it: whatever holds something of before forgets it. `held`: the
   * page has shown the board as it was before.
   */
  struck(held: boolean): void
  /** For the person to read: what nobody listened to yet is told to the first who does. */
  refused(change: RefusedChange): void
  /** The same, as it happens, for whoever keeps account of what was done. */
  notTaken(change: RefusedChange): void
  /** Others' changes have come into the order before one's own, or an earlier one of one's own was refused: something else lies beneath. */
  beneath(lain: readonly Lain[]): void
  /** One's own work has its place in the order and no effect: others had removed what it was on. */
  inVain(lost: readonly Lost[]): void
  /** How many refused changes are kept on the device is another number. */
  refusals(): void
}

/** One board, live: the confirmed board with the pending changes laid over it, and the others' hands. */
export interface BoardClient {
  readonly boardID: string
  /** Confirmed + pending. Read only for everybody but sync; the object may be replaced after `changed('all')`. */
  readonly view: Board
  /** The seq of the last change that the server has told; 0 for none. The view's own seq means nothing while changes wait. */
  readonly seq: number
  /** One's own author number; 0 until the first welcome. */
  readonly author: number
  /** '' while nobody has said: until the first welcome, on a device that does not know the board. What is done meanwhile waits for the server's answer. */
  readonly role: Role
  readonly state: SaveState
  /** One's own session name, '' while away. */
  readonly session: string
  readonly members: ReadonlyMap<string, Member>
  readonly others: ReadonlyMap<string, Other>
  readonly refusals: RefusalList
  /** What waits for the server's answer, in the order in which it was done. */
  unanswered(): readonly Change[]
  /** Numbers the change, keeps it on the device, shows it at once, sends it. Splits what is too large (same step). What may not be sent is told to `refused`, with n 0. */
  commit(ops: readonly Op[], step: string): void
  /** Tells the others where the hand is; merged and sent when the network has room. A gesture is given whole, with all its points so far; what is new of it is found here. */
  present(presence: Presence): void
  /** Calls everyone to a part of the board, which `called` tells when it has passed. What the server thinks too much it leaves out. */
  call(view: View): void
  on(listeners: Partial<Listeners>): () => void
  /** Sends what waits and leaves. */
  close(): Promise<void>
}
