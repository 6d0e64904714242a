import { describe, expect, it } from 'vitest'
import { joined, runsOf } from '../elements/text-runs'
import { Hands } from '../test/hands'
import { tools } from '.'
import { POINTS } from './pen'

const text = (hands: Hands, i = 0) => joined(runsOf(hands.elements[i]!.props))

describe('the tools', () => {
  it('each have a key, shown on their buttons, that no other command has', () => {
    const { commands } = new Hands().editor
    for (const tool of tools.filter(({ mode }) => mode !== true)) {
      expect(tool.keys[0], tool.id).toMatch(/^[a-z0-9]$/)
      const meant = commands.filter((command) => command.keys.includes(tool.keys[0]!))
      expect(meant.map((command) => command.id)).toEqual([`tool-${tool.id}`])
    }
  })
})

describe('pen', () => {
  it('draws one stroke, relative to its first point, and stays in the hand', () => {
    const hands = new Hands().key('p')
    hands.press(10, 10).move(12, 11).move(15, 15)
    expect(hands.room.board.size).toBe(0)
    expect(hands.client.presence.gesture?.points?.length).toBe(12)
    hands.release()
    const [stroke] = hands.elements
    expect(stroke!.props.get('at')).toEqual([1000, 1000])
    expect(stroke!.props.get('points')).toEqual([0, 0, 50, 0, 200, 100, 50, 8, 300, 400, 50, 8])
    expect(hands.client.presence.gesture).toBeNull()
    expect(hands.editor.state.tool).toBe('pen')
  })

  it('goes on in a further element of the same step where a stroke is full, and undo takes all of it', () => {
    const hands = new Hands().key('p').press(0, 0)
    for (let i = 1; i <= POINTS + 20; i++) hands.move(i % 900, Math.floor(i / 900) + (i % 2))
    hands.release()
    expect(hands.elements.length).toBe(2)
    expect(new Set(hands.client.committed.map((c) => c.step)).size).toBe(1)
    expect((hands.elements[0]!.props.get('points') as readonly number[]).length).toBe(POINTS * 4)
    hands.key('mod+z')
    expect(hands.elements.length).toBe(0)
  })

  it('undo in the midst of a stroke takes that one alone, and redo leaves it be', () => {
    const hands = new Hands().key('p').drag(0, 0, 50, 50).wait(1000)
    hands.press(100, 100).move(120, 120).key('mod+z').move(140, 140).release()
    expect(hands.elements.length).toBe(1)
    hands.key('mod+z').press(100, 100).move(120, 120).key('mod+shift+z').move(140, 140).release()
    expect(hands.elements.length).toBe(1)
    expect((hands.elements[0]!.props.get('points') as readonly number[]).length).toBe(12)
  })

  it('leaves nothing when cancelled, and keeps what is there when interrupted', () => {
    const hands = new Hands().key('p').press(0, 0).move(5, 5)
    hands.key('escape')
    expect(hands.room.board.size).toBe(0)
    hands.release()
    expect(hands.room.board.size).toBe(0)
    hands.press(0, 0).move(9, 9)
    hands.editor.hand({ t: 'interrupt' })
    expect(hands.room.board.size).toBe(1)
  })
})

