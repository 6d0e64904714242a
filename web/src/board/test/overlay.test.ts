import { expect, it } from 'vitest'
import { Board } from '../board'
import { canonical } from '../canon'
import type { Confirmed, Waiting } from '../overlay'
import { Overlay } from '../overlay'
import type { Element } from '../types'
import { freshSeed, Random, randomOp } from './random'

const beyond = 2 ** 52

/** The view from scratch: the confirmed board, and what waits on top. */
function fromScratch(confirmed: readonly Confirmed[], waiting: readonly Waiting[]): Board {
  const board = new Board()
  for (const { at, ops } of confirmed) board.apply(at, ops)
  for (const { n, ops } of waiting) board.apply({ seq: beyond + n, author: 1 }, ops)
  return board
}

function elementsOf(board: Board): Map<string, Element> {
  return new Map([...board.elements()].map((element) => [element.id, element]))
}

/** Every id whose element is another object is touched, and no other. */
function expectExact(before: Map<string, Element>, after: Map<string, Element>, touched: Set<string>): void {
  const ids = new Set([...before.keys(), ...after.keys()])
  const different = [...ids].filter((id) => before.get(id) !== after.get(id))
  expect([...touched].filter((id) => ids.has(id)).sort()).toEqual(different.sort())
}

it('the overlay is always what a view from scratch is, and says exactly what changed', () => {
  const random = new Random(freshSeed('overlay'))
  const count = { laid: 0, news: 0, accepted: 0, refused: 0, kept: 0 }
  for (let run = 0; run < 40; run++) {
    const overlay = new Overlay(new Board())
    const confirmed: Confirmed[] = []
    let waiting: Waiting[] = []
    for (let step = 0, n = 1; step < 60; step++) {
      const before = elementsOf(overlay.view)
      let touched = new Set<string>()
      if (random.below(2)) {
        count.laid++
        const change = { n: n++, ops: Array.from({ length: 1 + random.below(3) }, () => randomOp(random, 12)) }
        waiting.push(change)
        overlay.lay(change, 1, touched)
      } else {
        count.news++
        const news: Confirmed[] = []
        for (let i = random.below(4); i > 0; i--) {
          const seq = confirmed.length + news.length + 1
          const [first, ...rest] = waiting
          const fate = random.below(6)
          if (first && fate === 0) count.refused++
          if (first && fate === 1) {
            count.accepted++
            news.push({ at: { seq, author: 1 }, ops: first.ops })
          }
          if (first && fate < 2) waiting = rest
          else news.push({ at: { seq, author: 2 }, ops: [randomOp(random, 12)] })
        }
        confirmed.push(...news)
        touched = overlay.news(news, waiting, 1)
        const after = elementsOf(overlay.view)
        for (const [id, element] of after) if (element.last.seq > beyond && before.get(id) === element) count.kept++
      }
      expectExact(before, elementsOf(overlay.view), touched)
      const scratch = fromScratch(confirmed, waiting)
      expect(canonical(overlay.view)).toBe(canonical(scratch))
      expect(overlay.view.paintOrder()).toEqual(scratch.paintOrder())
      expect(canonical(overlay.confirmed())).toBe(canonical(fromScratch(confirmed, [])))
      expect(overlay.seq).toBe(confirmed.length)
      expect(overlay.confirmed().seq).toBe(confirmed.length)
    }
  }
  console.log(count)
  expect(Object.values(count).every((n) => n > 0)).toBe(true)
})

it('keeps the identity of elements that only waiting changes touch', () => {
  const overlay = new Overlay(new Board())
  const waiting: Waiting[] = [{ n: 1, ops: [{ op: 'put', id: 'mine-0001', props: new Map([['kind', 'stroke']]) }] }]
  overlay.lay(waiting[0]!, 1, new Set())
  const mine = overlay.view.element('mine-0001')
  const theirs: Confirmed = {
    at: { seq: 1, author: 2 },
    ops: [{ op: 'put', id: 'theirs-01', props: new Map([['kind', 'text']]) }],
  }
  expect(overlay.news([theirs], waiting, 1)).toEqual(new Set(['theirs-01']))
  expect(overlay.view.element('mine-0001')).toBe(mine)
})
