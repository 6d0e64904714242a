import { expect, test } from 'vitest'
import type { Value } from '../board/types'
import { Hands } from '../test/hands'
import { presenterOf } from './following'
import { present, presented } from './presenting'
import { freshFrameName, putSlideAfter, shownSlides, slidesOf } from './slides'

const frame = (id: string, x: number, y: number, more: Readonly<Record<string, Value>> = {}) => ({
  op: 'put' as const,
  id,
  props: new Map<string, Value>([
    ['kind', 'frame'],
    ['name', id.slice(-1)],
    ['at', [x, y]],
    ['size', [10_000, 8000]],
    ...Object.entries(more),
  ]),
})

function three(): Hands {
  const hands = new Hands()
  hands.room.apply(1, [
    frame('frame-00c', 0, 20_000),
    frame('frame-00b', 20_000, 1500),
    frame('frame-00a', 0, 2000),
    frame('frame-00h', 40_000, 0, { hidden: true }),
  ])
  return hands
}

const names = (hands: Hands) => slidesOf(hands.client.view).map(({ name }) => name)

test('frames are read line by line, from the left; those that are hidden are not shown', () => {
  const hands = three()
  expect(names(hands)).toEqual(['a', 'b', 'h', 'c'])
  expect(shownSlides(hands.client.view).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
})

test('one that is put elsewhere gives all a place of their own, and those that come later come last', () => {
  const hands = three()
  hands.room.apply(1, putSlideAfter(hands.client.view, 'frame-00c', ''))
  expect(names(hands)).toEqual(['c', 'a', 'b', 'h'])
  hands.room.apply(1, [frame('frame-00d', -50_000, -50_000)])
  expect(names(hands)).toEqual(['c', 'a', 'b', 'h', 'd'])
  hands.room.apply(1, putSlideAfter(hands.client.view, 'frame-00d', 'frame-00c'))
  expect(names(hands)).toEqual(['c', 'd', 'a', 'b', 'h'])
  const [op, ...more] = putSlideAfter(hands.client.view, 'frame-00a', '')
  // From now on one key says it.
  expect([op?.id, more]).toEqual(['frame-00a', []])
  expect(putSlideAfter(hands.client.view, 'frame-00a', 'nobody')).toEqual([])
})

test('a new name is none that there is', () => {
  const hands = three()
  expect(freshFrameName(hands.client.view)).toBe('Frame 5')
})

test('keys go from frame to frame and around', () => {
  const hands = three()
  hands.editor.setCamera({ x: 900_000, y: 0, zoom: 1 })
  const seen: number[] = []
  for (const keys of ['alt+pagedown', 'alt+pagedown', 'alt+pagedown', 'alt+pagedown', 'alt+pageup']) {
    hands.key(keys)
    const { x, y } = hands.editor.state.camera
    const slides = shownSlides(hands.client.view)
    seen.push(slides.findIndex(({ box }) => box.x + 5000 === x + 50_000 && box.y + 4000 === y + 40_000))
  }
  expect(seen).toEqual([0, 1, 2, 0, 2])
})

test('who shows a frame is told by the view, and by nothing else', () => {
  const hands = three()
  const { editor, client } = hands
  const member = { session: 's', author: 2, name: 'Ada', colour: 'red' } as never
  client.others.set('s', { member, selection: [], view: [0, 2000, 10_000, 8000] })
  expect(presenterOf(editor)).toMatchObject({ session: 's', name: 'Ada', box: { x: 0, y: 2000, w: 10_000, h: 8000 } })
  client.others.set('s', { member, selection: [], view: [0, 2000, 10_000, 8001] })
  expect(presenterOf(editor)).toBeNull()
  present(editor, 'frame-00b')
  expect([presented(editor), client.presence.view]).toEqual(['frame-00b', [20_000, 1500, 10_000, 8000]])
  // Wherever the view goes, and also where it stays: a window of another size brings it to where it was.
  for (const x of [7000, 7000]) {
    editor.setCamera({ x, y: 300, zoom: 2 })
    expect(client.presence.view).toEqual([20_000, 1500, 10_000, 8000])
  }
  present(editor, '')
  expect([presented(editor), client.presence.view]).toEqual(['', [7000, 300, 50_000, 40_000]])
})

test('a laser pointer is a gesture that no board knows, and nothing of it stays', () => {
  const hands = three()
  const { seq } = hands.client
  hands.editor.setTool('laser')
  hands.press(100, 500)
  for (let i = 1; i <= 5; i++) hands.move(100 + i * 20, 500)
  const { gesture } = hands.client.presence
  expect([...gesture!.props!.keys()].sort()).toEqual(['at', 'name'])
  expect(gesture!.points).toHaveLength(6 * 4)
  hands.release()
  expect([hands.client.presence.gesture, hands.client.seq]).toEqual([null, seq])
})
