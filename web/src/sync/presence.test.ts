import { describe, expect, it } from 'vitest'
import { FakeClock } from '../test/fake-clock'
import type { Gesture, Item, Presence } from '../wire/messages'
import { CROWDED, FULL, OwnPresence, REST } from './own-presence'
import { EXPIRY, Others } from './presence'

const ann = { session: 'a1', author: 1, name: 'Ann', colour: 'blue' }
const bob = { session: 'b2', author: 2, name: 'Bob', colour: 'red' }
const props = new Map([['kind', 'stroke']])

/** A stroke of so many points; point i is (i, i). */
function stroke(count: number, id = 'gesture-01'): Gesture {
  return { id, ids: ['stroke-001'], props, points: Array.from({ length: count }, (_, i) => [i, i, 50, 16]).flat() }
}

class Hand {
  readonly clock = new FakeClock()
  readonly sent: Presence[] = []
  buffered = 0
  readonly own = new OwnPresence(
    this.clock,
    (presence) => this.sent.push(presence),
    () => this.buffered,
  )

  constructor() {
    this.own.joined()
  }

  /** What was sent since the last look. */
  look(): Presence[] {
    return this.sent.splice(0)
  }
}

describe('W14: one’s own hand', () => {
  it('is told at once when it has rested, then merged and at most every 40 ms', () => {
    const hand = new Hand()
    hand.own.present({ cursor: [1, 1] })
    expect(hand.look()).toEqual([{ cursor: [1, 1] }])
    for (let i = 2; i < 10; i++) hand.own.present({ cursor: [i, i], selection: ['stroke-001'] })
    expect(hand.look()).toEqual([])
    hand.clock.advance(REST)
    expect(hand.look()).toEqual([{ cursor: [9, 9], selection: ['stroke-001'] }])
    hand.clock.advance(10_000)
    expect(hand.look()).toEqual([])
  })

  it('waits while much waits on the way out, and then tells the newest', () => {
    const hand = new Hand()
    hand.buffered = CROWDED + 1
    hand.own.present({ cursor: [1, 1] })
    hand.clock.advance(1000)
    hand.own.present({ cursor: [2, 2] })
    expect(hand.look()).toEqual([])
    hand.buffered = 0
    hand.clock.advance(REST)
    expect(hand.look()).toEqual([{ cursor: [2, 2] }])
  })

  it('tells a new session all that stands, nothing that is gone', () => {
    const hand = new Hand()
    hand.own.present({ cursor: [1, 1], gesture: stroke(2), view: [0, 0, 10, 10] })
    hand.own.present({ view: null })
    hand.own.left()
    hand.look()
    hand.own.joined()
    hand.clock.advance(REST)
    expect(hand.look()).toEqual([{ cursor: [1, 1], gesture: { ...stroke(2), from: 0 } }])
  })

  it('W6: sends whole numbers only', () => {
    const hand = new Hand()
    hand.own.present({ cursor: [1.4, -1.6], view: [0.5, 0.4, 10.2, 10.9] })
    expect(hand.look()).toEqual([{ cursor: [1, -2], view: [1, 0, 10, 11] }])
  })

  it('W15: tells of a gesture only what is new, and all of it every 2 s', () => {
    const hand = new Hand()
    hand.own.present({ gesture: stroke(2) })
    expect(hand.look()).toEqual([{ gesture: { ...stroke(2), from: 0 } }])
    hand.own.present({ gesture: stroke(5) })
    hand.clock.advance(REST)
    const { points, ...rest } = stroke(5)
    expect(hand.look()).toEqual([{ gesture: { id: rest.id, ids: rest.ids, from: 2, points: points!.slice(8) } }])
    hand.clock.advance(FULL)
    expect(hand.look()).toEqual([{ gesture: { ...stroke(5), from: 0 } }])
    hand.own.present({ gesture: null })
    hand.clock.advance(REST)
    expect(hand.look()).toEqual([{ gesture: null }])
    hand.clock.advance(2 * FULL)
    expect(hand.look()).toEqual([])
  })

  it('W15: tells of a shape only the properties that differ', () => {
    const hand = new Hand()
    const shape = (size: number[]): Gesture => ({
      id: 'gesture-02',
      ids: ['shape-0001'],
      props: new Map<string, string | number[]>([
        ['kind', 'ellipse'],
        ['size', size],
      ]),
    })
    hand.own.present({ gesture: shape([1, 1]) })
    hand.look()
    hand.own.present({ gesture: shape([2, 2]) })
    hand.clock.advance(REST)
    expect(hand.look()).toEqual([
      { gesture: { id: 'gesture-02', ids: ['shape-0001'], props: new Map([['size', [2, 2]]]) } },
    ])
  })
})

