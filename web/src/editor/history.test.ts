import { describe, expect, it } from 'vitest'
import { writerOf } from '../board/element'
import type { Op, Value } from '../board/types'
import { Hands } from '../test/hands'

/** What undo has to bring back: elements and their properties; graves and writers tell of the way there. */
function picture(hands: Hands): string {
  return JSON.stringify(hands.elements.map(({ id, props }) => [id, [...props].sort(([a], [b]) => (a < b ? -1 : 1))]))
}

function dice(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * n)
  }
}

/** Something a person may do; ids count up so that everyone makes their own. */
function deed(hands: Hands, draw: (n: number) => number): Op[] {
  const all = hands.elements.map((e) => e.id)
  const some = all[draw(Math.max(1, all.length))]
  const what = draw(4)
  if (what === 0 || some === undefined) {
    const props = new Map<string, Value>([
      ['kind', 'rectangle'],
      ['at', [draw(9), draw(9)]],
      ['size', [9, 9]],
      ['order', 'a1V'],
    ])
    return [{ op: 'put', id: `${hands.editor.newID()}`, props }]
  }
  if (what === 1) return [{ op: 'remove', id: some }]
  const props = new Map<string, Value | null>([
    [['colour', 'fill', 'name'][draw(3)]!, ['red', 'blue', 'teal'][draw(3)]!],
  ])
  if (what === 3) props.set('at', [draw(99), draw(99)])
  if (draw(4) === 0) props.set('name', null)
  return [{ op: 'set', id: some, props }]
}

describe('undo', () => {
  it('of all that one has done brings back what was, and redo brings it back again (seeded)', () => {
    let undone = 0
    for (let seed = 1; seed <= 150; seed++) {
      const draw = dice(seed)
      const hands = new Hands()
      const steps = 1 + draw(12)
      const pictures = [picture(hands)]
      for (let i = 0; i < steps; i++) {
        const before = pictures.at(-1)
        hands.editor.commit(deed(hands, draw), hands.editor.newID())
        const now = picture(hands)
        if (now !== before) pictures.push(now)
      }
      const last = pictures.at(-1)
      for (const expected of pictures.toReversed().slice(1)) {
        hands.key('mod+z')
        expect(picture(hands), `seed ${seed}`).toBe(expected)
        undone++
      }
      while (hands.editor.state.canRedo) hands.key('mod+shift+z')
      expect(picture(hands), `seed ${seed}, redone`).toBe(last)
    }
    expect(undone).toBeGreaterThan(300)
  })

  it("never takes back another's later work (seeded)", () => {
    let guarded = 0
    for (let seed = 1; seed <= 200; seed++) {
      const draw = dice(seed * 7)
      const one = new Hands()
      const other = one.another(2)
      for (let i = 0; i < 14; i++) {
        const who = draw(2) === 0 ? one : other
        who.editor.commit(deed(who, draw), who.editor.newID())
      }
      const theirs = one.elements.flatMap((e) =>
        [...e.props]
          .filter(([path]) => writerOf(e, path).author === 2)
          .map(([path, value]) => ({ id: e.id, path, value })),
      )
      for (let i = 0; i < 20; i++) one.key('mod+z')
      for (const { id, path, value } of theirs) {
        expect(one.room.board.element(id)?.props.get(path), `seed ${seed}: ${id} ${path}`).toEqual(value)
        guarded++
      }
    }
    expect(guarded).toBeGreaterThan(500)
  })

  it("passes over steps that others' work has made void", () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 300, 400, 400)
    const [first, second] = one.elements.map((e) => e.id)
    one.room.apply(2, [{ op: 'set', id: second!, props: new Map([['colour', 'red']]) }])
    one.key('mod+z')
    expect(one.elements.map((e) => e.id)).toEqual([second])
    expect(one.room.board.element(first!)).toBeUndefined()
  })

  it('takes back a removal with all the element had', () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200)
    const before = picture(one)
    one.key('delete').key('mod+z')
    expect(picture(one)).toBe(before)
  })
})

describe('nudges', () => {
  it('that follow each other are one step', () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200)
    one.key('arrowright').wait(100).key('arrowright').wait(100).key('shift+arrowdown')
    expect(one.elements[0]!.props.get('at')).toEqual([10200, 11000])
    one.wait(3000).key('arrowleft').key('mod+z')
    expect(one.elements[0]!.props.get('at')).toEqual([10200, 11000])
    one.key('mod+z')
    expect(one.elements[0]!.props.get('at')).toEqual([10000, 10000])
  })
})

describe('order', () => {
  const kinds = (hands: Hands) => hands.elements.map((e) => e.props.get('kind')).join(' ')

  it('goes to the front, to the back and by single places', () => {
    const one = new Hands().key('r').drag(0, 0, 50, 50).key('o').drag(100, 0, 150, 50).key('p').drag(200, 0, 250, 50)
    expect(kinds(one)).toBe('rectangle ellipse stroke')
    one.key('v').editor.select([one.elements[0]!.id])
    expect(kinds(one.key('mod+]'))).toBe('ellipse rectangle stroke')
    expect(kinds(one.key(']'))).toBe('ellipse stroke rectangle')
    expect(kinds(one.key('mod+['))).toBe('ellipse rectangle stroke')
    expect(kinds(one.key('['))).toBe('rectangle ellipse stroke')
    const commits = one.client.committed.length
    one.key('[')
    expect(one.client.committed.length).toBe(commits)
  })

  it('duplicates aside and on top', () => {
    const one = new Hands().key('r').drag(0, 0, 50, 50).key('mod+d')
    expect(one.elements.map((e) => e.props.get('at'))).toEqual([
      [0, 0],
      [1600, 1600],
    ])
    expect([...one.editor.state.selection]).toEqual([one.elements[1]!.id])
  })
})
