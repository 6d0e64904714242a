import { describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { Hands } from '../test/hands'
import { keepLostWork } from './lost-work'
import { noticesOf } from './notices'

function lostRectangle() {
  const hands = new Hands().key('r').drag(0, 0, 100, 80)
  const said: string[] = []
  noticesOf(hands.editor).on({ said: ({ title }) => said.push(title) })
  keepLostWork(hands.editor)
  const { id, props } = hands.elements[0]!
  hands.room.apply(2, [{ op: 'remove', id }])
  const changes = new Map<string, Value>([['colour', 'red']])
  hands.client.tell((listeners) => listeners.inVain?.([{ id, changes, props: new Map([...props, ...changes]) }]))
  return { hands, id, said }
}

const enabled = (hands: Hands) => hands.editor.commands.find(({ id }) => id === 'bring-back')!.enabled(hands.editor)

describe('work on what others removed', () => {
  it('is told, and comes back whole as one left it, in one step', () => {
    const { hands, id, said } = lostRectangle()
    expect(said).toEqual(['Removed by others'])
    expect(enabled(hands)).toBe(true)
    hands.editor.run('bring-back')
    expect(hands.elements.map((e) => [e.id, e.props.get('colour')])).toEqual([[id, 'red']])
    expect(enabled(hands)).toBe(false)
    hands.key('mod+z')
    expect(hands.elements).toEqual([])
  })

  it('is laid over what others have brought back meanwhile', () => {
    const { hands, id } = lostRectangle()
    hands.room.apply(2, [
      {
        op: 'restore',
        id,
        props: new Map<string, Value>([
          ['kind', 'ellipse'],
          ['at', [0, 0]],
        ]),
      },
    ])
    hands.editor.run('bring-back')
    expect(hands.elements.map((e) => [e.props.get('kind'), e.props.get('colour')])).toEqual([['ellipse', 'red']])
  })
})
