import { describe, expect, it, vi } from 'vitest'
import type { Value } from '../board/types'
import * as elements from '../elements/kind-of'
import { Hands } from '../test/hands'
import { tile, tileID } from '../test/tiles'
import * as tree from './tree'

/** Enough that a step of them is done in parts. */
const MANY = 4000

vi.mock('../elements/kind-of', async (actual) => {
  const all = await actual<typeof elements>()
  return { ...all, kindOf: vi.fn(all.kindOf) }
})
vi.mock('./tree', async (actual) => {
  const all = await actual<typeof tree>()
  return { ...all, leavesOf: vi.fn(all.leavesOf), levelOf: vi.fn(all.levelOf) }
})

/** Hands with thousands selected, of which somebody looks at the frame and the style after each change, as the page does. */
function watched(): Hands {
  const hands = new Hands()
  const { editor, client } = hands
  hands.room.apply(
    1,
    Array.from({ length: MANY }, (_, i) => tile(i, [['order', `b${String(i).padStart(5, '0')}V`]])),
  )
  hands.key('mod+a')
  const look = () => [editor.selectionBox(), editor.styleOf(), editor.finder.overhangOf(editor.state.selection)]
  look()
  client.on({ changed: look })
  vi.clearAllMocks()
  return hands
}

const calls = (of: unknown) => vi.mocked(of as () => void).mock.calls.length

describe('with thousands selected', () => {
  it('a change costs what it touches', () => {
    const hands = watched()
    for (let i = 0; i < 50; i++)
      hands.room.apply(2, [
        {
          op: 'set',
          id: tileID(i),
          props: new Map<string, Value>([
            ['colour', 'red'],
            ['at', [i, i]],
          ]),
        },
      ])
    // What it becomes, its place in the picture, its frame, and how far its lines stand out of that: each a few times.
    expect(calls(elements.kindOf)).toBeGreaterThanOrEqual(50)
    expect(calls(elements.kindOf)).toBeLessThan(50 * 10)
    expect(calls(tree.leavesOf) + calls(tree.levelOf)).toBe(0)
    expect(hands.editor.selectionBox()).toMatchObject({ x: 0, y: 0, h: 10_049 })
    expect(hands.editor.styleOf().colour).toBeNull()
    expect(hands.editor.styleOf().fill).toBe('red')
  })

  it('what a step in many parts takes from the selection is looked at once', () => {
    const hands = watched()
    const { editor, client, room } = hands
    hands.key('delete').wait(2000)
    expect(client.committed.length).toBeGreaterThan(2)
    expect(room.board.size).toBe(0)
    expect(editor.state.selection.size).toBe(0)
    expect(calls(tree.levelOf)).toBeLessThanOrEqual(1)
    expect(editor.selectionBox()).toBeNull()
    hands.key('mod+z').wait(2000)
    expect(editor.state.selection.size).toBe(MANY)
    expect(calls(tree.levelOf)).toBeLessThanOrEqual(2)
    expect(editor.selectionBox()).toMatchObject({ x: 0, y: 0, h: 10_000 })
  })
})
