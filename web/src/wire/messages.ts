import type { Change, Position, Props, Refusal, Value } from '../board/types'

/** The messages of SPEC.md (rooms/wire); the twin of rooms/wire/messages.go. */

export type Point = readonly [x: number, y: number]
export type View = readonly [x: number, y: number, w: number, h: number]

/** What becomes of all elements of a gesture alike (W15): `by`, `box` with `to`, `turn`, or nothing. */
export type Transform = {
  readonly by?: Point
  /** `by` carries copies, and the elements stay. */
  readonly copy?: true
  /** What fills this box fills `to`; both are turned by the tilt about the middle of the box. */
  readonly box?: readonly [x: number, y: number, w: number, h: number, tilt: number]
  /** Negative sides mirror. */
  readonly to?: View
  /** Hundredths of a degree, and the point about which. */
  readonly turn?: readonly [by: number, x: number, y: number]
}

export type Gesture = {
  readonly id: string
  readonly ids: readonly string[]
  readonly props?: ReadonlyMap<string, Value>
  readonly from?: number
  readonly points?: readonly number[]
} & Transform

/**
 * Where somebody types: the element, and behind so many letters of which runs they began to mark and are now. Alike: a caret. No run:
 * before all letters.
 */
export type Caret = readonly [within: string, fromRun: string, fromAt: number, run: string, at: number]

/** Absent keys: unchanged; null: gone. */
export type Presence = {
  readonly cursor?: Point | null
  readonly selection?: readonly string[]
  readonly view?: View | null
  readonly caret?: Caret | null
  readonly gesture?: Gesture | null
  /** How far away somebody is though their page is open: `idle`, `away`, or what a newer page says; null: at work. */
  readonly state?: string | null
  /** Words at the cursor, as they are typed. */
  readonly chat?: string | null
  /** A sign given at a place: it happens, and is over. */
  readonly reaction?: Reaction
}

/** One of SIGNS, or of a newer page's. */
export type Reaction = readonly [sign: string, x: number, y: number]

export type ClientMessage =
  | { readonly t: 'hello'; readonly client: string; readonly at?: Position }
  | { readonly t: 'adopt'; readonly client: string }
  | { readonly t: 'change'; readonly n: number; readonly as?: number; readonly change: Change }
  | ({ readonly t: 'presence' } & Presence)
  | { readonly t: 'call'; readonly view: View }
  | { readonly t: 'token'; readonly token: string }
  | { readonly t: 'beat' }

/** What the Go side's strict decoder makes of a change it may not let in (used by the twin decoder). */
export type BadChange = {
  readonly t: 'bad-change'
  readonly n: number
  readonly as?: number
  readonly refusal: Refusal
}

export type Role = 'viewer' | 'editor' | 'owner' | ''
export type Member = {
  readonly session: string
  readonly author: number
  readonly name: string
  readonly colour: string
}
/** `forked`: the position that was said is of a history which is not the board's (W44). */
export type SnapshotRef = {
  readonly seq: number
  readonly hash: string
  readonly url: string
  readonly forked?: true
}
export type Limits = {
  readonly ops: number
  readonly changeBytes: number
  readonly frameBytes: number
  readonly elements: number
}
export type Item = {
  readonly seq: number
  readonly author: number
  readonly client: number
  readonly n: number
  readonly time: number
  readonly change: Change
}

export type Welcome = {
  readonly t: 'welcome'
  readonly session: string
  readonly client: number
  readonly n: number
  readonly author: number
  readonly role: Role
  readonly head: Position
  /** Absent: mode "tail". */
  readonly snapshot?: SnapshotRef
  readonly members: readonly Member[]
  readonly limits: Limits
  /** The seq of the newest mark of something struck out of the board's history (W46); absent: nothing ever was. */
  readonly struck?: number
}

export type ServerMessage =
  | Welcome
  | {
      readonly t: 'adopted'
      readonly client: string
      readonly as?: number
      readonly n?: number
      readonly refused?: string
    }
  | { readonly t: 'changes'; readonly items: readonly Item[]; readonly hash: string }
  | { readonly t: 'refused'; readonly n: number; readonly as?: number; readonly code: string; readonly why: string }
  | { readonly t: 'accepted'; readonly n: number; readonly as?: number; readonly seq: number }
  | { readonly t: 'gap'; readonly expected: number; readonly as?: number }
  | {
      readonly t: 'presence'
      /** A session and its cursor; null: gone. */
      readonly cursors: readonly (readonly [session: string, at: Point | null])[]
      readonly others: ReadonlyMap<string, Presence>
    }
  | { readonly t: 'call'; readonly session: string; readonly view: View }
  | { readonly t: 'members'; readonly joined: readonly Member[]; readonly left: readonly string[] }
  | { readonly t: 'resync'; readonly why: string }
  | { readonly t: 'renew'; readonly in: number }
  | { readonly t: 'role'; readonly role: Role }
  | { readonly t: 'store'; readonly away: boolean }
  | { readonly t: 'beat' }

export type { Props }
