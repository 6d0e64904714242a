import { expect, it } from 'vitest'
import { anchorOf } from '../../elements/arrow-end'
import { sized } from '../../elements/props'
import { overlap } from '../../geometry/box'
import { Hands } from '../../test/hands'
import { rowOf, tileID } from '../../test/tiles'
import { Announcer } from './announcer'

const three = () => rowOf(new Hands(), 3)
const selected = ({ editor }: Hands) => [...editor.state.selection]
const arrowsOf = ({ elements }: Hands) =>
  elements
    .filter(({ props }) => props.get('kind') === 'arrow')
    .map(({ props }) => [anchorOf(props, 'start')?.id, anchorOf(props, 'end')?.id])

it('walks to the next and back, and ends at the ends', () => {
  const hands = three()
  const { walker } = hands
  for (const i of [0, 1, 2]) {
    expect(walker.next(1)).toBe(tileID(i))
    walker.walk(1)
    expect(selected(hands)).toEqual([tileID(i)])
  }
  expect(walker.next(1)).toBeNull()
  walker.walk(-1)
  expect(selected(hands)).toEqual([tileID(1)])
})

it('steps into a group, and out of it at its end', () => {
  const hands = three()
  hands.editor.select([tileID(0), tileID(1)])
  hands.key('mod+g').key('escape')
  hands.walker.walk(1)
  hands.key('enter')
  expect(selected(hands)).toEqual([tileID(0)])
  hands.walker.walk(1)
  expect(selected(hands)).toEqual([tileID(1)])
  hands.walker.walk(1)
  expect(selected(hands)).toEqual([tileID(2)])
})

it('goes to the nearest by arrows, and takes it along with shift', () => {
  const hands = three()
  hands.editor.select([tileID(0)])
  hands.key('alt+arrowright')
  expect(selected(hands)).toEqual([tileID(1)])
  hands.key('shift+alt+arrowright')
  expect(selected(hands)).toEqual([tileID(1), tileID(2)])
})

it('brings into view what it reaches', () => {
  const hands = three()
  hands.editor.setCamera({ x: 900_000, y: 900_000, zoom: 1 })
  hands.walker.walk(1)
  const { camera } = hands.editor.state
  expect(hands.editor.finder.any({ x: camera.x, y: camera.y, w: 100_000, h: 80_000 })).toBe(true)
})

it.each(['r', 'o', '3', 'm', 'b', 'f', 'n', 'a', 'l'])(
  'puts down by Enter what the tool of “%s” makes, once more beside it',
  (key) => {
    const hands = new Hands()
    hands.key(key).key('enter').wait(1000)
    expect(hands.elements).toHaveLength(1)
    if (hands.editor.state.editing !== null) hands.key('escape')
    const [first] = hands.elements
    hands.editor.select([first!.id])
    // An arrow that is taken with one thing selected begins there.
    if (key === 'a') return
    hands.key(key).key('enter').wait(1000)
    const boxes = hands.elements.map(({ id }) => hands.editor.finder.frame(id)!)
    expect(boxes).toHaveLength(2)
    expect(overlap(boxes[0]!, boxes[1]!)).toBeNull()
  },
)

it('puts a text where one types at once, and nothing where the tool draws or one may not write', () => {
  const hands = new Hands()
  hands.key('t').key('enter')
  expect(hands.editor.state.editing).not.toBeNull()
  const drawing = new Hands()
  drawing.key('p').key('enter').wait(1000)
  expect(drawing.elements).toHaveLength(0)
})

it('joins what is selected in the order in which it was selected, in one step', () => {
  const hands = three()
  hands.editor.select([tileID(2), tileID(0), tileID(1)])
  hands.key('alt+c').wait(1000)
  expect(arrowsOf(hands)).toEqual([
    [tileID(2), tileID(0)],
    [tileID(0), tileID(1)],
  ])
  hands.key('mod+z').wait(1000)
  expect(arrowsOf(hands)).toEqual([])
  hands.editor.select([tileID(0), tileID(1)])
  hands.key('a').key('enter').wait(1000)
  expect(arrowsOf(hands)).toEqual([[tileID(0), tileID(1)]])
})

it('begins an arrow at one and ends it at another that is walked to; Esc gives it up', () => {
  const hands = three()
  hands.editor.select([tileID(0)])
  hands.key('alt+c')
  hands.key('alt+arrowright').key('alt+arrowright').key('enter').wait(1000)
  expect(arrowsOf(hands)).toEqual([[tileID(0), tileID(2)]])
  hands.editor.select([tileID(0)])
  hands.key('alt+c').key('escape')
  hands.editor.select([tileID(1)])
  hands.key('enter').wait(1000)
  expect(arrowsOf(hands)).toHaveLength(1)
})

it('makes things wider and higher by keys, its corner where it was, never less than something', () => {
  const hands = three()
  hands.editor.select([tileID(0)])
  const box = () => sized(hands.room.board.element(tileID(0))!.props)
  const { x, y, w, h } = box()
  hands.key('mod+shift+arrowright').key('mod+shift+arrowdown').wait(1000)
  expect(box()).toEqual({ x, y, w: w + 1000, h: h + 1000 })
  for (let i = 0; i < 40; i++) hands.key('mod+shift+arrowleft')
  expect(box().w).toBe(1000)
})

it('says what is selected, what one does, and what is undone', () => {
  const hands = three()
  const said: string[] = []
  new Announcer(hands.editor, hands.walker, (sentence) => said.push(sentence))
  const after = (run: () => unknown) => {
    run()
    hands.wait(1000)
    return said.splice(0)
  }
  expect(after(() => hands.walker.walk(1))).toEqual(['Rectangle, 1 of 3'])
  expect(after(() => hands.key('arrowright').key('arrowright'))).toEqual(['Rectangle moved'])
  expect(after(() => hands.key('delete'))).toEqual(['Rectangle deleted. Nothing selected'])
  expect(after(() => hands.key('mod+z'))[0]).toMatch(/^Undone: Rectangle deleted/)
  expect(after(() => hands.key('mod+shift+z'))[0]).toMatch(/^Done again: Rectangle deleted/)
  expect(after(() => hands.key('r').key('enter'))[0]).toMatch(/^Rectangle made\. Rectangle, \d of 3/)
  expect(after(() => hands.key('mod+a'))).toEqual(['3 selected'])
  expect(after(() => hands.key('mod+shift+l'))).toEqual(['3 elements changed'])
})

it('shows where an arrow was begun until it is ended or given up', () => {
  const hands = three()
  const marks = () => hands.editor.marks().filter(({ mark }) => mark === 'tie')
  for (const end of ['enter', 'escape']) {
    hands.editor.select([tileID(0)])
    expect(marks()).toEqual([])
    hands.key('alt+c')
    const begun = marks()
    expect(begun).toHaveLength(1)
    hands.walker.walk(1)
    expect(marks()).toEqual(begun)
    hands.key(end)
    expect(marks()).toEqual([])
  }
})
