import { describe, expect, it } from 'vitest'
import { writerOf } from '../board/element'
import type { Op, Value } from '../board/types'
import { Hands } from '../test/hands'
import { noticesOf } from './notices'

/** What undo has to bring back: elements and their properties; graves and writers tell of the way there. */
function picture(hands: Hands): string {
  return JSON.stringify(hands.elements.map(({ id, props }) => [id, [...props].sort(([a], [b]) => (a < b ? -1 : 1))]))
}

/** What the person is told from now on. */
function sentences(hands: Hands): string[] {
  const said: string[] = []
  noticesOf(hands.editor).on({ said: ({ title, text }) => said.push(`${title}: ${text}`) })
  return said
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

  it("C73: never takes back another's later work (seeded)", () => {
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

  it('C73: of a step that others have changed since says so, and touches nothing older', () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 300, 400, 400)
    const said = sentences(one)
    const [first, second] = one.elements.map((e) => e.id)
    one.room.apply(2, [{ op: 'set', id: second!, props: new Map([['colour', 'red']]) }])
    one.key('mod+z')
    expect(one.elements.map((e) => e.id)).toEqual([first, second])
    expect(said).toEqual(['Not undone: Others have changed that since; it stays as it is.'])
    expect(one.editor.state.canUndo).toBe(true)
    one.key('mod+z')
    expect(one.elements.map((e) => e.id)).toEqual([second])
    expect(said).toHaveLength(1)
  })

  it('C73: who may only look from now on takes back nothing, and is told so; whoever may draw again goes on', () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200).key('mod+z').key('r').drag(300, 300, 400, 400)
    const said = sentences(one)
    const become = (role: 'viewer' | 'editor') => {
      one.room.clients[0]!.role = role
      one.room.clients[0]!.tell((listener) => listener.role?.())
    }
    become('viewer')
    const before = picture(one)
    one.key('mod+z')
    expect(picture(one)).toBe(before)
    expect(said).toEqual(['Not undone: This board is only to look at here.'])
    become('editor')
    one.key('mod+z')
    expect(one.elements).toEqual([])
    expect(said).toHaveLength(1)
  })

  it('leaves a group as it is when another has moved it since', () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 300, 400, 400)
    const two = one.another(2)
    one.key('mod+a').key('mod+g').drag(100, 150, 150, 150)
    const [group] = one.editor.state.selection
    two.key('mod+a').key('arrowright')
    const said = sentences(one)
    const before = picture(one)
    one.key('mod+z')
    expect(picture(one)).toBe(before)
    expect([...one.editor.state.selection]).toEqual([group])
    expect(said).toHaveLength(1)
    expect(sentences(two)).toEqual([])
  })

  it('C73: of a drawing that another has removed since brings nothing older back', () => {
    const one = new Hands()
      .key('r')
      .drag(100, 100, 200, 200)
      .key('mod+a')
      .key('delete')
      .key('r')
      .drag(100, 100, 200, 200)
    const said = sentences(one)
    one.room.apply(2, [{ op: 'remove', id: one.elements[0]!.id }])
    one.key('mod+z')
    expect(one.elements).toEqual([])
    expect(said).toHaveLength(1)
  })

  it('C73: of a step that others have changed in part takes back the rest of it', () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 300, 400, 400)
    const said = sentences(one)
    one.key('mod+a').key('arrowright')
    one.room.apply(2, [{ op: 'set', id: one.elements[0]!.id, props: new Map([['at', [0, 0]]]) }])
    one.key('mod+z')
    expect(one.elements.map((e) => e.props.get('at'))).toEqual([
      [0, 0],
      [30000, 30000],
    ])
    expect(said).toEqual([])
  })

  it('passes over steps that were without effect anyhow', () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200)
    one.editor.commit([{ op: 'set', id: 'never-there', props: new Map([['colour', 'red']]) }], one.editor.newID())
    const said = sentences(one)
    one.key('mod+z')
    expect(one.elements).toEqual([])
    expect(said).toEqual([])
  })

  it('C73: does nothing again that others have changed since, and says so', () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200)
    one.key('arrowright').wait(3000).key('arrowdown').key('mod+z').key('mod+z')
    const said = sentences(one)
    one.room.apply(2, [{ op: 'set', id: one.elements[0]!.id, props: new Map([['at', [0, 0]]]) }])
    one.key('mod+shift+z')
    expect(one.elements[0]!.props.get('at')).toEqual([0, 0])
    expect(said).toEqual(['Not done again: Others have changed that since; it stays as it is.'])
    expect(one.editor.state.canRedo).toBe(true)
  })

  it('takes back a removal with all the element had', () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200)
    const before = picture(one)
    one.key('delete').key('mod+z')
    expect(picture(one)).toBe(before)
  })
})

describe('what is selected', () => {
  const three = () =>
    new Hands().key('r').drag(0, 0, 50, 50).key('r').drag(100, 0, 150, 50).key('r').drag(200, 0, 250, 50).key('v')
  const selected = (hands: Hands) => [...hands.editor.state.selection].sort()

  it('is after undo and redo what it was before and after the step', () => {
    const one = three()
    const ids = one.elements.map((e) => e.id)
    one.key('mod+a').key('mod+g')
    const [group] = one.editor.state.selection
    expect(selected(one.key('mod+z'))).toEqual(ids)
    expect(selected(one.key('mod+shift+z'))).toEqual([group])
    expect(selected(one.key('mod+z'))).toEqual(ids)
    // Of a step that changed only one of them, all stay selected.
    one.editor.commit([{ op: 'set', id: ids[0]!, props: new Map([['colour', 'red']]) }], one.editor.newID())
    expect(selected(one.key('mod+z'))).toEqual(ids)
    expect(selected(one.key('mod+shift+z'))).toEqual(ids)
  })

  it('is what comes back from deletion', () => {
    const one = three()
    const ids = one.elements.map((e) => e.id)
    one.key('mod+a').key('delete')
    expect(selected(one.key('mod+z'))).toEqual(ids)
    one.key('mod+shift+z').editor.select([])
    expect(selected(one.key('mod+z'))).toEqual(ids)
  })

  it('stays where nothing was selected before the step, or nobody knows what', () => {
    const one = three()
    const [first, second, third] = one.elements.map((e) => e.id)
    one.editor.select([first!, second!])
    one.key('mod+z')
    expect(one.room.board.element(third!)).toBeUndefined()
    expect(selected(one)).toEqual([first, second])
    const { undos, redos } = structuredClone(one.editor.history.past)
    const later = new Hands(one.room)
    later.editor.history.load({ undos, redos })
    later.editor.select([first!])
    later.key('mod+z')
    expect(selected(later)).toEqual([first])
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
