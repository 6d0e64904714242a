import { expect, it } from 'vitest'
import { Board } from '../board/board'
import { freshSeed, Random, randomOp } from '../board/test/random'
import type { Value } from '../board/types'
import { leadingBack } from './restore'

/** All that is on a board, and what of it is said. */
function seen(board: Board): ReadonlyMap<string, ReadonlyMap<string, Value>> {
  return new Map([...board.elements()].map(({ id, props }) => [id, new Map([...props].sort())] as const).sort())
}

it('leads a board back to any moment, in one step that is allowed', () => {
  const seed = freshSeed('restore')
  const random = new Random(seed)
  const counts = { put: 0, restore: 0, set: 0, remove: 0, parents: 0 }
  for (let round = 0; round < 300; round++) {
    const board = new Board()
    const length = 20 + random.below(200)
    const moment = random.below(length)
    let then = board.clone()
    for (let seq = 1; seq <= length; seq++) {
      board.apply({ seq, author: 1 + random.below(3) }, [randomOp(random, 12)])
      if (seq === moment) then = board.clone()
    }
    // A history that was cut off in the midst, as one that comes from a file: what is missing has no grave.
    const now =
      random.below(4) === 0
        ? new Board(length, new Map([...board.elements()].slice(2).map((one) => [one.id, one])))
        : board.clone()
    const ops = leadingBack(now, then)
    for (const op of ops) {
      counts[op.op]++
      if (op.op === 'set' && op.props.has('parent')) counts.parents++
    }
    now.apply({ seq: length + 1, author: 9 }, ops)
    expect(seen(now), `seed ${seed}, round ${round}`).toEqual(seen(then))
    expect(leadingBack(now, then)).toEqual([])
  }
  console.log(`restore, seed ${seed}:`, counts)
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
})
