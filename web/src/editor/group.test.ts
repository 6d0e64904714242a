import { describe, expect, it } from 'vitest'
import { Hands } from '../test/hands'
import { tileID as id, rowOf, tilesOf } from '../test/tiles'
import { leavesOf } from './tree'

const row = (n: number) => rowOf(new Hands(), n)
const picked = (hands: Hands) => [...hands.editor.state.selection]
const parents = (hands: Hands, ...ns: number[]) => ns.map((n) => hands.room.board.parent(id(n)))
const painted = tilesOf

describe('grouping', () => {
  it('puts the selection into a group in the place of the topmost, and selects it', () => {
    const hands = row(4)
    hands.editor.select([id(0), id(2)])
    hands.key('mod+g')
    const [group] = picked(hands)
    expect(hands.room.board.element(group!)!.props.get('kind')).toBe('group')
    expect(parents(hands, 0, 1, 2, 3)).toEqual([group, '', group, ''])
    expect(painted(hands)).toEqual([1, 0, 2, 3])
    expect(hands.editor.selectionBox()).toEqual({ x: 0, y: 0, w: 50_000, h: 10_000 })
    hands.key('mod+z')
    expect(parents(hands, 0, 2)).toEqual(['', ''])
    expect(hands.room.board.element(group!)).toBeUndefined()
    expect(painted(hands)).toEqual([0, 1, 2, 3])
    hands.key('mod+shift+z')
    expect(painted(hands)).toEqual([1, 0, 2, 3])
  })

  it('nests, and is taken apart one level at a time with the order kept', () => {
    const hands = row(4)
    hands.editor.select([id(1), id(2)])
    hands.key('mod+g')
    const [inner] = picked(hands)
    hands.editor.select([inner!, id(0)])
    hands.key('mod+g')
    const [outer] = picked(hands)
    expect(hands.room.board.parent(inner!)).toBe(outer)
    expect([...leavesOf(hands.room.board, [outer!])].sort()).toEqual([id(0), id(1), id(2)])
    hands.key('mod+shift+g')
    expect(new Set(picked(hands))).toEqual(new Set([inner, id(0)]))
    expect(hands.room.board.element(outer!)).toBeUndefined()
    expect(painted(hands)).toEqual([0, 1, 2, 3])
    hands.key('mod+z')
    expect(picked(hands)).toEqual([outer])
    expect(hands.room.board.parent(inner!)).toBe(outer)
  })

  it('takes members out of other groups, which go when nothing is left in them', () => {
    const hands = row(5)
    hands.editor.select([id(0), id(1)])
    hands.key('mod+g')
    const [first] = picked(hands)
    hands.editor.select([id(2), id(3)])
    hands.key('mod+g')
    const [second] = picked(hands)
    hands.editor.select([id(0), id(1), id(2)])
    hands.key('mod+g')
    const [third] = picked(hands)
    expect(hands.room.board.element(first!)).toBeUndefined()
    expect(hands.room.board.parent(third!)).toBe(second)
    expect(parents(hands, 0, 1, 2, 3)).toEqual([third, third, third, second])
    expect(painted(hands)).toEqual([0, 1, 2, 3, 4])
    hands.key('mod+z')
    expect(parents(hands, 0, 1, 2, 3)).toEqual([first, first, second, second])
  })

  it('makes no group of one, of what is locked, or of what cannot be seen', () => {
    const hands = row(3)
    hands.room.apply(1, [{ op: 'set', id: id(0), props: new Map([['locked', true]]) }])
    hands.room.apply(1, [{ op: 'set', id: id(1), props: new Map([['hidden', true]]) }])
    hands.editor.select([id(0), id(1), id(2)])
    expect(picked(hands)).toEqual([id(0), id(2)])
    hands.key('mod+g')
    expect(hands.room.board.size).toBe(3)
  })
})

