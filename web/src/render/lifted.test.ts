import { describe, expect, it } from 'vitest'
import { Hands } from '../test/hands'
import type { Gesture } from '../wire/messages'
import { lifted } from './lifted'

function other(hands: Hands, gesture: Gesture): void {
  const member = { session: 'x', author: 2, name: 'Ada', colour: 'teal' }
  hands.client.others.set('x', { member, selection: [], gesture })
}

describe('what moves', () => {
  it('is taken out of the scene and drawn where the hand has it', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200)
    expect(lifted(hands.editor).ids.size).toBe(0)
    hands.press(100, 150).move(150, 150)
    const now = lifted(hands.editor)
    expect([...now.ids]).toEqual([hands.elements[0]!.id])
    expect(now.drawn[0]!.by).toEqual({ x: 5000, y: 0 })
    hands.release()
    expect(lifted(hands.editor).drawn).toEqual([])
  })

  it('stays in one’s own hand when another takes hold of it too', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200).key('r').drag(300, 100, 400, 200)
    const [id, free] = hands.elements.map((element) => element.id)
    other(hands, { id: 'gesture1', ids: [id!, free!], by: [300, 400] })
    hands.press(100, 150).move(150, 150)
    const held = () => lifted(hands.editor).drawn.map((one) => [one.id, one.by])
    expect(held()).toEqual([
      [free, { x: 300, y: 400 }],
      [id, { x: 5000, y: 0 }],
    ])
    hands.key('escape')
    expect(held().map(([, by]) => by)).toEqual([
      { x: 300, y: 400 },
      { x: 300, y: 400 },
    ])
  })

  it('shows what others carry, shape and draw', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200)
    const id = hands.elements[0]!.id
    other(hands, { id: 'gesture1', ids: [id], by: [300, 400] })
    expect(lifted(hands.editor).drawn[0]!.by).toEqual({ x: 300, y: 400 })
    other(hands, { id: 'gesture1', ids: [id], props: new Map([['size', [5, 5]]]) })
    expect(lifted(hands.editor).drawn[0]!.props.get('size')).toEqual([5, 5])
    const props = new Map<string, string | readonly number[]>([
      ['kind', 'stroke'],
      ['at', [0, 0]],
    ])
    other(hands, { id: 'gesture2', ids: ['newstroke'], props, points: [0, 0, 50, 0] })
    expect(lifted(hands.editor).drawn[0]!.props.get('points')).toEqual([0, 0, 50, 0])
    expect(lifted(hands.editor).ids.size).toBe(0)
  })

  it('does not draw twice what the board has by now', () => {
    const hands = new Hands()
    const props = new Map<string, string | readonly number[]>([
      ['kind', 'rectangle'],
      ['at', [0, 0]],
      ['size', [9, 9]],
    ])
    other(hands, { id: 'gesture1', ids: ['rectangle1'], props })
    expect(lifted(hands.editor).drawn).toHaveLength(1)
    hands.room.apply(2, [{ op: 'put', id: 'rectangle1', props }])
    expect(lifted(hands.editor).drawn).toEqual([])
  })

  it('fades what the eraser has crossed', () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200).key('e').press(50, 150).move(150, 150)
    expect(lifted(hands.editor).drawn[0]!.strength).toBe(0.2)
  })
})

describe("another's stroke", () => {
  it('grows although its points are kept in one growing list', () => {
    const hands = new Hands()
    const props = new Map<string, string | readonly number[]>([
      ['kind', 'stroke'],
      ['at', [0, 0]],
    ])
    const points = [0, 0, 50, 0]
    other(hands, { id: 'gesture2', ids: ['newstroke'], props, points })
    const first = lifted(hands.editor).drawn[0]!.props.get('points')
    expect(lifted(hands.editor).drawn[0]!.props.get('points')).toBe(first)
    points.push(100, 100, 50, 8)
    other(hands, { id: 'gesture2', ids: ['newstroke'], props, points })
    const second = lifted(hands.editor).drawn[0]!.props.get('points')
    expect(second).not.toBe(first)
    expect(second).toEqual(points)
  })
})