describe('W15: how elements are transformed', () => {
  const base = { id: 'gesture-05', ids: ['shape-0001', 'shape-0002'] }

  it('goes out in whole numbers, again each time it moves, and every 2 s', () => {
    const hand = new Hand()
    hand.own.present({ gesture: { ...base, turn: [1499.6, 10, -0.2] } })
    expect(hand.look()).toEqual([{ gesture: { ...base, turn: [1500, 10, 0] } }])
    hand.own.present({ gesture: { ...base, box: [0, 0, 10.4, 10, 0], to: [0, 0, -20.6, 10] } })
    hand.clock.advance(REST)
    const pulled = { gesture: { ...base, box: [0, 0, 10, 10, 0], to: [0, 0, -21, 10] } }
    expect(hand.look()).toEqual([pulled])
    hand.clock.advance(FULL)
    expect(hand.look()).toEqual([pulled])
  })

  it('is replaced as a whole, and stays while other things are told', () => {
    const room = new Room()
    room.hear('b2', { gesture: { ...base, by: [5, 5], copy: true } })
    room.hear('b2', { gesture: { ...base, by: [6, 6] } })
    expect(room.gesture).toEqual({ ...base, by: [6, 6] })
    room.hear('b2', { gesture: { ...base, turn: [9000, 1, 2] } })
    expect(room.gesture).toEqual({ ...base, turn: [9000, 1, 2] })
    room.hear('b2', { gesture: { ...base, ids: ['shape-0001'] } })
    expect(room.gesture).toEqual({ ...base, ids: ['shape-0001'], turn: [9000, 1, 2] })
  })
})

class Room {
  readonly clock = new FakeClock()
  readonly expired: ReadonlySet<string>[] = []
  readonly others = new Others(this.clock, (sessions) => this.expired.push(sessions))

  constructor() {
    this.others.reset([ann, bob], 'a1')
  }

  hear(session: string, presence: Presence): void {
    this.others.hear({ t: 'presence', cursors: [], others: new Map([[session, presence]]) })
  }

  get gesture(): Gesture | undefined {
    return this.others.others.get('b2')?.gesture
  }
}

function item(author: number, id: string): Item {
  return { seq: 2, author, client: 1, n: 1, time: 0, change: { ops: [{ op: 'put', id, props }] } }
}

