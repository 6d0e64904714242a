import { describe, expect, it } from 'vitest'
import { Board } from '../board/board'
import { canonical } from '../board/canon'
import type { Op } from '../board/types'
import { FakeClock } from '../test/fake-clock'
import { Device, MemoryStore } from '../test/memory-store'
import { QUIET, Saver } from './saver'

const EPOCH = 'e'.repeat(22)
const HASH = 'h'.repeat(22)

/** A clock on which each look takes a while: so does whatever is done between two looks. */
class BusyClock extends FakeClock {
  looks = 0

  override now(): number {
    this.looks++
    this.sleep(1)
    return super.now()
  }
}

function put(n: number): Op {
  return { op: 'put', id: `element-${String(n).padStart(5, '0')}`, props: new Map([['kind', 'rectangle']]) }
}

/** A saver of a board that grows, and the boards that it has kept. */
function growing(clock = new BusyClock()) {
  const board = new Board()
  const kept: { seq: number; form: string }[] = []
  const store = new MemoryStore(new Device())
  store.saveBoard = async ({ at, form }) => void kept.push({ seq: at.seq, form })
  let begun = 0
  const saver = new Saver(clock, store, () => {
    begun++
    return { at: { epoch: EPOCH, seq: board.seq, hash: HASH }, board: board.clone(), author: 1, role: 'editor' }
  })
  /** Lets time pass until the next is begun; what comes in one millisecond is one turn. */
  const begins = () => {
    for (const before = begun; begun === before; ) clock.advance(1)
  }
  const grow = (count: number) => {
    const from = board.size
    board.apply(
      { seq: board.seq + 1, author: 1 },
      Array.from({ length: count }, (_, i) => put(from + i)),
    )
    saver.changed()
    return canonical(board)
  }
  return { clock, saver, kept, grow, begins }
}

describe('a board that is kept', () => {
  it('is written in turns, and is the board of one moment', () => {
    const { clock, kept, grow, begins } = growing()
    const first = grow(500)
    begins()
    const second = grow(1)
    let turns = 0
    for (; kept.length === 0; turns++) {
      const { looks } = clock
      clock.advance(1)
      expect(clock.looks - looks).toBeLessThan(20)
    }
    expect(turns).toBeGreaterThan(10)
    expect(kept).toEqual([{ seq: 1, form: first }])
    begins()
    clock.advance(QUIET)
    expect(kept[1]).toEqual({ seq: 2, form: second })
  })

  it('is written at once, as it is then, where the page is left in the midst of it', () => {
    const { clock, saver, kept, grow, begins } = growing()
    const first = grow(500)
    begins()
    saver.now()
    expect(kept).toEqual([{ seq: 1, form: first }])
    grow(500)
    begins()
    const third = grow(1)
    saver.now()
    expect(kept.slice(1)).toEqual([{ seq: 3, form: third }])
    clock.advance(10 * QUIET)
    expect(kept.length).toBe(2)
  })
})
