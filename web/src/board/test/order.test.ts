import { expect, it } from 'vitest'
import { Board } from '../board'
import { parentOf } from '../element'
import { freshSeed, Random, randomOp } from './random'

it('B10: the paint order kept up to date is the one sorted anew', () => {
  const random = new Random(freshSeed('order'))
  const count = { same: 0, few: 0, many: 0 }
  for (let run = 0; run < 30; run++) {
    const board = new Board()
    const pool = random.pick([8, 40, 400])
    for (let seq = 1; seq < 120; seq++) {
      const before = board.paintOrder()
      const copy = [...before]
      const ops = Array.from({ length: random.pick([1, 1, 2, 5, 20, 60]) }, () => randomOp(random, pool))
      board.apply({ seq, author: 1 + random.below(2) }, ops)
      const order = board.paintOrder()
      expect(order).toEqual(board.clone().paintOrder())
      expect(before).toEqual(copy)
      if (order === before) count.same++
      else if (ops.length < 9) count.few++
      else count.many++
      // The array is another one only if the order is.
      if (order !== before) expect(order.length === copy.length && order.every((id, i) => id === copy[i])).toBe(false)
    }
  }
  console.log(count)
  expect(Object.values(count).every((n) => n > 0)).toBe(true)
})

it('B10: what lies in each element, asked now and then, is what the sorted whole says', () => {
  const random = new Random(freshSeed('children'))
  const count = { inside: 0, orphans: 0 }
  for (let run = 0; run < 30; run++) {
    const board = new Board()
    const pool = random.pick([8, 40, 400])
    for (let seq = 1; seq < 80; seq++) {
      const ops = Array.from({ length: random.pick([1, 2, 5, 20, 60]) }, () => randomOp(random, pool))
      board.apply({ seq, author: 1 }, ops)
      if (random.below(3) > 0) continue
      const order = board.clone().paintOrder()
      const parents = new Map(order.map((id) => [id, board.parent(id)]))
      for (const parent of ['', ...Array.from({ length: pool }, (_, i) => `element-${i}`)]) {
        const inside = board.children(parent).map((one) => one.id)
        expect(inside).toEqual(
          board.element(parent) || parent === '' ? order.filter((id) => parents.get(id) === parent) : [],
        )
        const naming = [...board.naming(parent)].sort()
        if (parent !== '') expect(naming).toEqual(order.filter((id) => parentOf(board.element(id)!) === parent).sort())
        if (parent !== '' && inside.length > 0) count.inside++
        if (!board.element(parent) && naming.length > 0) count.orphans++
      }
      if (random.below(2) === 0) expect(board.paintOrder()).toEqual(order)
    }
  }
  console.log(count)
  expect(Object.values(count).every((n) => n > 0)).toBe(true)
})

it('B10: a tree far deeper than the limit is painted', () => {
  const board = new Board()
  const link = (i: number) => `chain-${String(i).padStart(5, '0')}`
  // From the leaf up, so that no walk to the root is ever long.
  for (let i = 5000; i >= 0; i--) {
    board.apply({ seq: 1, author: 1 }, [
      { op: 'put', id: link(i), props: new Map(i > 0 ? [['parent', link(i - 1)]] : []) },
    ])
  }
  expect(board.paintOrder()).toEqual(Array.from({ length: 5001 }, (_, i) => link(i)))
})