describe('shapes', () => {
  it('drags out a rectangle, selects it and gives the tool back', () => {
    const hands = new Hands().key('r').drag(10, 20, 110, 80)
    const [shape] = hands.elements
    expect(shape!.props.get('kind')).toBe('rectangle')
    expect(shape!.props.get('at')).toEqual([1000, 2000])
    expect(shape!.props.get('size')).toEqual([10000, 6000])
    expect([...hands.editor.state.selection]).toEqual([shape!.id])
    expect(hands.editor.state.tool).toBe('select')
  })

  it('makes a square with shift, from the middle with alt, one of a usual size by a click', () => {
    const hands = new Hands()
    hands.key('o').drag(0, 0, 100, 40, { shift: true })
    expect(hands.elements[0]!.props.get('size')).toEqual([10000, 10000])
    hands.key('r').drag(200, 200, 250, 220, { alt: true })
    expect(hands.elements[1]!.props.get('at')).toEqual([15000, 18000])
    expect(hands.elements[1]!.props.get('size')).toEqual([10000, 4000])
    hands.wait(1000).key('o').click(500, 500)
    expect(hands.elements[2]!.props.get('size')).toEqual([12000, 12000])
    expect(hands.elements[2]!.props.get('at')).toEqual([44000, 44000])
  })

  it('stays in the hand while locked', () => {
    const hands = new Hands().key('q').key('r').drag(0, 0, 50, 50).drag(100, 0, 150, 50)
    expect(hands.elements.length).toBe(2)
    expect(hands.editor.state.tool).toBe('rectangle')
  })
})

describe('select', () => {
  const two = () => new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 100, 400, 200).click(600, 600)

  it('takes by click on the line, adds with shift, drops on the bare board', () => {
    const hands = two().wait(1000)
    expect(hands.editor.state.selection.size).toBe(0)
    hands.click(100, 150)
    expect(hands.editor.state.selection.size).toBe(1)
    hands.wait(1000).click(300, 150, { shift: true })
    expect(hands.editor.state.selection.size).toBe(2)
    hands.wait(1000).click(300, 150, { shift: true })
    expect(hands.editor.state.selection.size).toBe(1)
    hands.wait(1000).click(700, 700)
    expect(hands.editor.state.selection.size).toBe(0)
    expect(hands.client.presence.selection).toEqual([])
  })

  it('takes what a box touches', () => {
    const hands = two().drag(150, 50, 320, 120)
    expect(hands.editor.state.selection.size).toBe(2)
  })

  it('moves only beyond the drag distance, tells the others how far, commits once', () => {
    const hands = two().wait(1000)
    const before = hands.client.committed.length
    hands.press(100, 150).move(102, 151).release()
    expect(hands.client.committed.length).toBe(before)
    hands.wait(1000).press(100, 150).move(120, 160)
    expect(hands.client.presence.gesture?.by).toEqual([2000, 1000])
    expect(hands.elements[0]!.props.get('at')).toEqual([10000, 10000])
    hands.release()
    expect(hands.elements[0]!.props.get('at')).toEqual([12000, 11000])
    expect(hands.client.committed.length).toBe(before + 1)
  })

  it('resizes by a corner: free, in proportion with shift, about the middle with alt', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200)
    hands.drag(204, 204, 254, 224)
    expect(hands.elements[0]!.props.get('size')).toEqual([15000, 12000])
    hands.key('mod+z').editor.select([hands.elements[0]!.id])
    hands.drag(204, 204, 304, 204, { shift: true })
    expect(hands.elements[0]!.props.get('size')).toEqual([20000, 20000])
    hands.key('mod+z').editor.select([hands.elements[0]!.id])
    hands.drag(204, 150, 214, 150, { alt: true })
    expect(hands.elements[0]!.props.get('size')).toEqual([12000, 10000])
    expect(hands.elements[0]!.props.get('at')).toEqual([9000, 10000])
  })

  it('ends when someone else removes what it carries', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200)
    const id = hands.elements[0]!.id
    hands.press(100, 150).move(150, 150)
    hands.room.apply(2, [{ op: 'remove', id }])
    expect(hands.client.presence.gesture).toBeNull()
    hands.move(170, 150).release()
    expect(hands.room.board.size).toBe(0)
    expect(hands.editor.state.selection.size).toBe(0)
  })

  it('goes back at Esc: cancels, deselects, gives the tool back', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200)
    hands.press(100, 150).move(150, 150).key('escape')
    expect(hands.elements[0]!.props.get('at')).toEqual([10000, 10000])
    hands.release()
    expect(hands.editor.state.selection.size).toBe(1)
    hands.key('escape')
    expect(hands.editor.state.selection.size).toBe(0)
    hands.key('p').key('escape')
    expect(hands.editor.state.tool).toBe('select')
  })
})

