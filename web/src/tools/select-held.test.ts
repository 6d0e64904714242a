import { describe, expect, it } from 'vitest'
import { ownFrameAround } from '../render/frames'
import { lifted } from '../render/lifted'
import { Hands } from '../test/hands'

describe('what another holds too', () => {
  const at = (hands: Hands) => hands.elements.map((element) => element.props.get('at'))

  it('stays in one’s own hand when the other lets go of it elsewhere', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200)
    const other = hands.another(2)
    hands.press(100, 150).move(150, 150)
    other.drag(100, 150, 100, 450)
    expect(at(hands)).toEqual([[10000, 40000]])
    // Both what is shown and what the others are told, although the hand rests.
    expect(hands.editor.live?.by).toEqual({ x: 5000, y: -30000 })
    expect(hands.client.presence.gesture?.by).toEqual([5000, -30000])
    hands.move(160, 150).release()
    expect(at(hands)).toEqual([[16000, 10000]])
    hands.key('mod+z')
    expect(at(hands)).toEqual([[10000, 40000]])
  })

  it('stays where the other put it when one lets go by Escape', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200)
    const other = hands.another(2)
    hands.press(100, 150).move(150, 150)
    other.drag(100, 150, 100, 450)
    hands.key('escape').release()
    expect(at(hands)).toEqual([[10000, 40000]])
  })

  /** Two rectangles in one hand, fifty pixels on; the other has put the first of them elsewhere. */
  function partMoved(): Hands {
    const hands = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(500, 100, 600, 200).key('v')
    const [first] = hands.elements
    hands.key('mod+a').press(100, 150).move(150, 150)
    hands.room.apply(2, [{ op: 'set', id: first!.id, props: new Map([['at', [10000, 40000]]]) }])
    return hands
  }

  it('stays where one’s hand has it, where the other moved only some of it: it does not jump, and who lets go last wins', () => {
    const hands = partMoved()
    const drawn = () => lifted(hands.editor).drawn.map(({ props, by }) => [props.get('at'), by])
    expect(drawn()).toEqual([
      [[10000, 10000], { x: 5000, y: 0 }],
      [[50000, 10000], { x: 5000, y: 0 }],
    ])
    const before = lifted(hands.editor).drawn[0]!.props
    expect(ownFrameAround(hands.editor)?.box).toEqual({ x: 15000, y: 10000, w: 50000, h: 10000 })
    hands.move(160, 150)
    // What is drawn is kept by identity.
    expect(lifted(hands.editor).drawn[0]!.props).toBe(before)
    hands.release()
    expect(at(hands)).toEqual([
      [16000, 10000],
      [56000, 10000],
    ])
    hands.key('mod+z')
    expect(at(hands)).toEqual([
      [10000, 40000],
      [50000, 10000],
    ])
  })

  it('keeps together as before when the other moves the rest as far', () => {
    const hands = partMoved()
    const [, second] = hands.elements
    hands.room.apply(2, [{ op: 'set', id: second!.id, props: new Map([['at', [50000, 40000]]]) }])
    expect(hands.client.presence.gesture?.by).toEqual([5000, -30000])
    hands.release()
    expect(at(hands)).toEqual([
      [15000, 10000],
      [55000, 10000],
    ])
  })

  it('is left where the other put it by Escape, also where that is a part of it', () => {
    const hands = partMoved().key('escape').release()
    expect(at(hands)).toEqual([
      [10000, 40000],
      [50000, 10000],
    ])
  })

  it('is made larger from where one took hold of it', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200)
    const [only] = hands.elements
    hands.press(206, 206).move(256, 256)
    hands.room.apply(2, [{ op: 'set', id: only!.id, props: new Map([['at', [10000, 40000]]]) }])
    hands.release()
    expect(at(hands)).toEqual([[10000, 10000]])
    expect(hands.elements[0]!.props.get('size')).toEqual([15000, 15000])
  })
})
