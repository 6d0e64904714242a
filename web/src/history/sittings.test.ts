import { describe, expect, it } from 'vitest'
import { freshSeed, Random } from '../board/test/random'
import { Film } from './film'
import type { Row } from './row'
import { REST, sittingsOf } from './sittings'

const rows = (...times: readonly (readonly [time: number, author: number])[]): Row[] =>
  times.map(([time, author], i) => ({ seq: i + 1, author, time, change: null }))

function filmOf(all: readonly Row[]): Film {
  const film = new Film()
  film.add(all)
  return film
}

describe('a board’s life in sittings', () => {
  it('begins another where people rested for longer', () => {
    const sittings = sittingsOf(filmOf(rows([0, 1], [REST, 2], [REST + 5, 2], [2 * REST + 6, 1])))
    expect(sittings.map(({ from, to, began, ended }) => [from, to, began, ended])).toEqual([
      [1, 3, 0, REST + 5],
      [4, 4, 2 * REST + 6, 2 * REST + 6],
    ])
  })

  it('names first who did most', () => {
    expect([...sittingsOf(filmOf(rows([0, 1], [1, 2], [2, 2])))[0]!.authors]).toEqual([
      [2, 2],
      [1, 1],
    ])
  })

  it('has none where nothing happened', () => {
    expect(sittingsOf(new Film())).toEqual([])
  })

  it('is the same however it came in, and the same list while nothing comes', () => {
    const seed = freshSeed('sittings')
    const random = new Random(seed)
    const counts = { sittings: 0, portions: 0 }
    for (let round = 0; round < 100; round++) {
      let time = 0
      const life = rows(
        ...Array.from({ length: 1 + random.below(200) }, () => {
          time += random.below(6) === 0 ? random.below(3 * REST) : random.below(60_000)
          return [time, 1 + random.below(4)] as const
        }),
      )
      const film = new Film()
      for (let at = 0; at < life.length; counts.portions++) {
        const next = Math.min(life.length, at + 1 + random.below(40))
        film.add(life.slice(at, next))
        expect(sittingsOf(film)).toBe(sittingsOf(film))
        at = next
      }
      const whole = sittingsOf(filmOf(life))
      expect(sittingsOf(film), `seed ${seed}, round ${round}`).toEqual(whole)
      counts.sittings += whole.length
    }
    console.log(`sittings, seed ${seed}:`, counts)
    expect(counts.sittings).toBeGreaterThan(200)
    expect(counts.portions).toBeGreaterThan(200)
  })
})
