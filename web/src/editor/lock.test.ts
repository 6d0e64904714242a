import { describe, expect, it } from 'vitest'
import { Hands } from '../test/hands'
import { tileID as id, rowOf, tile } from '../test/tiles'
import { titleOf } from './commands/title'
import { addLayer, lockLayer, moveToLayer } from './layers'
import { noticesOf } from './notices'
import { heldStill } from './tree'

/** Hands at a row of three tiles, and what the person is told. */
function row(): { readonly hands: Hands; readonly said: string[] } {
  const hands = rowOf(new Hands(), 3)
  const said: string[] = []
  noticesOf(hands.editor).on({ said: ({ title }) => said.push(title) })
  return { hands, said }
}

/** The same with the first two locked, and selected. */
function lockedRow() {
  const made = row()
  made.hands.editor.select([id(0), id(1)])
  made.hands.key('mod+shift+l')
  return made
}

const command = ({ editor }: Hands, name: string) => editor.commands.find((one) => one.id === name)!
const propsOf = (hands: Hands) => hands.elements.map(({ props }) => JSON.stringify([...props]))

it('what is locked has no handles and is not deleted, and the person is told; with something free among it, that is', () => {
  const { hands, said } = lockedRow()
  const { editor } = hands
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

describe('the lines of menus', () => {
  it('say whether locking would lock or unlock', () => {
    const { hands } = row()
    const lock = command(hands, 'lock')
    expect(titleOf(lock, hands.editor)).toBe('Lock')
    hands.editor.select([id(0)])
    hands.key('mod+shift+l')
    expect(titleOf(lock, hands.editor)).toBe('Unlock')
    hands.editor.select([id(0), id(1)])
    expect(titleOf(lock, hands.editor)).toBe('Lock')
  })

  it('offer nothing that would change nothing on what is locked', () => {
    const { hands } = lockedRow()
    const offered = (name: string) => command(hands, name).enabled(hands.editor)
    const changing = hands.editor.commands.filter((one) => one.lockedOut?.(hands.editor)).map((one) => one.id)
    for (const name of [
      'cut',
      'duplicate',
      'delete',
      'group',
      'order-front',
      'align-left',
      'flip-horizontal',
      'text-larger',
    ])
      expect(changing).toContain(name)
    expect(changing.filter(offered)).toEqual([])
    expect(['copy', 'lock', 'zoom-selection', 'copy-style'].filter((name) => !offered(name))).toEqual([])
    // What is offered there would do something: with a free one among it all is.
    const before = propsOf(hands)
    for (const name of changing) hands.editor.run(name)
    expect(propsOf(hands)).toEqual(before)
    hands.editor.select([id(0), id(1), id(2)])
    expect(['cut', 'delete', 'align-left', 'order-front', 'text-larger'].filter((name) => !offered(name))).toEqual([])
  })

  it('do not offer to take a locked group apart beside a free thing', () => {
    const { hands } = row()
    hands.editor.select([id(0), id(1)])
    hands.key('mod+g')
    const [group] = hands.editor.state.selection
    hands.key('mod+shift+l')
    hands.editor.select([group!, id(2)])
    expect(command(hands, 'ungroup').enabled(hands.editor)).toBe(false)
  })
})

describe('the person is told that a thing is locked', () => {
  it('when they nudge, arrange, cut or style it', () => {
    const { hands, said } = lockedRow()
    const before = propsOf(hands)
    hands.key('arrowleft')
    hands.key(']')
    hands.key('alt+a')
    hands.editor.setStyle({ fill: 'blue' })
    expect(said).toHaveLength(4)
    expect(propsOf(hands)).toEqual(before)
  })

  it('once for each drag of it, and not for a click', () => {
    const { hands, said } = lockedRow()
    hands.click(50, 50)
    expect(said).toEqual([])
    hands.editor.select([id(0)])
    const before = propsOf(hands)
    hands.drag(50, 50, 150, 160)
    expect(said).toEqual(['This is locked'])
    hands.drag(50, 50, 150, 160)
    expect(said).toHaveLength(2)
    expect(propsOf(hands)).toEqual(before)
    expect([...hands.editor.state.selection]).toEqual([id(0)])
  })

  it('when a drag of what was not selected comes to nothing, but not when it was a box around something', () => {
    const { hands, said } = lockedRow()
    hands.editor.select([])
    hands.drag(50, 50, 150, 160)
    expect(said).toEqual(['This is locked'])
    hands.drag(50, 50, 600, 160)
    expect([...hands.editor.state.selection]).toEqual([id(2)])
    hands.drag(150, 300, 170, 400)
    expect(said).toHaveLength(1)
  })

  it('and which lock it is, where the whole layer is', () => {
    const { hands } = row()
    const { editor } = hands
    addLayer(editor)
    hands.room.apply(1, [tile(4)])
    editor.select([id(4)])
    moveToLayer(editor, editor.state.layer)
    lockLayer(editor, editor.state.layer, true)
    const texts: string[] = []
    noticesOf(editor).on({ said: ({ text }) => texts.push(text) })
    hands.drag(850, 50, 860, 160)
    expect(texts).toHaveLength(1)
    expect(texts[0]).toContain('layer')
  })
})
