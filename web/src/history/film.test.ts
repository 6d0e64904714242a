import { describe, expect, it } from 'vitest'
import { Board } from '../board/board'
import { stateHash } from '../board/canon'
import { freshSeed, Random, randomOp } from '../board/test/random'
import { Film } from './film'
import { PastClient } from './past-client'
import type { Row } from './row'

/** A history that draws, changes, removes and brings back; struck out here and there. */
function history(random: Random, length: number): Row[] {
  return Array.from({ length }, (_, i) => ({
    seq: i + 1,
    author: 1 + random.below(3),
    time: i * 100,
    change: random.below(50) === 0 ? null : { ops: [randomOp(random, 30)] },
  }))
}

describe('the board at any moment', () => {
  it('is what it was live at that seq, however one comes there: 1,000 moments of random histories, by hash', () => {
    const seed = freshSeed('film')
    const random = new Random(seed)
    const counts = { moments: 0, back: 0, leaps: 0, struck: 0 }
    for (let round = 0; round < 10; round++) {
      const rows = history(random, 300 + random.below(6000))
      const film = new Film()
      for (let i = 0; i < rows.length; i += 250) film.add(rows.slice(i, i + 250))
      const live = new Board()
      const asked = new Set(Array.from({ length: 100 }, () => random.below(rows.length + 1)))
      const hashes = new Map<number, string>()
      for (let i = 0; i <= rows.length; i++) {
        if (asked.has(i)) hashes.set(i, stateHash(live))
        const row = rows[i]
        if (row !== undefined) live.apply({ seq: row.seq, author: row.author }, row.change?.ops ?? [])
      }
      counts.struck += rows.filter(({ change }) => change === null).length
      const client = new PastClient('board', film, 0)
      for (const moment of asked) {
        if (moment < client.changes) counts.back++
        if (moment > client.changes + 500) counts.leaps++
        client.show(moment)
        expect(stateHash(client.view), `seed ${seed}, after ${moment} of ${rows.length}`).toBe(hashes.get(moment))
        expect(stateHash(film.boardAt(moment))).toBe(hashes.get(moment))
        counts.moments++
      }
    }
    console.log(`film, seed ${seed}:`, counts)
    expect(counts.moments).toBeGreaterThan(900)
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
  })

  it('is led to by exactly what is another, and holds the same elements however one comes there', () => {
    const seed = freshSeed('film led')
    const random = new Random(seed)
    const counts = { back: 0, ahead: 0, same: 0, another: 0, graves: 0 }
    for (let round = 0; round < 5; round++) {
      const film = new Film()
      film.add(history(random, 1500))
      let at = random.below(film.length + 1)
      const board = film.boardAt(at)
      for (let i = 0; i < 40; i++) {
        const before = board.clone()
        const to = random.below(2) === 0 ? random.below(film.length + 1) : Math.min(film.length, at + random.below(20))
        const touched = new Set<string>()
        film.lead(board, at, to, touched)
        const there = film.boardAt(to)
        expect(board.seq).toBe(to)
        expect([board.size, [...board.graves()].length]).toEqual([there.size, [...there.graves()].length])
        for (const id of idsOf(before, there)) {
          expect(board.element(id), `seed ${seed}: ${id}`).toBe(there.element(id))
          expect(board.grave(id)).toBe(there.grave(id))
          const another = before.element(id) !== there.element(id) || before.grave(id) !== there.grave(id)
          expect(touched.has(id)).toBe(another)
          counts[another ? 'another' : 'same']++
          if (there.grave(id)) counts.graves++
        }
        counts[to < at ? 'back' : 'ahead']++
        at = to
      }
    }
    console.log(`film led, seed ${seed}:`, counts)
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
  })

  it('is told by what became another', () => {
    const film = new Film()
    film.add(Array.from({ length: 900 }, (_, i) => ({ seq: i + 1, author: 1, time: 0, change: drawn(`e${i}`) })))
    const client = new PastClient('board', film, 0)
    const told: (ReadonlySet<string> | 'all')[] = []
    client.on({ changed: (touched) => told.push(touched) })
    for (const moment of [800, 801, 801, 799, 0]) client.show(moment)
    const upTo = (count: number) => new Set(Array.from({ length: count }, (_, i) => `e${i}`))
    expect(told).toEqual([upTo(800), new Set(['e800']), new Set(['e799', 'e800']), upTo(799)])
  })
})

/** All ids of two boards. */
function idsOf(...boards: Board[]): ReadonlySet<string> {
  return new Set(
    boards.flatMap((board) => [...[...board.elements()].map(({ id }) => id), ...[...board.graves()].map(([id]) => id)]),
  )
}

const drawn = (id: string): Row['change'] => ({ ops: [{ op: 'put', id, props: new Map([['kind', 'rectangle']]) }] })

describe('a film', () => {
  const put = (id: string, points?: readonly number[]): Row['change'] => ({
    ops: [
      {
        op: 'put',
        id,
        props: new Map<string, string | readonly number[]>([
          ['kind', 'stroke'],
          ...(points ? [['points', points] as const] : []),
        ]),
      },
    ],
  })
  const row = (seq: number, time: number, change = put(`e${seq}`)): Row => ({ seq, author: 1, time, change })

  it('leaves out what lies between, and gives each stroke the time it took', () => {
    const film = new Film()
    const day = 86_400_000
    film.add([
      row(1, 0),
      row(2, 300),
      row(3, day),
      row(4, 2 * day, put('long', [0, 0, 50, 0, 10, 0, 50, 2000, 10, 0, 50, 1000])),
    ])
    expect([0, 1, 2, 3, 4].map((n) => film.timeOf(n))).toEqual([0, 0, 300, 1100, 4100])
  })

  it('finds how many changes have happened', () => {
    const film = new Film()
    film.add([row(1, 0), row(2, 300), row(3, 300), row(4, 500)])
    expect([-1, 0, 299, 300, 499, 500, 9999].map((time) => film.changesAt(time))).toEqual([0, 1, 1, 3, 3, 4, 4])
  })
})
