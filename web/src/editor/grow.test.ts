import { expect, it } from 'vitest'
import type { Value } from '../board/types'
import { anchorOf } from '../elements/arrow-end'
import { sized } from '../elements/props'
import { Hands } from '../test/hands'
import { rowOf, tileID } from '../test/tiles'

/** What lies on the board, by kind. */
const ofKind = (hands: Hands, kind: string) => hands.elements.filter(({ props }) => props.get('kind') === kind)

function one(): Hands {
  const hands = rowOf(new Hands(), 1)
  hands.editor.select([tileID(0)])
  return hands
}

it('gives what is selected a neighbour like it and an arrow to that, in one step, and goes on from there', () => {
  const hands = one()
  hands.key('mod+arrowright').wait(1000).key('mod+arrowdown').wait(1000)
  const [first, second, third] = ofKind(hands, 'rectangle')
  expect(sized(second!.props)).toEqual({ x: 20_000, y: 0, w: 10_000, h: 10_000 })
  expect(sized(third!.props)).toEqual({ x: 20_000, y: 20_000, w: 10_000, h: 10_000 })
  expect(second!.props.get('fill')).toBe('red')
  const ends = ofKind(hands, 'arrow').map(({ props }) => [anchorOf(props, 'start')!.id, anchorOf(props, 'end')!.id])
  expect(ends).toEqual([
    [first!.id, second!.id],
    [second!.id, third!.id],
  ])
  expect([...hands.editor.state.selection]).toEqual([third!.id])
  hands.key('mod+z')
  expect(hands.elements).toHaveLength(3)
  hands.key('mod+z')
  expect(hands.elements).toHaveLength(1)
})

it('draws the arrow as the line of what it leads from, whatever was drawn with last', () => {
  const hands = one()
  const look = new Map<string, Value>([
    ['thickness', 800],
    ['dash', 'dotted'],
  ])
  hands.editor.commit([{ op: 'set', id: tileID(0), props: look }], hands.editor.newID())
  hands.key('mod+arrowright').wait(1000)
  const [arrow] = ofKind(hands, 'arrow')
  expect([arrow!.props.get('thickness'), arrow!.props.get('dash')]).toEqual([800, 'dotted'])
})

it('puts further neighbours beside the first', () => {
  const hands = one()
  for (let i = 0; i < 3; i++) {
    hands.editor.select([tileID(0)])
    hands.key('mod+arrowright').wait(1000)
  }
  const places = ofKind(hands, 'rectangle').map(({ props }) => sized(props).y)
  expect(places).toEqual([0, 0, 13_000, -13_000])
})

it('does not offer it for what arrows are not tied to, or is locked', () => {
  const hands = one()
  hands.key('mod+arrowright').wait(1000)
  const [arrow] = ofKind(hands, 'arrow')
  hands.editor.select([arrow!.id])
  hands.key('mod+arrowright').wait(1000)
  expect(hands.elements).toHaveLength(3)
  hands.editor.select([tileID(0)])
  hands.editor.run('lock')
  hands.key('mod+arrowright').wait(1000)
  expect(hands.elements).toHaveLength(3)
})