describe('W26: the others’ hands', () => {
  it('skips one’s own and whom nobody knows', () => {
    const room = new Room()
    const touched = room.others.hear({
      t: 'presence',
      cursors: [
        ['a1', [1, 1]],
        ['b2', [2, 2]],
        ['c3', [3, 3]],
      ],
      others: new Map(),
    })
    expect(touched).toEqual(new Set(['b2']))
    expect([...room.others.others]).toEqual([['b2', { member: bob, selection: [], cursor: [2, 2] }]])
    room.others.hear({ t: 'presence', cursors: [['b2', null]], others: new Map() })
    expect(room.others.others.get('b2')).toEqual({ member: bob, selection: [] })
  })

  it('W15: puts increments together, ignores what comes after a hole until the next full one', () => {
    const room = new Room()
    room.hear('b2', { gesture: { ...stroke(2), from: 0 } })
    room.hear('b2', { gesture: { id: 'gesture-01', ids: ['stroke-001'], from: 2, points: stroke(4).points!.slice(8) } })
    expect(room.gesture).toEqual({ ...stroke(4), from: 0 })
    room.hear('b2', { gesture: { id: 'gesture-01', ids: ['stroke-001'], from: 6, points: [9, 9, 9, 9] } })
    expect(room.gesture?.points?.length).toBe(16)
    room.hear('b2', { gesture: { id: 'gesture-01', ids: ['stroke-001'], from: 3, points: [9, 9, 9, 9] } })
    expect(room.gesture?.points?.length).toBe(16)
    expect(room.gesture?.points?.slice(12)).toEqual([9, 9, 9, 9])
    room.hear('b2', { gesture: { ...stroke(7), from: 0 } })
    expect(room.gesture?.points?.length).toBe(28)
  })

  it('W15: increments of a gesture that began before one came wait for the full one', () => {
    const room = new Room()
    room.hear('b2', { gesture: { id: 'gesture-01', ids: ['stroke-001'], from: 2, points: [9, 9, 9, 9] } })
    expect(room.gesture).toBeUndefined()
    room.hear('b2', { gesture: { id: 'gesture-03', ids: ['stroke-001'], by: [5, 5] } })
    expect(room.gesture).toEqual({ id: 'gesture-03', ids: ['stroke-001'], by: [5, 5] })
  })

  it('ends a gesture by the commit of its ids, by the same author only, and lets no late part of it come back', () => {
    const room = new Room()
    room.hear('b2', { gesture: { ...stroke(2), from: 0 } })
    expect(room.others.committed([item(1, 'stroke-001')])).toEqual(new Set())
    expect(room.others.committed([item(2, 'stroke-001')])).toEqual(new Set(['b2']))
    expect(room.gesture).toBeUndefined()
    room.hear('b2', { gesture: { ...stroke(3), from: 0 } })
    expect(room.gesture).toBeUndefined()
    room.hear('b2', { gesture: { ...stroke(1, 'gesture-04'), from: 0 } })
    expect(room.gesture?.id).toBe('gesture-04')
  })

  it('ends a gesture that was not heard of for 10 s; it may come back', () => {
    const room = new Room()
    room.hear('b2', { gesture: { ...stroke(2), from: 0 } })
    room.clock.advance(EXPIRY - 1)
    expect(room.gesture).toBeDefined()
    room.clock.advance(EXPIRY / 4)
    expect(room.gesture).toBeUndefined()
    expect(room.expired).toEqual([new Set(['b2'])])
    room.hear('b2', { gesture: { ...stroke(3), from: 0 } })
    expect(room.gesture?.points?.length).toBe(12)
  })

  it('W27: another name or colour leaves the hand where it is', () => {
    const room = new Room()
    room.hear('b2', { gesture: { ...stroke(2), from: 0 }, selection: ['stroke-001'] })
    const now = { ...bob, name: 'Bob B.', colour: 'green' }
    expect(room.others.membersChanged([now], [], 'a1')).toEqual(new Set(['b2']))
    expect(room.others.others.get('b2')).toEqual({
      member: now,
      selection: ['stroke-001'],
      gesture: { ...stroke(2), from: 0 },
    })
    expect(room.others.members.get('b2')).toEqual(now)
  })

  it('W27: whoever leaves takes the hand along', () => {
    const room = new Room()
    room.hear('b2', { gesture: { ...stroke(2), from: 0 }, selection: ['stroke-001'] })
    expect(room.others.membersChanged([], ['b2'], 'a1')).toEqual(new Set(['b2']))
    expect(room.others.others.size).toBe(0)
    expect(room.others.members.size).toBe(1)
    room.clock.advance(2 * EXPIRY)
    expect(room.expired).toEqual([])
  })
})
