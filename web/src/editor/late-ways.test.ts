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

test('in a past that goes by they wait for it to rest, and find the same', () => {
  const room = new FakeRoom()
  const hands = new Hands(room, 1)
  const { editor } = hands
  editor.finder.hurried = true
  const late = new LateWays(editor)
  const ways = (finder: Finder) =>
    Array.from({ length: ARROWS }, (_, i) => JSON.stringify(finder.shown(`arrow${i}`)!.props.get('way')))
  room.apply(2, rows())
  hands.wait(40)
  const rough = ways(editor.finder)
  // Something else changes before it has come to rest.
  room.apply(2, [put('far', { kind: 'rectangle', at: [-900_000, 0], size: [100, 100] })])
  hands.wait(40)
  expect(ways(editor.finder)).toEqual(rough)
  hands.wait(40)
  const found = ways(editor.finder)
  expect(found.filter((way, i) => way !== rough[i]).length).toBe(ARROWS)
  const afresh = new Finder(editor.client.view)
  for (let i = 0; i < ARROWS; i++) afresh.update(editor.client.view, new Set([`arrow${i}`]))
  expect(ways(afresh)).toEqual(found)
  late.close()
})

test('drawn without minding what stands around, an arrow goes along with what it is tied to, however often the board is looked at anew', () => {
  const room = new FakeRoom()
  room.apply(2, rows())
  const { editor } = new Hands(room, 1)
  const ways = (finder: Finder) =>
    Array.from({ length: ARROWS }, (_, i) => JSON.stringify(finder.shown(`arrow${i}`)!.props.get('way')))
  const before = ways(new Finder(editor.client.view))
  expect(ways(new Finder(editor.client.view))).toEqual(before)
  room.apply(2, [{ op: 'set', id: 'to3', props: new Map([['at', [90_000, 95_000]]]) }])
  const after = ways(new Finder(editor.client.view))
  expect(after.map((way, i) => way !== before[i])).toEqual(before.map((_, i) => i === 3))
  room.apply(2, [{ op: 'remove', id: 'to4' }])
  expect(ways(new Finder(editor.client.view))[4]).not.toBe(after[4])
})

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

test('what minds nothing that stands around has its way at once, and stays the same', () => {
  const room = new FakeRoom()
  room.apply(
    2,
    rows().map((op) =>
      op.op === 'put' && op.id.startsWith('arrow') ? { ...op, props: new Map([...op.props, ['route', 'curve']]) } : op,
    ),
  )
  const { finder } = new Hands(room, 1).editor
  const drawn = Array.from({ length: ARROWS }, (_, i) => finder.shown(`arrow${i}`))
  for (let stale = finder.smooth(); stale !== null; stale = finder.smooth()) expect(stale).toEqual([])
  for (const [i, element] of drawn.entries()) expect(finder.shown(`arrow${i}`)).toBe(element)
})

test('a rough way has right angles, and both ends where they are tied', () => {
  const room = new FakeRoom()
  room.apply(2, rows())
  const { finder } = new Hands(room, 1).editor
  const way = finder.shown('arrow0')!.props.get('way') as number[]
  expect(way.length).toBeGreaterThanOrEqual(4)
  for (let i = 2; i + 1 < way.length; i += 2)
    expect(way[i] === way[i - 2] || way[i + 1] === way[i - 1], JSON.stringify(way)).toBe(true)
  expect(way.at(-2)).toBeGreaterThan(45_000)
})
