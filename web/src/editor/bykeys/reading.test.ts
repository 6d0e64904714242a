import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Hands } from '../../test/hands'
import { inRows, nearest, onLevel, readingTree } from './reading'

const at = (id: string, x: number, y: number, w = 100, h = 100) => ({ id, box: { x, y, w, h } })
const order = (...things: ReturnType<typeof at>[]) => inRows(things).map(({ id }) => id)

it('reads rows from top to bottom, each from left to right, as crooked as hands lay them', () => {
  expect(order(at('d', 0, 200), at('b', 150, 20), at('c', 300, -10), at('a', 0, 0), at('e', 140, 210))).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
  ])
})

it('makes no row of all that lies beside a long line', () => {
  expect(order(at('line', -50, -10, 10, 1000), at('b', 0, 200), at('a', 200, 0))).toEqual(['line', 'a', 'b'])
})

it('loses nothing and says nothing twice', () => {
  const box = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) })
  fc.assert(
    fc.property(fc.array(box, { maxLength: 40 }), (boxes) => {
      const things = boxes.map(({ x, y }, i) => at(`e${i}`, x, y, 10 + Math.abs(x) / 3, 10 + Math.abs(y) / 2))
      expect(order(...things).sort()).toEqual(things.map(({ id }) => id).sort())
    }),
  )
})

it('goes to the nearest that lies in a direction, and to nothing behind', () => {
  const things = [at('right', 300, 10), at('far', 700, 0), at('below', 0, 300), at('left', -300, 0)]
  const here = { x: 0, y: 0, w: 100, h: 100 }
  const ways = [
    [{ x: 1, y: 0 }, 'right'],
    [{ x: -1, y: 0 }, 'left'],
    [{ x: 0, y: 1 }, 'below'],
    [{ x: 0, y: -1 }, null],
  ] as const
  for (const [way, id] of ways) expect(nearest(things, here, way)).toBe(id)
})

it('reads a group as one, what lies in a frame after the frame, and leaves out what is hidden', () => {
  const hands = new Hands()
  const { editor } = hands
  const put = (id: string, x: number, y: number, more: [string, string | boolean | number[]][] = []) =>
    editor.commit(
      [
        {
          op: 'put',
          id,
          props: new Map<string, never>([['kind', 'rectangle'], ['at', [x, y]], ['size', [1000, 1000]], ...more] as [
            string,
            never,
          ][]),
        },
      ],
      editor.newID(),
    )
  put('after-the-frame-00', 9000, 0)
  put('frame-000000000000', 0, -1000, [
    ['kind', 'frame'],
    ['size', [5000, 5000]],
  ])
  put('in-frame-000000000', 1000, 1000, [['parent', 'frame-000000000000']])
  put('hidden-00000000000', 2000, 1000, [['hidden', true]])
  put('one-of-group-00000', 0, 9000)
  put('two-of-group-00000', 3000, 9000)
  editor.select(['one-of-group-00000', 'two-of-group-00000'])
  editor.run('group')
  const [group] = editor.state.selection
  const tree = readingTree(editor.client.view, editor.finder)
  expect(onLevel(editor.client.view, tree, '')).toEqual([
    'frame-000000000000',
    'in-frame-000000000',
    'after-the-frame-00',
    group,
  ])
  expect(onLevel(editor.client.view, tree, group!)).toEqual(['one-of-group-00000', 'two-of-group-00000'])
})
