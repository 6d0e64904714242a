import { expect, test } from 'vitest'
import type { Op, Value } from '../board/types'
import { FakeRoom } from '../test/fake-client'
import { Hands } from '../test/hands'
import { Finder } from './finder'
import { LateWays } from './late-ways'

/** How many arrows there are: enough that a page does not wait for them. */
const ARROWS = 40

const put = (id: string, props: Record<string, Value>): Op => ({ op: 'put', id, props: new Map(Object.entries(props)) })

/** Two boxes, an arrow from one to the other, and a third box in its way; over and over, a row each. */
function rows(): Op[] {
  return Array.from({ length: ARROWS }, (_, i) => {
    const y = i * 30_000
    const box = (name: string, x: number) =>
      put(`${name}${i}`, { kind: 'rectangle', at: [x, y], size: [10_000, 10_000] })
    const arrow = put(`arrow${i}`, {
      kind: 'arrow',
      route: 'elbow',
      at: [10_000, y + 5000],
      'knots/a': ['a0', [0, 0], false],
      'knots/b': ['a1', [50_000, 0], false],
      start: [`from${i}`, 10_000, 5000],
      end: [`to${i}`, 0, 5000],
    })
    return [box('from', 0), box('to', 60_000), box('wall', 30_000), arrow]
  }).flat()
}

test('arrows of a board that arrives find their ways afterwards, and the picture follows once', () => {
  const room = new FakeRoom()
  room.apply(2, rows())
  const hands = new Hands(room, 1)
  const { editor } = hands
  const stale: unknown[] = []
  editor.watch({ stale: (boxes) => stale.push(boxes), live: () => {} })
  const late = new LateWays(editor)
  editor.lookAgain()
  const ways = (finder: Finder) =>
    Array.from({ length: ARROWS }, (_, i) => JSON.stringify(finder.shown(`arrow${i}`)!.props.get('way')))
  const rough = ways(editor.finder)
  hands.wait(1)
  const found = ways(editor.finder)
  expect(found.filter((way, i) => way !== rough[i]).length).toBe(ARROWS)
  expect(stale.length).toBe(2)
  // Looked at one by one from the beginning, they find the same.
  const afresh = new Finder(editor.client.view)
  for (let i = 0; i < ARROWS; i++) afresh.update(editor.client.view, new Set([`arrow${i}`]))
  expect(ways(afresh)).toEqual(found)
  late.close()
})
