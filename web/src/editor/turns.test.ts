import { describe, expect, it } from 'vitest'
import { Hands } from '../test/hands'
import { tileID as id, tile } from '../test/tiles'
import { type Going, noticesOf } from './notices'

const MANY = 5000

function crowd(): Hands {
  const hands = new Hands()
  hands.room.apply(
    1,
    Array.from({ length: MANY }, (_, i) => tile(i, [['order', `b${String(i).padStart(5, '0')}V`]])),
  )
  hands.key('mod+a')
  return hands
}

const xs = (hands: Hands) => [0, MANY - 1].map((n) => (hands.room.board.element(id(n))!.props.get('at') as number[])[0])

describe('a step of thousands of changes', () => {
  it('is done part by part, says how far it is, and is undone and done again as one', () => {
    const hands = crowd()
    const shares: (number | null)[] = []
    noticesOf(hands.editor).on({ going: (going: Going | null) => shares.push(going?.share ?? null) })
    hands.key('arrowright')
    expect(xs(hands)).toEqual([100, (MANY - 1) * 20_000])
    hands.wait(10)
    expect(xs(hands)).toEqual([100, (MANY - 1) * 20_000 + 100])
    expect(hands.client.committed.length).toBeGreaterThan(1)
    expect(hands.client.committed.every(({ ops }) => ops.length <= MANY)).toBe(true)
    expect(new Set(hands.client.committed.map(({ step }) => step)).size).toBe(1)
    expect([shares.at(0), shares.at(-1)]).toEqual([0, null])
    hands.wait(2000).key('mod+z').wait(10)
    expect(xs(hands)).toEqual([0, (MANY - 1) * 20_000])
    expect(hands.editor.state.canUndo).toBe(false)
    hands.key('mod+shift+z').wait(10)
    expect(xs(hands)).toEqual([100, (MANY - 1) * 20_000 + 100])
    expect(hands.editor.state.selection.size).toBe(MANY)
  })

  it('comes before the next command, and a hand that takes hold of something has all of it', () => {
    const hands = crowd().key('arrowright').key('arrowdown').key('mod+d')
    expect(hands.room.board.size).toBe(MANY)
    hands.wait(100)
    expect(hands.room.board.size).toBe(2 * MANY)
    expect(hands.editor.state.selection.size).toBe(MANY)
    expect(xs(hands)[1]).toBe((MANY - 1) * 20_000 + 100)
    hands.wait(2000).key('delete')
    hands.press(5000, 5000).release()
    expect(hands.room.board.size).toBe(MANY)
  })

  it('is worked out for very many only once the person is shown so, and then nothing comes between', () => {
    const count = 13_000
    const hands = new Hands()
    hands.room.apply(
      1,
      Array.from({ length: count }, (_, i) => tile(i, [['order', `b${String(i).padStart(5, '0')}V`]])),
    )
    hands.key('mod+a')
    const shown: (Going | null)[] = []
    noticesOf(hands.editor).on({ going: (going) => shown.push(going) })
    hands.key('mod+d').key('delete')
    expect(hands.client.committed).toEqual([])
    expect(shown).toMatchObject([{ title: 'Duplicate', holds: true }])
    hands.wait(5000)
    // The copies were selected, and it is they that were deleted.
    expect(hands.room.board.size).toBe(count)
    expect(hands.room.board.element(id(0))).toBeDefined()
    expect(shown.at(-1)).toBeNull()
    expect(shown.map((going) => going?.title).filter((title) => title === 'Delete')).toHaveLength(1)
    hands.key('mod+z')
    expect(shown.at(-1)).toMatchObject({ title: 'Undo', holds: true })
    hands.wait(5000)
    expect(hands.room.board.size).toBe(2 * count)
    hands.key('delete')
    hands.press(5000, 5000).release()
    expect(hands.room.board.size).toBe(count)
  })

  it('is done at once where the page may be about to go', () => {
    const hands = crowd().key('arrowright')
    expect(xs(hands)[1]).toBe((MANY - 1) * 20_000)
    hands.editor.destroy()
    expect(xs(hands)[1]).toBe((MANY - 1) * 20_000 + 100)
  })

  it('ends where one may write no more', () => {
    const hands = crowd().key('arrowright')
    hands.client.role = 'viewer'
    hands.client.tell((listeners) => listeners.role?.())
    hands.wait(100)
    expect(xs(hands)).toEqual([100, (MANY - 1) * 20_000])
  })
})
