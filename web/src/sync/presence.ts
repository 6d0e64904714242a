import type { Gesture, Item, Member, Presence, ServerMessage } from '../wire/messages'
import { transformOf } from '../wire/transform'
import type { Clock } from './clock'
import type { Other } from './types'

/** A gesture that was not heard of for so many milliseconds has ended (W26). */
export const EXPIRY = 10_000

type News = Extract<ServerMessage, { readonly t: 'presence' }>
type Hand = { other: Other; heard: number; ended: string }

/** The others' hands as they stand now, put together from what was told of them. Volatile: nothing here is ever stored (P7). */
export class Others {
  readonly members = new Map<string, Member>()
  readonly others: ReadonlyMap<string, Other>
  readonly #others = new Map<string, Other>()
  readonly #hands = new Map<string, Hand>()
  /** Whose gesture an element is in. */
  readonly #gesturing = new Map<string, string>()
  readonly #clock: Clock
  readonly #changed: (sessions: ReadonlySet<string>) => void
  #callOff: (() => void) | null = null

  /** `changed` is called when gestures expire; whatever else changes is returned to the caller. */
  constructor(clock: Clock, changed: (sessions: ReadonlySet<string>) => void) {
    this.#clock = clock
    this.#changed = changed
    this.others = this.#others
  }

  /** A session of one's own has begun, `members` with it; or ended, and then nobody is there. Returns whose hands went. */
  reset(members: readonly Member[], own: string): ReadonlySet<string> {
    const gone = new Set(this.#others.keys())
    this.members.clear()
    this.#others.clear()
    this.#hands.clear()
    this.#gesturing.clear()
    this.#callOff?.()
    this.#callOff = null
    for (const member of members) this.#enter(member, own)
    return gone
  }

  /** People came and went (W27). Returns whose hands changed. */
  membersChanged(joined: readonly Member[], left: readonly string[], own: string): ReadonlySet<string> {
    for (const session of left) {
      this.#endGesture(session)
      this.members.delete(session)
      this.#others.delete(session)
      this.#hands.delete(session)
    }
    for (const member of joined) this.#enter(member, own)
    return new Set([...left, ...joined.map((member) => member.session)])
  }

  /** What was told of the hands (W26), one's own skipped. Returns whose changed. */
  hear(news: News): ReadonlySet<string> {
    const touched = new Set<string>()
    for (const [session, at] of news.cursors) {
      const hand = this.#hands.get(session)
      if (!hand) continue
      const { cursor: _, ...rest } = hand.other
      this.#put(session, hand, at ? { ...rest, cursor: at } : rest)
      touched.add(session)
    }
    for (const [session, presence] of news.others) {
      const hand = this.#hands.get(session)
      if (!hand) continue
      this.#hearOne(session, hand, presence)
      touched.add(session)
    }
    this.#schedule()
    return touched
  }

  /** Changes have arrived: gestures whose elements were committed by the same hand have ended (W26). Returns whose. */
  committed(items: readonly Item[]): ReadonlySet<string> {
    const touched = new Set<string>()
    if (this.#gesturing.size === 0) return touched
    for (const item of items) {
      for (const op of item.change.ops) {
        const session = this.#gesturing.get(op.id)
        if (session === undefined || this.members.get(session)?.author !== item.author) continue
        this.#endGesture(session)
        touched.add(session)
      }
    }
    return touched
  }

  #enter(member: Member, own: string): void {
    this.members.set(member.session, member)
    if (member.session === own) return
    const known = this.#hands.get(member.session)
    if (known) {
      // Another name or colour: what the hand does goes on.
      this.#put(member.session, known, { ...known.other, member })
      return
    }
    const hand: Hand = { other: { member, selection: [] }, heard: 0, ended: '' }
    this.#hands.set(member.session, hand)
    this.#others.set(member.session, hand.other)
  }

  #hearOne(session: string, hand: Hand, { selection, gesture, reaction: _, ...told }: Presence): void {
    const other = { ...hand.other, ...(selection && { selection }), ...told }
    // null: gone.
    const there = Object.entries(other).filter(([, value]) => value !== null)
    this.#put(session, hand, Object.fromEntries(there) as Other)
    if (gesture === null) this.#endGesture(session)
    else if (gesture) this.#hearGesture(session, hand, gesture)
  }

  #hearGesture(session: string, hand: Hand, news: Gesture): void {
    hand.heard = this.#clock.now()
    // Told before its end and overtaken by it: would come back as a ghost.
    if (news.id === hand.ended) return
    const before = hand.other.gesture?.id === news.id ? hand.other.gesture : undefined
    const next = joinGesture(before, news)
    if (!next) return
    if (hand.other.gesture && !before) this.#endGesture(session)
    for (const id of next.ids) this.#gesturing.set(id, session)
    this.#put(session, hand, { ...hand.other, gesture: next })
  }

  #endGesture(session: string): void {
    const hand = this.#hands.get(session)
    if (!hand?.other.gesture) return
    const { gesture, ...rest } = hand.other
    hand.ended = gesture.id
    for (const id of gesture.ids) if (this.#gesturing.get(id) === session) this.#gesturing.delete(id)
    this.#put(session, hand, rest)
  }

  #put(session: string, hand: Hand, other: Other): void {
    hand.other = other
    this.#others.set(session, other)
  }

  #schedule(): void {
    if (this.#callOff || this.#gesturing.size === 0) return
    this.#callOff = this.#clock.after(EXPIRY / 4, () => {
      this.#callOff = null
      const now = this.#clock.now()
      const over = [...this.#hands]
        .filter(([, hand]) => hand.other.gesture && now - hand.heard >= EXPIRY)
        .map(([session]) => session)
      for (const session of over) {
        this.#endGesture(session)
        // It may only have been cut off, and comes again in full.
        this.#hands.get(session)!.ended = ''
      }
      if (over.length > 0) this.#changed(new Set(over))
      this.#schedule()
    })
  }
}

/** Puts an increment to what is known of a gesture (W15); undefined when something between was missed: wait for the next full one. */
function joinGesture(before: Gesture | undefined, news: Gesture): Gesture | undefined {
  const full = news.from === 0 && news.props !== undefined
  if (full) return { ...news, points: [...(news.points ?? [])] }
  if (!before) return news.props === undefined && news.points === undefined ? news : undefined
  const props = news.props ? new Map([...(before.props ?? []), ...news.props]) : before.props
  const points = joinPoints(before.points, news)
  if (points === null) return undefined
  const told = transformOf(news)
  const transform = Object.keys(told).length > 0 ? told : transformOf(before)
  return { id: news.id, ids: news.ids, ...(props && { props }), ...transform, ...(points && { from: 0, points }) }
}

/** Undefined: there are none. Null: a hole. The list itself grows, so that a long stroke costs only what is new of it. */
function joinPoints(before: readonly number[] | undefined, news: Gesture): readonly number[] | undefined | null {
  if (!news.points) return before
  const points = (before ?? []) as number[]
  const from = (news.from ?? 0) * 4
  if (points.length < from) return null
  points.length = from
  for (const number of news.points) points.push(number)
  return points
}
