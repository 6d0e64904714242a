import { describe, expect, it } from 'vitest'
import { Hands } from '../test/hands'
import { tileID as id, rowOf, tilesOf } from '../test/tiles'
import { clipboardOf } from './clipboard'
import { payloadIn } from './clipboard-html'
import {
  addLayer,
  hideLayer,
  layersOf,
  lockLayer,
  moveLayer,
  moveToLayer,
  putLayerAbove,
  removeLayer,
  renameLayer,
} from './layers'
import { noticesOf } from './notices'

const row = (n: number) => rowOf(new Hands(), n)
const names = (hands: Hands) => layersOf(hands.room.board).map(({ name, count }) => `${name || 'base'} ${count}`)

/** A row of four, the last two on a layer of their own. */
function layered(): readonly [Hands, string] {
  const hands = row(4)
  addLayer(hands.editor)
  const { layer } = hands.editor.state
  hands.editor.select([id(2), id(3)])
  moveToLayer(hands.editor, layer)
  return [hands, layer]
}

describe('layers', () => {
  it('are listed bottom to top over the base, with what lies in them', () => {
    const [hands] = layered()
    hands.editor.run('layer-add')
    expect(names(hands)).toEqual(['base 2', 'Layer 1 2', 'Layer 2 0'])
    renameLayer(hands.editor, hands.editor.state.layer, 'Ideas')
    expect(names(hands)).toEqual(['base 2', 'Layer 1 2', 'Ideas 0'])
    renameLayer(hands.editor, hands.editor.state.layer, 'two\nlines\0')
    expect(names(hands)[2]).toBe('two lines 0')
    hands.key('mod+z').key('mod+z').key('mod+z')
    expect(names(hands)).toEqual(['base 2', 'Layer 1 2'])
    expect(hands.editor.state.layer).toBe('')
  })

  it('that are hidden or locked are not drawn on: that goes onto the base from then on, and is said', () => {
    for (const shut of [hideLayer, lockLayer]) {
      const [hands, layer] = layered()
      const said: string[] = []
      noticesOf(hands.editor).on({ said: ({ title }) => said.push(title) })
      shut(hands.editor, layer, true)
      expect(hands.editor.state.layer).toBe(layer)
      hands.key('r').drag(300, 300, 400, 400).key('p').drag(500, 500, 600, 600)
      expect(names(hands)).toEqual(['base 4', 'Layer 1 2'])
      expect(hands.editor.state.layer).toBe('')
      expect(said).toEqual([`Layer 1 is ${shut === hideLayer ? 'hidden' : 'locked'}`])
      // To look and to show it again is no reason to leave it.
      hands.editor.setLayer(layer)
      hands.key('v').click(900, 700)
      shut(hands.editor, layer, false)
      hands.key('r').drag(300, 300, 400, 400)
      expect(names(hands)).toEqual(['base 4', 'Layer 1 3'])
      expect(said).toHaveLength(1)
    }
  })

  it('that are hidden or locked are not pasted on nor written on by a double click either, and it is said the same way', async () => {
    for (const shut of [hideLayer, lockLayer]) {
      const [hands, layer] = layered()
      const said: string[] = []
      noticesOf(hands.editor).on({ said: ({ title }) => said.push(title) })
      const sentence = `Layer 1 is ${shut === hideLayer ? 'hidden' : 'locked'}`
      hands.editor.select([id(0)])
      const payload = payloadIn(clipboardOf(hands.editor).copy()!.html)!
      const paste = () => clipboardOf(hands.editor).paste({ is: 'elements', payload })
      await paste()
      expect([names(hands), said]).toEqual([['base 2', 'Layer 1 3'], []])
      shut(hands.editor, layer, true)
      await paste()
      await paste()
      expect([names(hands), said]).toEqual([['base 4', 'Layer 1 3'], [sentence]])
      expect(hands.editor.state.layer).toBe('')
      hands.editor.setLayer(layer)
      hands.key('v').wait(1000).click(700, 700).click(700, 700).type('words').key('escape')
      expect([names(hands), said]).toEqual([
        ['base 5', 'Layer 1 3'],
        [sentence, sentence],
      ])
      // What is no drawing is no reason to leave it.
      hands.editor.setLayer(layer)
      await clipboardOf(hands.editor).paste({ is: 'elements', payload: 'nothing of ours' })
      expect(hands.editor.state.layer).toBe(layer)
    }
  })

  it('that are hidden while one is in a group on them take nothing that is pasted', async () => {
    const [hands, layer] = layered()
    hands.editor.select([id(0)])
    const payload = payloadIn(clipboardOf(hands.editor).copy()!.html)!
    hands.editor.select([id(2), id(3)])
    hands.editor.run('group')
    const [group] = hands.editor.state.selection
    hands.editor.select([])
    hands.editor.enter(group!)
    await clipboardOf(hands.editor).paste({ is: 'elements', payload })
    expect(hands.room.board.children(group!)).toHaveLength(3)
    hands.editor.select([])
    hands.editor.enter(group!)
    hideLayer(hands.another(2).editor, layer, true)
    await clipboardOf(hands.editor).paste({ is: 'elements', payload })
    expect(hands.room.board.children(group!)).toHaveLength(3)
    expect(names(hands)).toEqual(['base 3', 'Layer 1 1'])
  })

  it('are above the base, whoever draws there at the same time', () => {
    const [hands, layer] = layered()
    const other = hands.another(2)
    other.editor.setLayer('')
    other.key('r').drag(300, 300, 400, 400)
    const drawn = hands.elements.find((e) => e.maker === 2)!
    expect(hands.room.board.parent(drawn.id)).toBe('')
    const order = hands.room.board.paintOrder()
    expect(order.indexOf(drawn.id)).toBeLessThan(order.indexOf(layer))
    other.editor.select([drawn.id])
    other.key(']')
    expect(order.indexOf(drawn.id)).toBeLessThan(order.indexOf(layer))
  })

  it('take what is drawn while they are drawn on: shapes, strokes and texts', () => {
    const [hands, layer] = layered()
    hands.key('r').drag(300, 300, 400, 400).key('p').drag(500, 500, 520, 520)
    hands.key('t').click(600, 600)
    hands.type('words').key('escape')
    expect(layersOf(hands.room.board)[1]!.count).toBe(5)
    hideLayer(hands.editor, layer, true)
    hands.key('r').drag(300, 300, 400, 400)
    expect(names(hands)).toEqual(['base 3', 'Layer 1 5'])
  })

  it('hidden, nothing of them is drawn, hit or selected; locked, nothing is hit', () => {
    const [hands, layer] = layered()
    const { finder } = hands.editor
    const everything = { x: -100_000, y: -100_000, w: 300_000, h: 300_000 }
    const seen = () => finder.painted(everything).length
    expect([seen(), picked(hands)]).toEqual([4, [id(2), id(3)]])
    hideLayer(hands.editor, layer, true)
    expect([seen(), picked(hands)]).toEqual([2, []])
    expect(finder.topmost({ x: 45_000, y: 5000 }, 100)).toBeNull()
    expect(finder.extent()!.w).toBeLessThan(40_000)
    hands.key('mod+z')
    expect([seen(), finder.topmost({ x: 45_000, y: 5000 }, 100)]).toEqual([4, id(2)])
    lockLayer(hands.editor, layer, true)
    expect([seen(), finder.topmost({ x: 45_000, y: 5000 }, 100)]).toEqual([4, null])
    expect(hands.editor.selectable()).toEqual([id(0), id(1)])
  })

  it('are brought over and under each other, and never under the base', () => {
    const [hands, layer] = layered()
    hands.editor.run('layer-add')
    const above = hands.editor.state.layer
    moveLayer(hands.editor, above, 'back')
    expect(layersOf(hands.room.board).map((l) => l.id)).toEqual(['', above, layer])
    moveLayer(hands.editor, above, 'forward')
    expect(layersOf(hands.room.board).map((l) => l.id)).toEqual(['', layer, above])
    for (let i = 0; i < 100; i++) {
      moveLayer(hands.editor, above, 'back')
      moveLayer(hands.editor, layer, 'back')
    }
    expect(layersOf(hands.room.board).map((l) => l.id)).toEqual(['', layer, above])
  })

  it('are put right above another one or the base, in one step', () => {
    const [hands, first] = layered()
    const ids = [first]
    for (let i = 0; i < 3; i++) {
      hands.editor.run('layer-add')
      ids.push(hands.editor.state.layer)
    }
    const [a, b, c, d] = ids as [string, string, string, string]
    const order = () => layersOf(hands.room.board).map((one) => one.id)
    putLayerAbove(hands.editor, d, a)
    expect(order()).toEqual(['', a, d, b, c])
    putLayerAbove(hands.editor, a, c)
    expect(order()).toEqual(['', d, b, c, a])
    putLayerAbove(hands.editor, c, '')
    expect(order()).toEqual(['', c, d, b, a])
    const { seq } = hands.client
    for (const [one, over] of [
      [c, ''],
      [d, c],
      [d, d],
      [d, 'gone'],
      ['gone', d],
      [id(0), d],
    ] as const)
      putLayerAbove(hands.editor, one, over)
    expect(hands.client.seq).toBe(seq)
    hands.key('mod+z').key('mod+z').key('mod+z')
    expect(order()).toEqual(['', a, b, c, d])
  })

  it('removed, they leave what lay on them on the one below, in one step', () => {
    const [hands, layer] = layered()
    hands.editor.run('layer-add')
    const above = hands.editor.state.layer
    hands.editor.select([id(0), id(3)])
    hands.editor.run('group')
    const [group] = picked(hands)
    expect(hands.room.board.parent(group!)).toBe(layer)
    moveToLayer(hands.editor, above)
    removeLayer(hands.editor, above)
    expect(names(hands)).toEqual(['base 1', 'Layer 1 2'])
    expect(tilesOf(hands)).toEqual([1, 2, 0, 3])
    removeLayer(hands.editor, layer)
    expect(names(hands)).toEqual(['base 3'])
    expect(tilesOf(hands)).toEqual([1, 2, 0, 3])
    hands.key('mod+z').key('mod+z')
    expect(names(hands)).toEqual(['base 1', 'Layer 1 1', 'Layer 2 1'])
  })

  it('take the selection up and down by commands', () => {
    const [hands, layer] = layered()
    hands.editor.select([id(0)])
    hands.editor.run('layer-carry-up')
    expect(hands.room.board.parent(id(0))).toBe(layer)
    hands.editor.run('layer-carry-up')
    hands.editor.run('layer-carry-down')
    expect(hands.room.board.parent(id(0))).toBe('')
  })
})

const picked = (hands: Hands) => [...hands.editor.state.selection]
