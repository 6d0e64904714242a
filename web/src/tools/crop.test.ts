import { beforeAll, describe, expect, test } from 'vitest'
import type { Value } from '../board/types'
import { showWhole } from '../editor/images-chosen'
import { knotPath, knotsOf, knotValue } from '../elements/knots'
import { atOf } from '../elements/props'
import { lifted } from '../render/lifted'
import { Hands } from '../test/hands'
import { loadCrop } from './crop'

beforeAll(loadCrop)

/** A picture of 400 by 300 pixels from (100, 100), an arrow within it, and the hand about to crop it. */
function pictured(): Hands {
  const hands = new Hands()
  const image: Record<string, Value> = {
    kind: 'image',
    order: 'a0V',
    at: [10_000, 10_000],
    size: [40_000, 30_000],
    asset: '0f'.repeat(32),
    natural: [400, 300],
  }
  const arrow: Record<string, Value> = {
    kind: 'arrow',
    order: 'a1V',
    at: [20_000, 16_000],
    'end-head': 'none',
    start: ['picture', 2500, 2000],
    end: ['picture', 5000, 7000],
    [knotPath('0001')]: knotValue({ order: 'a0', x: 0, y: 0, smooth: false }),
    [knotPath('0002')]: knotValue({ order: 'a1', x: 10_000, y: 15_000, smooth: false }),
  }
  hands.room.apply(1, [
    { op: 'put', id: 'picture', props: new Map(Object.entries(image)) },
    { op: 'put', id: 'arrow', props: new Map(Object.entries(arrow)) },
  ])
  hands.editor.select(['picture'])
  hands.editor.setTool('crop')
  return hands
}

/** Where an arrow's ends are drawn, in CSS pixels. */
function tips(props: ReadonlyMap<string, Value>): number[][] {
  const at = atOf(props)
  return knotsOf(props).map(({ x, y }) => [Math.round((at.x + x) / 100), Math.round((at.y + y) / 100)])
}
const drawn = (hands: Hands) => tips(hands.editor.finder.shown('arrow')!.props)
const inHand = (hands: Hands) => tips(lifted(hands.editor).drawn.find(({ id }) => id === 'arrow')!.props)

describe('an arrow that points at something in a picture', () => {
  const there = [
    [200, 160],
    [300, 310],
  ]

  test('stays where it is while an edge is pulled and after it, in one step', () => {
    const hands = pictured()
    expect(drawn(hands)).toEqual(there)
    hands.press(500, 250).move(450, 250).move(400, 250)
    expect(inHand(hands)).toEqual(there)
    hands.release()
    expect(hands.room.board.element('picture')!.props.get('crop')).toEqual([0, 0, 100, 0])
    expect(drawn(hands)).toEqual(there)
    hands.key('mod+z')
    expect(hands.room.board.element('picture')!.props.get('size')).toEqual([40_000, 30_000])
    expect(drawn(hands)).toEqual(there)
  })

  test('stays where it is when the whole picture is shown again', () => {
    const hands = pictured()
    hands.drag(500, 250, 400, 250)
    showWhole(hands.editor)
    expect(hands.room.board.element('picture')!.props.get('size')).toEqual([40_000, 30_000])
    expect(drawn(hands)).toEqual(there)
  })

  test('goes along with the picture behind its frame', () => {
    const hands = pictured()
    hands.drag(500, 250, 400, 250).press(250, 250).move(240, 250).move(230, 250)
    const gone = there.map(([x, y]) => [x! - 20, y])
    expect(inHand(hands)).toEqual(gone)
    hands.release()
    expect(drawn(hands)).toEqual(gone)
  })

  test('ends at the edge where what it points at is cut off', () => {
    const hands = pictured()
    hands.drag(500, 250, 250, 250)
    const [start, end] = drawn(hands)
    expect(start).toEqual(there[0])
    expect(end![0]).toBeGreaterThan(240)
    expect(end![0]).toBeLessThan(252)
  })
})

describe('a picture that is changed while it is cropped', () => {
  test('stays in the hand: moved by another, it is cropped where it is', () => {
    const hands = pictured()
    hands.press(500, 250).move(450, 250)
    hands.room.apply(2, [{ op: 'set', id: 'picture', props: new Map([['at', [20_000, 10_000]]]) }])
    hands.move(400, 250).release()
    const { props } = hands.room.board.element('picture')!
    expect([props.get('at'), props.get('crop')]).toEqual([
      [20_000, 10_000],
      [0, 0, 100, 0],
    ])
  })

  test('is let go when it is removed', () => {
    const hands = pictured()
    hands.press(500, 250).move(450, 250)
    hands.room.apply(2, [{ op: 'remove', id: 'picture' }])
    hands.move(400, 250).release()
    expect(hands.room.board.element('picture')).toBeUndefined()
  })
})
