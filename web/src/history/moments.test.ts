import { describe, expect, it } from 'vitest'
import { Board } from '../board/board'
import { judge } from '../board/judge'
import { settingsID } from '../board/names'
import { freshSeed, Random } from '../board/test/random'
import type { Op, Value } from '../board/types'
import { Film } from './film'
import { momentAt, momentsOf, naming, renaming, unnaming } from './moments'
import { leadingBack } from './restore'

const begun: Op = { op: 'put', id: settingsID, props: new Map<string, Value>([['kind', 'board']]) }
const drawn = (n: number): Op => ({
  op: 'put',
  id: `element-${n}`,
  props: new Map<string, Value>([
    ['kind', 'rectangle'],
    ['at', [n, n]],
    ['size', [100, 100]],
  ]),
})

/** A board that is begun, and its film; each change is one that the server takes. */
class Life {
  readonly board = new Board()
  readonly film = new Film()

  constructor() {
    this.does(begun)
  }

  does(...ops: readonly Op[]): this {
    expect(judge({ ops })).toBeUndefined()
    const seq = this.film.length + 1
    this.board.apply({ seq, author: 1 }, ops)
    this.film.add([{ seq, author: 1, time: seq * 1000, change: { ops } }])
    return this
  }

  /** What is named: after how many changes, and how. */
  get named(): (readonly [number, string])[] {
    return momentsOf(this.film, this.board.element(settingsID)?.props).map(({ changes, title }) => [changes, title])
  }
}

describe('named moments', () => {
  it('are those that were named, the first one first, with the last name that each was given', () => {
    const life = new Life()
      .does(drawn(1))
      .does(drawn(2))
      .does(naming('k-two', 3, 'Two'))
      .does(naming('k-one', 2, 'One'))
    expect(life.named).toEqual([
      [2, 'One'],
      [3, 'Two'],
    ])
    const [one] = momentsOf(life.film, life.board.element(settingsID)?.props)
    life.does(renaming(one!, 'The first'))
    expect(life.named).toEqual([
      [2, 'The first'],
      [3, 'Two'],
    ])
    life.does(unnaming(one!))
    expect(life.named).toEqual([[3, 'Two']])
  })

  it('are where the name came into the log, for a board that was named as it was just then', () => {
    const life = new Life().does(drawn(1))
    expect(life.named).toEqual([])
    life
      .does(naming('k-now', null, 'Now'))
      .does(drawn(2))
      .does(drawn(3))
    expect(life.named).toEqual([[3, 'Now']])
    const [now] = momentsOf(life.film, life.board.element(settingsID)?.props)
    // Taken away, and brought back by undo as it was written first.
    life.does(unnaming(now!)).does(naming('k-now', null, 'Now'))
    expect(life.named).toEqual([[3, 'Now']])
    life.does(renaming(now!, 'Then'))
    expect(life.named).toEqual([[3, 'Then']])
  })

  it('are left out where the film has not come so far, and what is no moment is passed over', () => {
    const life = new Life().does(naming('k-far', 9, 'Far'))
    expect(life.named).toEqual([])
    const settings = new Map<string, Value>([
      ['moments/a', 'no pair'],
      ['moments/b', [1]],
      ['moments/c', [-1, 'before']],
      ['moments/d', [1, 'good']],
      ['title', 'Board'],
    ])
    expect(momentsOf(life.film, settings).map(({ key }) => key)).toEqual(['d'])
    expect(momentsOf(life.film, undefined)).toEqual([])
  })

  it('are told by the moment that is shown', () => {
    const life = new Life().does(naming('k-a', 1, 'A')).does(naming('k-b', 1, 'B'))
    const moments = momentsOf(life.film, life.board.element(settingsID)?.props)
    expect(momentAt(moments, 1)?.title).toBe('B')
    expect(momentAt(moments, 2)).toBeUndefined()
  })

  it('stay, all of them, when any moment is brought back', () => {
    const seed = freshSeed('moments')
    const random = new Random(seed)
    const counts = { named: 0, unnamed: 0, kept: 0, back: 0 }
    for (let round = 0; round < 100; round++) {
      const life = new Life()
      for (let i = 0; i < 40; i++) {
        const moments = momentsOf(life.film, life.board.element(settingsID)?.props)
        const one = moments[random.below(Math.max(1, moments.length))]
        const which = random.below(6)
        if (which === 0) life.does(naming(`key-${i}`, random.below(2) ? null : life.film.length, `Name ${i}`))
        else if (which === 1 && one) life.does(unnaming(one))
        else if (which === 2 && one) life.does(renaming(one, `Again ${i}`))
        else life.does(drawn(i))
        if (which === 0) counts.named++
        if (which === 1 && one) counts.unnamed++
      }
      const { named } = life
      const back = leadingBack(life.board, life.film.boardAt(random.below(life.film.length)))
      if (back.length > 0) life.does(...back)
      expect(life.named, `seed ${seed}, round ${round}`).toEqual(named)
      counts.kept += named.length
      counts.back += back.length
    }
    console.log(`moments, seed ${seed}:`, counts)
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
  })
})
