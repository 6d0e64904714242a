import { expect, it } from 'vitest'
import { Hands } from '../test/hands'
import { tileID as id, rowOf } from '../test/tiles'
import { noticesOf } from './notices'
import { heldStill } from './tree'

it('what is locked has no handles and is not deleted, and the person is told; with something free among it, that is', () => {
  const hands = rowOf(new Hands(), 3)
  const { editor } = hands
  const said: string[] = []
  noticesOf(editor).on({ said: ({ title }) => said.push(title) })
  editor.select([id(0), id(1)])
  hands.key('mod+shift+l')
  expect(heldStill(editor.client.view, editor.state.selection)).toBe(true)
  hands.key('delete')
  expect(hands.room.board.element(id(0))).toBeDefined()
  expect(said).toEqual(['This is locked'])
  editor.select([id(0), id(2)])
  expect(heldStill(editor.client.view, editor.state.selection)).toBe(false)
  hands.key('delete')
  expect(hands.room.board.element(id(0))).toBeDefined()
  expect(hands.room.board.element(id(2))).toBeUndefined()
  expect(said).toHaveLength(1)
  expect(heldStill(editor.client.view, new Set())).toBe(false)
})
