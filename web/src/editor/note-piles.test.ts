import { expect, test } from 'vitest'
import type { Value } from '../board/types'
import { Hands } from '../test/hands'
import { spread, stacked } from './note-piles'
import { notesSelected } from './notes'

/** Notes in two rows, painted in another order than they are read. */
function desk(...at: readonly (readonly [id: string, x: number, y: number, order: string])[]) {
  const hands = new Hands()
  for (const [id, x, y, order] of at) {
    const props: [string, Value][] = [
      ['kind', 'note'],
      ['at', [x, y]],
      ['size', [20_000, 20_000]],
      ['order', order],
    ]
    hands.room.apply(1, [{ op: 'put', id, props: new Map(props) }])
  }
  hands.editor.select(at.map(([id]) => id))
  const { client } = hands.editor
  const places = () => new Map(hands.elements.map(({ id, props }) => [id, props.get('at')]))
  return { ...hands, editor: hands.editor, board: client.view, places, order: () => hands.elements.map(({ id }) => id) }
}

const rows = [
  ['note-four', 30_000, 31_000, 'a0'],
  ['note-two1', 30_000, 500, 'a1'],
  ['note-one1', 0, 0, 'a2'],
  ['note-three', 0, 30_000, 'a3'],
] as const

test('a stack lies as it is read: the first at the back, where it lay', () => {
  const { editor, board, places, order } = desk(...rows)
  editor.commit(stacked(board, notesSelected(editor)), 'step-0001')
  expect(order()).toEqual(['note-one1', 'note-two1', 'note-three', 'note-four'])
  expect([...places().values()]).toEqual([
    [0, 0],
    [1600, 1600],
    [3200, 3200],
    [4800, 4800],
  ])
})

test('a stack of many is spread out in its order again, and none lies over another', () => {
  const many = Array.from(
    { length: 23 },
    (_, i) =>
      [
        `note-${String(i).padStart(4, '0')}`,
        (i % 5) * 23_000,
        Math.floor(i / 5) * 23_000,
        `a${i < 10 ? i : String.fromCharCode(55 + i)}`,
      ] as const,
  )
  const { editor, board, places } = desk(...many)
  editor.commit(stacked(board, notesSelected(editor)), 'step-0001')
  expect(notesSelected(editor).map(({ id }) => id)).toEqual(many.map(([id]) => id))
  editor.commit(spread(board, notesSelected(editor)), 'step-0002')
  expect(notesSelected(editor).map(({ id }) => id)).toEqual(many.map(([id]) => id))
  const all = [...places().values()] as [number, number][]
  for (const [i, [x, y]] of all.entries())
    for (const [u, v] of all.slice(i + 1)) expect(Math.abs(x - u) >= 20_000 || Math.abs(y - v) >= 20_000).toBe(true)
})

test('each is one step, and what is locked stays', () => {
  const { editor, board, places } = desk(...rows)
  const before = places()
  editor.commit([{ op: 'set', id: 'note-two1', props: new Map([['locked', true]]) }], 'step-lock')
  editor.commit(stacked(board, notesSelected(editor)), 'step-0001')
  expect(places().get('note-two1')).toEqual([30_000, 500])
  expect(places().get('note-four')).toEqual([3200, 3200])
  editor.undo()
  expect(places()).toEqual(before)
})
