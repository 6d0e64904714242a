import { describe, expect, it } from 'vitest'
import type { Member } from '../wire/messages'
import { activityOf } from './activity'
import { Film } from './film'
import { PastClient } from './past-client'
import { Player, type Screen } from './player'
import type { Row } from './row'

const stroke = (seq: number, author: number, time: number, took: number): Row => ({
  seq,
  author,
  time,
  change: {
    ops: [
      {
        op: 'put',
        id: `stroke${seq}`,
        props: new Map<string, string | readonly number[]>([
          ['kind', 'stroke'],
          ['at', [1000, 1000]],
          ['points', [0, 0, 50, 0, 500, 0, 50, took / 2, 500, 0, 50, took / 2]],
        ]),
      },
    ],
  },
})

const memberOf = (author: number): Member => ({ session: `then${author}`, author, name: `A${author}`, colour: 'teal' })

/** A player whose frames come when they are asked for. */
function played(rows: readonly Row[], screen: Partial<Screen> = {}) {
  const film = new Film()
  film.add(rows)
  const client = new PastClient('board', film, film.length)
  let now = 0
  let due: (() => void) | null = null
  const frame = (run: () => void) => {
    due = run
    return () => {
      due = null
    }
  }
  const player = new Player(film, client, { now: () => now, frame }, memberOf, {
    shown: () => true,
    glance: () => false,
    settle: () => {},
    ...screen,
  })
  const passes = (ms: number) => {
    now += ms
    const run = due
    due = null
    run?.()
  }
  return { film, client, player, passes, waits: () => due !== null }
}

describe('playing a history', () => {
  const rows = [stroke(1, 1, 0, 0), stroke(2, 1, 2000, 1000), stroke(3, 2, 2200, 1000)]

  it('draws strokes as they were drawn, with the hands of those who drew them', () => {
    const { client, player, passes } = played(rows)
    player.play()
    // 1000 of film lie before the second stroke, and 200 before the third, which was begun before that.
    passes(500)
    expect(client.changes).toBe(1)
    const hands = [...client.others.values()]
    expect(hands.map(({ member, cursor }) => [member.author, cursor])).toEqual([
      [1, [1500, 1000]],
      [2, [1000, 1000]],
    ])
    expect(hands[0]!.gesture).toMatchObject({ id: 'stroke2', ids: ['stroke2'], points: [0, 0, 50, 0, 500, 0, 50, 500] })
    expect(hands[0]!.gesture!.props!.has('points')).toBe(false)
    passes(500)
    expect(client.changes).toBe(2)
    expect([...client.others.keys()]).toEqual(['then2'])
    passes(200)
    expect(client.changes).toBe(3)
    expect(client.others.size).toBe(0)
    expect(player.moment.playing).toBe(false)
  })

  it('plays from the beginning at its end, faster when asked, and stands where it is told to', () => {
    const { client, player, passes, waits } = played(rows)
    player.setSpeed(16)
    player.play()
    expect(player.moment.time).toBe(0)
    passes(10)
    expect(player.moment.time).toBe(160)
    player.stand(2)
    expect([client.changes, player.moment.playing, waits()]).toEqual([2, false, false])
    player.stand(-1)
    expect(client.view.size).toBe(0)
    player.seek(1e9)
    expect(client.changes).toBe(3)
  })
})

describe('dragging along a history', () => {
  it('says each moment at once, and makes none that the hand passes over while the one before is painted', () => {
    let shown = true
    const rows = Array.from({ length: 100 }, (_, i) => stroke(i + 1, 1, i * 100, 0))
    const { film, client, player, passes, waits } = played(rows, { shown: () => shown })
    const made: number[] = []
    client.on({ changed: () => made.push(client.changes) })
    player.drag(film.timeOf(10))
    shown = false
    for (const changes of [20, 30, 40]) {
      player.drag(film.timeOf(changes))
      passes(16)
      expect(player.moment.changes).toBe(changes)
    }
    shown = true
    player.drag(film.timeOf(50))
    passes(16)
    passes(16)
    expect([made, waits()]).toEqual([[10, 50], false])
  })

  it('leaves what was dragged to where something else is asked for', () => {
    const { film, client, player, passes } = played(
      Array.from({ length: 100 }, (_, i) => stroke(i + 1, 1, i * 100, 0)),
      { shown: () => false },
    )
    player.drag(film.timeOf(10))
    player.stand(70)
    passes(16)
    expect([client.changes, player.moment.changes]).toEqual([70, 70])
  })
})

describe('dragging where painting takes long', () => {
  const rows = Array.from({ length: 100 }, (_, i) => stroke(i + 1, 1, i * 100, 0))

  /** A player of whose moments there are glances; what was seen, in order. */
  function glancing(many = () => true) {
    const seen: string[] = []
    const all = played(rows, {
      glance: (changes) => {
        if (!many()) return false
        seen.push(`glance ${changes}`)
        return true
      },
      settle: () => seen.push('settled'),
    })
    all.client.on({ changed: () => seen.push(`board ${all.client.changes}`) })
    return { ...all, seen }
  }

  it('has a glance of each moment, and makes the board when the hand has come to rest', () => {
    const { film, player, passes, waits, seen } = glancing()
    for (const changes of [10, 20, 30]) {
      player.drag(film.timeOf(changes))
      passes(16)
    }
    expect(seen).toEqual(['glance 10', 'glance 20', 'glance 30'])
    passes(60)
    expect(seen.length).toBe(3)
    passes(40)
    passes(16)
    expect([seen.slice(3), waits()]).toEqual([['board 30', 'settled'], false])
  })

  it('has the glance seen for a moment, and then the board, where the hand has let go', () => {
    const { film, player, passes, seen } = glancing()
    player.drag(film.timeOf(10))
    player.letGo()
    passes(16)
    expect(seen).toEqual(['glance 10'])
    passes(16)
    expect(seen).toEqual(['glance 10', 'board 10', 'settled'])
  })

  it('takes the glance away where the hand comes back to what the board shows, or something else is asked for', () => {
    const { film, player, passes, waits, seen } = glancing()
    player.drag(film.timeOf(10))
    player.drag(film.timeOf(100))
    passes(16)
    expect([seen, waits()]).toEqual([['glance 10', 'settled'], false])
    player.drag(film.timeOf(20))
    player.stand(70)
    expect([seen.slice(2), waits()]).toEqual([['glance 20', 'board 70', 'settled'], false])
  })

  it('has the board itself wherever that is painted soon enough', () => {
    let many = true
    const { film, player, passes, seen } = glancing(() => many)
    player.drag(film.timeOf(10))
    passes(16)
    many = false
    player.drag(film.timeOf(20))
    passes(16)
    expect(seen).toEqual(['glance 10', 'board 20', 'settled'])
  })
})

describe('what was done when', () => {
  it('counts each change in its part, and names who did most', () => {
    const { film } = played([stroke(1, 1, 0, 0), stroke(2, 2, 100, 0), stroke(3, 2, 150, 0), stroke(4, 1, 700, 0)])
    expect(activityOf(film, 7)).toEqual([
      { changes: 1, author: 1 },
      { changes: 2, author: 2 },
      ...Array.from({ length: 4 }, () => ({ changes: 0, author: 0 })),
      { changes: 1, author: 1 },
    ])
    expect(activityOf(new Film(), 3).map(({ changes }) => changes)).toEqual([0, 0, 0])
  })
})
