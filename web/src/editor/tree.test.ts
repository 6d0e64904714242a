import { describe, expect, it } from 'vitest'
import type { Op, Value } from '../board/types'
import { Hands } from '../test/hands'
import { tileID as id, tile, tilesOf } from '../test/tiles'
import { isHidden, isLocked, levelOf, outermost, unitOf, wholeOf } from './tree'

function holder(name: string, kind: 'group' | 'layer', more: Record<string, Value> = {}): Op {
  return { op: 'put', id: name, props: new Map(Object.entries({ kind, order: 'a0V', ...more })) }
}

/** A layer with an outer group in it, in which an inner group with tiles 0 and 1, and tile 2, lie; tile 3 is on the layer, 4 in nothing. */
function nested(): Hands {
  const hands = new Hands()
  hands.room.apply(1, [
    holder('layer-one', 'layer', { order: 'n00000000000000V' }),
    holder('outer-one', 'group', { parent: 'layer-one' }),
    holder('inner-one', 'group', { parent: 'outer-one' }),
    tile(0, [['parent', 'inner-one']]),
    tile(1, [['parent', 'inner-one']]),
    tile(2, [['parent', 'outer-one']]),
    tile(3, [['parent', 'layer-one']]),
    tile(4),
  ])
  return hands
}

const set = (hands: Hands, of: string, props: Record<string, Value | null>) =>
  hands.room.apply(1, [{ op: 'set', id: of, props: new Map(Object.entries(props)) }])

describe('the tree', () => {
  it('gives units by what is entered: the outermost closed group, never a layer', () => {
    const { board } = nested().room
    const units = (entered: string) => [0, 2, 3, 4].map((n) => unitOf(board, id(n), entered))
    expect(units('')).toEqual(['outer-one', 'outer-one', id(3), id(4)])
    expect(units('outer-one')).toEqual(['inner-one', id(2), id(3), id(4)])
    expect(units('inner-one')).toEqual([id(0), id(2), id(3), id(4)])
  })

  it('knows the level of several, the whole of a group from below, and what lies outermost', () => {
    const { board } = nested().room
    expect(levelOf(board, [id(0), id(1)])).toBe('inner-one')
    expect(levelOf(board, [id(0), id(2)])).toBe('outer-one')
    expect(levelOf(board, [id(0), id(3)])).toBe('')
    expect(wholeOf(board, 'outer-one')).toEqual([id(0), id(1), 'inner-one', id(2), 'outer-one'])
    expect(outermost(board, [id(0), 'outer-one', 'inner-one', id(4)])).toEqual(['outer-one', id(4)])
  })

  it('locks and hides with what something lies in, and no longer when it is taken out', () => {
    const hands = nested()
    const { board } = hands.room
    set(hands, 'outer-one', { locked: true })
    set(hands, 'layer-one', { hidden: true })
    expect([0, 2, 3, 4].map((n) => isLocked(board, id(n)))).toEqual([true, true, false, false])
    expect([0, 2, 3, 4].map((n) => isHidden(board, id(n)))).toEqual([true, true, true, false])
    set(hands, id(0), { parent: null })
    expect([isLocked(board, id(0)), isHidden(board, id(0))]).toEqual([false, false])
    hands.room.apply(1, [{ op: 'remove', id: 'layer-one' }])
    expect([0, 2, 3, 4].map((n) => isHidden(board, id(n)))).toEqual([false, false, false, false])
  })
})

describe('the finder', () => {
  const everything = { x: -1e6, y: -1e6, w: 2e6, h: 2e6 }

  it('says what a box touches and what lies wholly in it, as units of the entered level', () => {
    const { finder } = nested().editor
    const first = { x: -1000, y: -1000, w: 15_000, h: 15_000 }
    expect(finder.unitsInBox(first, 'touch', '')).toEqual(['outer-one'])
    expect(finder.unitsInBox(first, 'contain', '')).toEqual([])
    expect(finder.unitsInBox(first, 'contain', 'inner-one')).toEqual([id(0)])
    expect(finder.unitsInBox({ ...first, w: 60_000 }, 'contain', '')).toEqual(['outer-one'])
    expect(finder.unitsInBox({ ...first, w: 25_000 }, 'contain', 'outer-one')).toEqual([])
    expect(finder.unitsInBox({ ...first, w: 200_000 }, 'touch', 'outer-one').sort()).toEqual([id(2), 'inner-one'])
  })

  it('tells what is no longer right in the picture when a group or layer is hidden, carried over others, or goes', () => {
    const hands = nested()
    const told: number[] = []
    hands.editor.watch({ stale: (boxes) => told.push(boxes === 'all' ? -1 : boxes.length), live: () => {} })
    set(hands, 'layer-one', { hidden: true })
    set(hands, 'layer-one', { name: 'Ideas' })
    set(hands, 'layer-one', { hidden: null })
    set(hands, 'outer-one', { order: 'a9V' })
    set(hands, 'outer-one', { locked: true })
    hands.room.apply(1, [{ op: 'remove', id: 'outer-one' }])
    expect(told).toEqual([4, 0, 4, 3, 0, 3])
    expect(tilesOf(hands).sort()).toEqual([0, 1, 2, 3, 4])
    expect(hands.editor.finder.painted(everything).length).toBe(5)
  })

  it('keeps the frame of a selection up to date with what comes into its groups and leaves them', () => {
    const hands = nested()
    hands.editor.select(['inner-one'])
    expect(hands.editor.selectionBox()!.w).toBe(30_000)
    set(hands, id(2), { parent: 'inner-one' })
    expect(hands.editor.selectionBox()!.w).toBe(50_000)
    set(hands, id(1), { at: [90_000, 0] })
    expect(hands.editor.selectionBox()!.w).toBe(100_000)
    set(hands, id(1), { parent: null })
    expect(hands.editor.selectionBox()!.w).toBe(50_000)
    set(hands, id(2), { hidden: true })
    expect(hands.editor.selectionBox()!.w).toBe(10_000)
  })
})