describe('a pen with shift', () => {
  const ends = (hands: Hands) => {
    const { props } = hands.elements[0]!
    const points = props.get('points') as readonly number[]
    let [x, y] = [0, 0]
    for (let i = 0; i < points.length; i += 4) {
      x += points[i]!
      y += points[i + 1]!
    }
    return { x: x / 100, y: y / 100, points: points.length / 4 }
  }

  it('goes straight from where shift went down, and on by hand when it is let go', () => {
    const hands = new Hands().key('p').press(0, 0).move(10, 0)
    hands.move(50, 40, { shift: true }).move(110, 100, { shift: true })
    // What is told to the others does not waver.
    expect(hands.client.presence.gesture?.points?.length).toBe(8)
    hands.move(112, 104).move(115, 110).release()
    const { x, y, points } = ends(hands)
    expect([x, y]).toEqual([115, 110])
    expect(points).toBeGreaterThan(30)
    const all = hands.elements[0]!.props.get('points') as readonly number[]
    const steps = all.slice(8, 8 + 4 * 20).filter((_, i) => i % 4 < 2)
    for (const step of steps) expect(Math.abs(step)).toBeGreaterThan(200)
  })

  it('ends straight where the hand lifts with shift held', () => {
    const hands = new Hands().key('p').press(0, 0).move(100, 0, { shift: true }).release()
    expect(ends(hands)).toMatchObject({ x: 100, y: 0 })
  })
})

describe('eraser', () => {
  it('takes away what it crosses, when it lifts; alt gives back', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 100, 400, 200)
    hands.key('e').press(50, 150).move(150, 150).move(350, 150)
    expect(hands.room.board.size).toBe(2)
    expect(hands.editor.marks()).toHaveLength(1)
    hands.move(260, 150, { alt: true }).release()
    expect(hands.elements.map((e) => e.props.get('at'))).toEqual([[30000, 10000]])
    hands.key('mod+z')
    expect(hands.room.board.size).toBe(2)
  })
})

describe("the eraser's choices", () => {
  it('only ink: shapes stay, in groups too', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200).key('p').drag(300, 100, 320, 200)
    hands.key('v').key('mod+a').key('mod+g')
    hands.editor.setSettings({ erases: 'ink' })
    hands.key('e').drag(90, 150, 400, 150)
    expect(hands.elements.map((e) => e.props.get('kind')).sort()).toEqual(['group', 'rectangle'])
  })

  it('what another has in their hand stays: it is not where the board says', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 100, 400, 200)
    const [held, free] = hands.elements.map((e) => e.id)
    const member = { session: 'x', author: 2, name: 'Ada', colour: 'teal' }
    hands.client.others.set('x', { member, selection: [], gesture: { id: 'gesture1', ids: [held!], by: [0, 40_000] } })
    hands.key('e').drag(50, 150, 500, 150)
    expect(hands.room.board.element(free!)).toBeUndefined()
    expect(hands.room.board.element(held!)).toBeDefined()
  })

  it("only my own: what another made or changed stays, and Ctrl+Z brings one's own back", () => {
    const one = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 100, 400, 200)
    const two = one.another(2)
    two.key('r').drag(500, 100, 600, 200)
    const changed = one.elements[1]!.id
    two.editor.commit([{ op: 'set', id: changed, props: new Map([['colour', 'red']]) }], two.editor.newID())
    one.editor.setSettings({ erases: 'own' })
    one.key('e').drag(90, 150, 700, 150)
    expect(one.elements.map((e) => (e.props.get('at') as readonly number[])[0])).toEqual([30_000, 50_000])
    one.key('mod+z')
    expect(one.elements).toHaveLength(3)
  })
})

