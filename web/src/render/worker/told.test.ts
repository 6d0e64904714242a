import { expect, test } from 'vitest'
import type { Value } from '../../board/types'
import { packed, type Told, unpacked } from './told'

test('elements come to the worker as they are: any property, no clip or one, a span without end', () => {
  const props = new Map<string, Value>([
    ['kind', 'stroke'],
    ['points', [0, 0, 50, -3, 0.1 + 0.2, -1e21]],
    ['runs', [['héllo "✏️" \u2028', ['bold', true]], []]],
    ['__proto__', 'not a prototype'],
    ['closed', false],
    ['1', 'a path that looks like a place in a list'],
    ['text/p7', ''],
  ])
  const told: Told[] = [
    [7, props, 12_345.5, null],
    [8, new Map(), Number.POSITIVE_INFINITY, { x: -1, y: 2.5, w: 0, h: 1e9 }],
  ]
  const back = unpacked(packed(told))
  expect(back).toEqual(told)
  expect([...back[0]![1].keys()]).toEqual([...props.keys()])
  expect(unpacked(packed([]))).toEqual([])
})
