import { describe, expect, it } from 'vitest'
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

  it('comes along where the other moved only some of what one holds', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(500, 100, 600, 200).key('v')
    const [first] = hands.elements
    hands.key('mod+a').press(100, 150).move(150, 150)
    hands.room.apply(2, [{ op: 'set', id: first!.id, props: new Map([['at', [10000, 40000]]]) }])
    hands.release()
    expect(at(hands)).toEqual([
      [15000, 40000],
      [55000, 10000],
    ])
  })
})
