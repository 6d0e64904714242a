import { describe, expect, it } from 'vitest'
import { Hands } from '../test/hands'
import { lifted } from './lifted'

describe('a style that is tried on', () => {
  const two = () => new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 100, 400, 200).key('mod+a')
  const opacities = (hands: Hands) => lifted(hands.editor).drawn.map(({ props }) => props.get('opacity'))

  it('is drawn in place of what is selected, and is no change', () => {
    const hands = two()
    const { seq } = hands.client
    hands.editor.tryStyle({ opacity: 40 })
    expect(opacities(hands)).toEqual([40, 40])
    expect([...lifted(hands.editor).ids]).toEqual(hands.elements.map(({ id }) => id))
    // Its own value on the way is no reason to put it down.
    hands.editor.tryStyle({ opacity: 100 })
    expect(opacities(hands)).toEqual([100, 100])
    hands.editor.tryStyle(null)
    expect(opacities(hands)).toEqual([])
    expect(hands.client.seq).toBe(seq)
  })

  it('ends with what is chosen, which is one step', () => {
    const hands = two()
    for (const opacity of [90, 60, 30]) hands.editor.tryStyle({ opacity })
    hands.editor.setStyle({ opacity: 30 })
    expect(opacities(hands)).toEqual([])
    expect(hands.elements.map(({ props }) => props.get('opacity'))).toEqual([30, 30])
    hands.key('mod+z')
    expect(hands.elements.map(({ props }) => props.get('opacity'))).toEqual([100, 100])
  })

  it('is the same picture for as long as the hand rests, and takes in what others change', () => {
    const hands = two()
    hands.editor.tryStyle({ thickness: 900 })
    const one = () => lifted(hands.editor).drawn[0]!.props
    expect(one()).toBe(one())
    const { id } = hands.elements[0]!
    hands.another(2).editor.commit([{ op: 'set', id, props: new Map([['colour', 'red']]) }], 'step-of-another')
    expect([one().get('colour'), one().get('thickness')]).toEqual(['red', 900])
  })

  it('leaves out what is locked, what has no such property and what is far from sight', () => {
    const hands = two()
    hands.key('escape').click(100, 150).editor.run('lock')
    hands.key('mod+a')
    hands.editor.tryStyle({ opacity: 40 })
    expect(opacities(hands)).toHaveLength(1)
    hands.editor.tryStyle({ font: 'mono' })
    expect(opacities(hands)).toEqual([])
    hands.editor.tryStyle({ opacity: 40 })
    hands.editor.setCamera({ x: 900_000, y: 0, zoom: 1 })
    expect(opacities(hands)).toEqual([])
  })

  it('goes where nothing may be changed any more', () => {
    const hands = two()
    hands.editor.tryStyle({ opacity: 40 })
    hands.editor.setViewing(true)
    expect(opacities(hands)).toEqual([])
    expect(hands.editor.state.trying).toBeNull()
  })
})
