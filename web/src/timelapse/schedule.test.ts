import { describe, expect, it } from 'vitest'
import { freshSeed, Random } from '../board/test/random'
import { Film } from '../history/film'
import type { Row } from '../history/row'
import { playedFor, Schedule } from './schedule'
import { LONGEST_FILM } from './wish'

function filmOf(random: Random, length: number, gap: () => number): Film {
  let time = 0
  const rows = Array.from({ length }, (_, i): Row => {
    time += gap()
    return { seq: i + 1, author: 1 + random.below(3), time, change: null }
  })
  const film = new Film()
  film.add(rows)
  return film
}

describe('when what happens in a time-lapse', () => {
  it('goes forward from the beginning of a stretch to its end, and rests there: random stretches of random histories', () => {
    const seed = freshSeed('schedule')
    const random = new Random(seed)
    const counts = { shots: 0, atOnce: 0, rests: 0, still: 0 }
    for (let round = 0; round < 60; round++) {
      const allAtOnce = random.below(8) === 0
      const film = filmOf(random, 1 + random.below(300), () =>
        allAtOnce || random.below(4) === 0 ? 0 : random.below(5000),
      )
      const from = random.below(film.length)
      const to = from + 1 + random.below(film.length - from)
      const lasts = random.below(4) === 0 ? null : 1000 * (1 + random.below(60))
      const schedule = new Schedule(film, { from, to }, lasts)
      const rate = [12.5, 30, 60][random.below(3)]!
      const shots = schedule.shots(rate)
      const why = `seed ${seed}, round ${round}`
      expect(shots.length, why).toBe(Math.max(2, Math.round((schedule.lasts * rate) / 1000)))
      expect(shots[0], why).toEqual({ at: 0, time: film.timeOf(from), changes: from })
      expect(shots.at(-1)!.changes, why).toBe(to)
      expect(shots.at(-1)!.time, why).toBeCloseTo(film.timeOf(to), 6)
      for (const [i, shot] of shots.slice(1).entries()) {
        const before = shots[i]!
        if (shot.at <= before.at || shot.time < before.time || shot.changes < before.changes)
          expect.fail(`back: ${why}`)
        if (shot.changes === before.changes) counts.still++
      }
      if (film.timeOf(from) === film.timeOf(to)) counts.atOnce++
      counts.rests += shots.filter(({ changes }) => changes === to).length > 1 ? 1 : 0
      counts.shots += shots.length
    }
    console.log(`schedule, seed ${seed}:`, counts)
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
  })

  it('says of each change when it has happened, as its pictures show it', () => {
    const seed = freshSeed('schedule happens')
    const random = new Random(seed)
    const film = filmOf(random, 500, () => 1 + random.below(900))
    const schedule = new Schedule(film, { from: 100, to: 400 }, 30_000)
    for (let n = 101; n <= 400; n++) {
      const at = schedule.happens(n)
      expect(schedule.shot(at + 1e-6).changes, `seed ${seed}, change ${n}`).toBe(n)
      expect(schedule.shot(at - 0.01).changes, `seed ${seed}, change ${n}`).toBe(n - 1)
    }
  })

  it('takes as long as it was played where that is wished, within bounds', () => {
    const random = new Random(1)
    const film = filmOf(random, 4000, () => 700)
    const short = { from: 0, to: 11 }
    expect(new Schedule(film, short, null).lasts).toBe(playedFor(film, short))
    expect(new Schedule(film, short, null).speed).toBeCloseTo(1, 0)
    expect(new Schedule(film, { from: 0, to: 4000 }, null).lasts).toBe(LONGEST_FILM)
  })
})