describe('text', () => {
  it('puts a text with its first letters, lets it grow, and removes it when it says nothing', () => {
    const hands = new Hands().key('t').click(100, 100)
    expect(hands.editor.state.editing).not.toBeNull()
    expect(hands.room.board.size).toBe(0)
    hands.type('one').wait(400)
    expect(text(hands)).toBe('one')
    hands.type('one\ntwo').key('escape')
    expect(text(hands)).toBe('one\ntwo')
    expect(runsOf(hands.elements[0]!.props).map((run) => run.text)).toEqual(['one\ntwo'])
    expect(hands.elements[0]!.props.get('measured')).toBeDefined()
    expect(hands.editor.state.tool).toBe('select')
    hands.key('enter').type('').key('escape')
    expect(hands.room.board.size).toBe(0)
    hands.key('mod+z')
    expect(text(hands)).toBe('one\ntwo')
  })

  it('is undone as one step however long one typed', () => {
    const hands = new Hands().key('t').click(100, 100)
    for (const word of ['a', 'ab', 'ab c', 'ab c\nd']) hands.type(word).wait(500)
    hands.key('escape').key('mod+z')
    expect(hands.room.board.size).toBe(0)
    hands.key('mod+shift+z')
    expect(text(hands)).toBe('ab c\nd')
  })

  it('opens by a double click: a text that is there, or a new one', () => {
    const hands = new Hands().click(300, 300).click(300, 300)
    expect(hands.editor.state.editing).not.toBeNull()
    hands.type('x').key('escape')
    hands.wait(1000).click(302, 300).click(302, 300)
    expect(hands.editor.state.editing).toBe(hands.elements[0]!.id)
  })
})

describe('hand', () => {
  it('moves the paper', () => {
    const hands = new Hands().key('h').drag(100, 100, 150, 80)
    expect(hands.editor.state.camera).toEqual({ x: -5000, y: 2000, zoom: 1 })
  })
})

describe('a pen over the canvas', () => {
  const over = (hands: Hands, pen: boolean) => hands.editor.hand({ t: 'move', ...hands.pointer(), pen })

  it('shows where it will write, as broad and in the colour of its line, until it is away', () => {
    const hands = new Hands().key('p').move(30, 40)
    over(hands, true)
    expect(hands.editor.marks()).toEqual([
      { mark: 'nib', at: { x: 3000, y: 4000 }, thickness: hands.editor.state.style.thickness, colour: 'ink' },
    ])
    expect(hands.editor.busy).toBe(false)
    hands.editor.pointerGone()
    expect(hands.editor.marks()).toEqual([])
    over(hands, false)
    expect(hands.editor.marks()).toEqual([])
  })

  it('is seen ahead of its last point, and what was only expected is not kept', () => {
    const hands = new Hands().key('p').press(0, 0).move(10, 0)
    const soon = [{ ...hands.pointer(), at: { x: 1600, y: 0 } }]
    hands.editor.hand({ t: 'move', ...hands.pointer(), at: { x: 1200, y: 0 } as never, soon: soon as never })
    expect(hands.editor.live?.ahead?.slice(0, 2)).toEqual([400, 0])
    expect(hands.client.presence.gesture?.points?.length).toBe(12)
    hands.release()
    expect((hands.elements[0]!.props.get('points') as readonly number[]).length).toBeLessThanOrEqual(16)
  })

  it('lends the eraser for one gesture', () => {
    const hands = new Hands().key('r').drag(0, 0, 100, 100).key('p')
    expect(hands.editor.lend('eraser')).toBe(true)
    hands.press(-10, 50).move(0, 50).move(10, 50)
    expect(hands.editor.state.tool).toBe('pen')
    hands.release()
    expect(hands.elements.length).toBe(0)
    hands.drag(0, 0, 50, 50)
    expect(hands.elements.map(({ props }) => props.get('kind'))).toEqual(['stroke'])
  })
})
