import { beforeAll, describe, expect, it } from 'vitest'
import type { Element } from '../board/types'
import { gapsOf, STEP } from '../elements/gaps'
import { Hands } from '../test/hands'
import { loadParts } from './eraser'

beforeAll(loadParts)

/** Hands that rub out parts, and a straight stroke from 100 to 500 at a height of 200: ten steps. */
function rubbing(): Hands {
  const hands = new Hands().key('p').drag(100, 200, 500, 200)
  hands.editor.setSettings({ rubs: 'part' })
  return hands.key('e')
}

const gapsIn = (element: Element) => gapsOf(element.props).map(([from, to]) => [from / STEP, to / STEP])
const plain = (element: Element) => Object.fromEntries(element.props)

describe('the eraser that takes parts of strokes', () => {
  it('takes what it passes over, and the stroke stays what it was: one step, and taking it back is exact', () => {
    const hands = rubbing()
    const before = hands.elements[0]!
    hands.drag(300, 150, 300, 250)
    const [after] = hands.elements
    expect(hands.elements).toHaveLength(1)
    expect(after!.id).toBe(before.id)
    expect(after!.props.get('points')).toEqual(before.props.get('points'))
    expect(after!.props.get('order')).toBe(before.props.get('order'))
    const [[from, to] = []] = gapsIn(after!)
    expect(from).toBeGreaterThan(4)
    expect(to).toBeLessThan(6)
    hands.key('mod+z')
    expect(plain(hands.elements[0]!)).toEqual(plain(before))
    hands.key('mod+shift+z')
    expect(plain(hands.elements[0]!)).toEqual(plain(after!))
  })

  it('is seen by oneself while the hand is down, and is nothing when it is called off', () => {
    const hands = rubbing()
    hands.press(300, 150).move(300, 250)
    expect(hands.editor.marks()).toMatchObject([{ mark: 'worn' }])
    expect(gapsIn(hands.elements[0]!)).toEqual([])
    hands.key('escape').release()
    expect(gapsIn(hands.elements[0]!)).toEqual([])
    expect(hands.editor.state.canUndo).toBe(true)
  })

  it('gives back with alt what this pass has taken, and nothing of an earlier one', () => {
    const hands = rubbing().drag(400, 150, 400, 250)
    hands.press(200, 150).move(200, 250).move(300, 250).move(300, 150)
    hands.move(200, 150, { alt: true }).move(200, 250, { alt: true }).move(400, 250, { alt: true })
    hands.move(400, 150, { alt: true }).release()
    const middles = gapsIn(hands.elements[0]!).map(([from, to]) => (from! + to!) / 2)
    expect(middles).toHaveLength(2)
    expect(middles[0]).toBeGreaterThan(4.5)
    expect(middles[1]).toBeGreaterThan(7)
  })

  it('takes the whole stroke where nothing of it is left, and leaves no crumbs', () => {
    const hands = rubbing().drag(300, 150, 300, 250)
    hands.drag(314.4, 150, 314.4, 250)
    expect(gapsIn(hands.elements[0]!)).toHaveLength(1)
    hands.drag(90, 200, 510, 200)
    expect(hands.elements).toHaveLength(0)
    hands.key('mod+z')
    expect(gapsIn(hands.elements[0]!)).toHaveLength(1)
  })

  it('leaves all but ink alone, and dots are taken whole', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200).key('p').click(300, 150)
    hands.editor.setSettings({ rubs: 'part' })
    hands.key('e').drag(50, 150, 400, 150)
    expect(hands.elements.map(({ props }) => props.get('kind'))).toEqual(['rectangle'])
  })

  it('takes whole things with shift, and parts with shift where it takes whole things', () => {
    const hands = rubbing().drag(300, 150, 300, 250, { shift: true })
    expect(hands.elements).toHaveLength(0)
    hands.key('mod+z').editor.setSettings({ rubs: 'whole' })
    hands.drag(300, 150, 300, 250, { shift: true })
    expect(gapsIn(hands.elements[0]!)).toHaveLength(1)
  })

  it('lets two people rub at once: both take effect, and each takes back their own', () => {
    const ada = rubbing()
    const bob = ada.another(2)
    bob.editor.setSettings({ rubs: 'part' })
    bob.key('e')
    ada.press(200, 150).move(200, 250)
    bob.press(400, 150).move(400, 250)
    ada.release()
    bob.release()
    expect(gapsIn(ada.elements[0]!)).toHaveLength(2)
    ada.key('mod+z')
    const [[from] = []] = gapsIn(ada.elements[0]!)
    expect(from).toBeGreaterThan(5)
    bob.key('mod+z')
    expect(gapsIn(ada.elements[0]!)).toEqual([])
  })

  it('of two who take a half each at once nothing is seen, and either half comes back', () => {
    const ada = rubbing()
    const bob = ada.another(2)
    const [{ id }] = ada.elements as [Element]
    const half = (hands: Hands, path: string, from: number, to: number) =>
      hands.editor.commit([{ op: 'set', id, props: new Map([[path, [from * STEP, to * STEP]]]) }], hands.editor.newID())
    half(ada, 'gaps/ada', 0, 6)
    half(bob, 'gaps/bob', 5, 10)
    expect(ada.editor.finder.bounds(id)).toBeNull()
    ada.key('mod+z')
    expect(ada.editor.finder.bounds(id)).not.toBeNull()
    expect(gapsIn(ada.elements[0]!)).toEqual([[5, 10]])
  })

  it('takes only what one made oneself where it is set so', () => {
    const ada = rubbing()
    const bob = ada.another(2)
    bob.editor.setSettings({ rubs: 'part', erases: 'own' })
    bob.key('e').drag(300, 150, 300, 250)
    expect(gapsIn(ada.elements[0]!)).toEqual([])
  })
})
