import { test } from 'vitest'
import type { Op } from '../src/board/types'
import { chance } from '../src/elements/chance'
import { Film } from '../src/history/film'
import { PastClient } from '../src/history/past-client'
import { at } from './share'

/** How long it takes to show any moment of a history, without painting it; beside it, what playing it from its first change costs. */

const SEEKS = 200

/** Half of the changes draw, the other half move or remove what is there. */
function changes(roll: () => number, length: number): Op[] {
  return Array.from({ length }, (_, i): Op => {
    const some = `element-${Math.floor(roll() * (i + 1))}`
    if (roll() < 0.05) return { op: 'remove', id: some }
    if (roll() < 0.5) return { op: 'set', id: some, props: new Map([['at', [Math.floor(roll() * 1e6), 0]]]) }
    const points = Array.from({ length: 120 }, () => Math.floor(roll() * 100))
    return {
      op: 'put',
      id: `element-${i}`,
      props: new Map<string, string | number[]>([
        ['kind', 'stroke'],
        ['points', points],
      ]),
    }
  })
}

test.each([1_000, 10_000, 100_000])('any moment of %d changes', (length) => {
  const roll = chance(length)
  const film = new Film()
  const rows = changes(roll, length).map((op, i) => ({ seq: i + 1, author: 1, time: i * 500, change: { ops: [op] } }))
  const begun = performance.now()
  film.add(rows)
  const taken = performance.now() - begun
  const client = new PastClient('bench', film, length)
  const times: number[] = []
  for (let i = 0; i < SEEKS; i++) {
    const before = performance.now()
    client.show(Math.floor(roll() * (length + 1)))
    times.push(performance.now() - before)
  }
  times.sort((a, b) => a - b)
  const from = performance.now()
  new Film().add(rows)
  const floor = performance.now() - from
  console.log(
    `${length} changes: taken in ${taken.toFixed(0)} ms; seek p50 ${at(times, 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms, most ${times.at(-1)!.toFixed(1)} ms; played from the first ${floor.toFixed(0)} ms`,
  )
})
