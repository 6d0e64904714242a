import { describe, expect, it } from 'vitest'
import { Hands } from '../test/hands'
import { reshape, shapeAtHand } from './reshape'

const said = (hands: Hands, name: string) => hands.elements.map(({ props }) => props.get(name))

describe('another shape', () => {
  it('keeps all else of what is selected, and is one step', () => {
    const hands = new Hands()
    hands.editor.setStyle({ fill: 'red', colour: 'blue', radius: 300 })
    hands.key('r').drag(0, 0, 100, 80).key('o').drag(200, 0, 300, 80)
    const [rectangle] = hands.elements
    hands.key('mod+a')
    expect(shapeAtHand(hands.editor)).toBeNull()
    reshape(hands.editor, { kind: 'figure', form: 'star' })
    expect(said(hands, 'kind')).toEqual(['figure', 'figure'])
    expect(said(hands, 'form')).toEqual(['star', 'star'])
    expect(shapeAtHand(hands.editor)).toEqual({ kind: 'figure', form: 'star' })
    for (const name of ['at', 'size', 'fill', 'colour', 'radius'])
      expect(hands.elements[0]!.props.get(name)).toEqual(rectangle!.props.get(name))
    hands.key('mod+z')
    expect(said(hands, 'kind')).toEqual(['rectangle', 'ellipse'])
    expect(said(hands, 'form')).toEqual([undefined, undefined])
  })

  it('leaves alone what is locked, and what is no shape', () => {
    const hands = new Hands()
      .key('r')
      .drag(0, 0, 100, 80)
      .key('p')
      .drag(300, 300, 380, 340)
      .key('r')
      .drag(0, 200, 100, 280)
    hands.key('v').key('mod+a')
    const last = hands.elements.at(-1)!.id
    hands.editor.commit([{ op: 'set', id: last, props: new Map([['locked', true]]) }], hands.editor.newID())
    reshape(hands.editor, { kind: 'diamond' })
    expect(said(hands, 'kind')).toEqual(['diamond', 'stroke', 'rectangle'])
  })

  it('is what is drawn next where nothing is selected', () => {
    const hands = new Hands().key('r')
    expect(shapeAtHand(hands.editor)).toEqual({ kind: 'rectangle' })
    reshape(hands.editor, { kind: 'figure', form: 'heart' })
    expect(shapeAtHand(hands.editor)).toEqual({ kind: 'figure', form: 'heart' })
    hands.drag(0, 0, 100, 80)
    expect([said(hands, 'kind'), said(hands, 'form')]).toEqual([['figure'], ['heart']])
    expect(said(hands, 'at')).toEqual([[0, 0]])
  })
})
