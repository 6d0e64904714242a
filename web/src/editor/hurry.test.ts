import { expect, test } from 'vitest'
import type { Board } from '../board/board'
import { freshSeed, Random } from '../board/test/random'
import type { Op, Value } from '../board/types'
import { Film } from '../history/film'
import { Finder } from './finder'

const put = (id: string, props: Record<string, Value>): Op => ({ op: 'put', id, props: new Map(Object.entries(props)) })

/** A life of boxes that are drawn, moved, taken away and put into frames, and of arrows with right angles between some of them. */
function life(random: Random, length: number): Film {
  const film = new Film()
  const spot = () => [random.below(400_000), random.below(250_000)]
  const box = () => `b${random.below(length)}`
  const ops: Op[] = Array.from({ length }, (_, i) => {
    const roll = random.below(100)
    if (roll < 55) return put(`b${i}`, { kind: 'rectangle', at: spot(), size: [2000, 1500] })
    if (roll < 57)
      return put(`a${i}`, {
        kind: 'arrow',
        route: 'elbow',
        at: spot(),
        'knots/a': ['a0', [0, 0], false],
        'knots/b': ['a1', [9000, 3000], false],
        start: [box(), 2000, 700],
        end: [box(), 0, 700],
      })
    if (roll < 58) return put(`f${i}`, { kind: 'frame', at: spot(), size: [60_000, 40_000] })
    if (roll < 60) return { op: 'set', id: box(), props: new Map([['parent', `f${random.below(length)}`]]) }
    if (roll < 80) return { op: 'remove', id: box() }
    return { op: 'set', id: box(), props: new Map([['at', spot()]]) }
  })
  film.add(ops.map((op, i) => ({ seq: i + 1, author: 1, time: i, change: { ops: [op] } })))
  return film
}

/** All that a finder knows of a board, when it has rested. */
function known(finder: Finder, board: Board) {
  while (finder.smooth() !== null);
  return [...board.elements()]
    .map(({ id }) => [id, finder.bounds(id), finder.shown(id)?.props.get('way') ?? null] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

test('in a past that goes by a finder leaves ways for later and leaps, and when that rests it knows what one knows that looks afresh', () => {
  const seed = freshSeed('hurry')
  const random = new Random(seed)
  const counts = { leaps: 0, steps: 0, crowded: 0, arrows: 0 }
  for (const length of [900, 8000]) {
    const film = life(random, length)
    const board = film.boardAt(0)
    const finder = new Finder(board)
    finder.hurried = true
    let at = 0
    for (let i = 0; i < 24; i++) {
      for (let k = 0; k < 3; k++) {
        const to = random.below(2) === 0 ? random.below(length + 1) : Math.min(length, at + random.below(40))
        const touched = new Set<string>()
        film.lead(board, at, to, touched)
        at = to
        counts[finder.leaps(touched) ? 'leaps' : 'steps']++
        finder.update(board, touched)
      }
      if (board.size > 2000) counts.crowded++
      const found = known(finder, board)
      counts.arrows += found.filter(([, , way]) => way !== null).length
      expect(found, `seed ${seed}, ${length} changes, moment ${at}`).toEqual(known(new Finder(board), board))
    }
  }
  console.log(`hurried, seed ${seed}:`, counts)
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
})