describe('a group in the hand', () => {
  const grouped = () => {
    const hands = row(3)
    hands.editor.select([id(0), id(1)])
    hands.key('mod+g')
    return [hands, picked(hands)[0]!] as const
  }

  it('is moved by keys as one, and deleted with all that is in it; undo brings all of it back', () => {
    const [hands, group] = grouped()
    hands.key('arrowright')
    expect(hands.room.board.element(id(0))!.props.get('at')).toEqual([100, 0])
    expect(hands.room.board.element(id(1))!.props.get('at')).toEqual([20_100, 0])
    hands.key('delete')
    expect([...hands.room.board.elements()].map((e) => e.id)).toEqual([id(2)])
    hands.key('mod+z')
    expect(leavesOf(hands.room.board, [group]).size).toBe(2)
    expect(picked(hands)).toEqual([group])
  })

  it('goes with the last that is deleted from it', () => {
    const [hands, group] = grouped()
    hands.editor.select([id(0)])
    hands.key('delete')
    expect(hands.room.board.element(group)).toBeDefined()
    hands.editor.select([id(1)])
    hands.key('delete')
    expect(hands.room.board.element(group)).toBeUndefined()
    expect(hands.client.committed.at(-1)!.ops.length).toBe(2)
  })

  it('is entered with what is selected in it, and left by Esc one level at a time', () => {
    const [hands, inner] = grouped()
    hands.editor.select([inner, id(2)])
    hands.key('mod+g')
    const [outer] = picked(hands)
    hands.key('enter')
    expect(hands.editor.state.entered).toBe(outer)
    expect(new Set(picked(hands))).toEqual(new Set([inner, id(2)]))
    hands.editor.select([inner])
    hands.key('enter')
    expect(hands.editor.state.entered).toBe(inner)
    expect(picked(hands)).toEqual([id(0), id(1)])
    expect(hands.editor.selectable()).toEqual([id(0), id(1)])
    hands.key('escape')
    expect([hands.editor.state.entered, ...picked(hands)]).toEqual([outer, inner])
    hands.key('escape')
    expect([hands.editor.state.entered, ...picked(hands)]).toEqual(['', outer])
    hands.key('escape')
    expect(picked(hands)).toEqual([])
  })

  it('is left when somebody else takes it apart, and dropped when they empty it', () => {
    const [hands, group] = grouped()
    const other = hands.another(2)
    hands.editor.select([id(0)])
    expect(hands.editor.state.entered).toBe(group)
    other.editor.select([group])
    other.key('mod+shift+g')
    expect(hands.editor.state.entered).toBe('')
    expect(picked(hands)).toEqual([id(0)])
    other.key('mod+z')
    hands.editor.select([group])
    other.room.apply(2, [
      { op: 'remove', id: id(0) },
      { op: 'remove', id: id(1) },
    ])
    expect(picked(hands)).toEqual([])
  })

  it('does not hold what is locked when it is moved or deleted', () => {
    const [hands, group] = grouped()
    hands.room.apply(1, [{ op: 'set', id: id(0), props: new Map([['locked', true]]) }])
    hands.key('arrowright')
    expect(hands.room.board.element(id(0))!.props.get('at')).toEqual([0, 0])
    expect(hands.room.board.element(id(1))!.props.get('at')).toEqual([20_100, 0])
    hands.key('delete')
    expect(hands.room.board.element(id(0))).toBeDefined()
    expect(hands.room.board.element(group)).toBeDefined()
    expect(hands.room.board.element(id(1))).toBeUndefined()
  })

  it('with nothing or one thing left in it does no harm', () => {
    const hands = row(2)
    hands.room.apply(9, [
      {
        op: 'put',
        id: 'group-of-none',
        props: new Map([
          ['kind', 'group'],
          ['order', 'a5V'],
        ] as const),
      },
      {
        op: 'put',
        id: 'group-of-one',
        props: new Map([
          ['kind', 'group'],
          ['order', 'a6V'],
        ] as const),
      },
      { op: 'set', id: id(0), props: new Map([['parent', 'group-of-one']]) },
    ])
    hands.key('mod+a')
    expect(new Set(picked(hands))).toEqual(new Set(['group-of-one', id(1)]))
    hands.key('mod+shift+g')
    expect(parents(hands, 0)).toEqual([''])
    hands.editor.select(['group-of-none'])
    expect(picked(hands)).toEqual([])
    expect(hands.editor.extent()).toEqual(hands.editor.finder.bounds(id(0)) && expect.anything())
  })
})
