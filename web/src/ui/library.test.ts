import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { type Carried, decodePayload, encodePayload } from '../editor/clipboard-payload'
import { Pace } from '../editor/pace'
import { readLibrary, writeLibrary } from './library-file'
import {
  deleteShape,
  keepShapes,
  listShapes,
  onLibrary,
  putShapeBack,
  putShapeBefore,
  renameShape,
  type Shape,
} from './library-store'

let ids = 0
const newID = () => `library-id-${ids++}`
const asset = 'a'.repeat(64)

const element = (props: Readonly<Record<string, Value>>): Carried => ({
  id: newID(),
  props: new Map(Object.entries(props)),
})
const box = () => element({ kind: 'rectangle', at: [0, 0], size: [1000, 2000], order: 'a0' })
const image = () => element({ kind: 'image', at: [0, 0], size: [1000, 1000], asset, natural: [10, 10], order: 'a0' })
const shape = (name: string, pictures = new Map<string, Blob>(), made = box()): Shape => ({
  name,
  payload: encodePayload([made]),
  pictures,
})
const names = async () => (await listShapes()).map(({ name }) => name)
const idOf = async (name: string) => (await listShapes()).find((one) => one.name === name)!.id

describe('the library on the device', () => {
  beforeEach(async () => {
    for (const { id } of await listShapes()) await deleteShape(id)
  })

  it('has what was kept last before all else, and several in their order', async () => {
    await keepShapes([shape('one')])
    await keepShapes([shape('two'), shape('three')])
    expect(await names()).toEqual(['two', 'three', 'one'])
  })

  it('brings back what was deleted, in its place', async () => {
    await keepShapes([shape('one'), shape('two'), shape('three')])
    const two = (await listShapes())[1]!
    await deleteShape(two.id)
    expect(await names()).toEqual(['one', 'three'])
    await putShapeBack(two)
    expect(await names()).toEqual(['one', 'two', 'three'])
  })

  it('can be put in another order, renamed and emptied, and says so', async () => {
    await keepShapes([shape('one'), shape('two'), shape('three')])
    let told = 0
    const end = onLibrary(() => told++)
    await putShapeBefore(await idOf('three'), await idOf('one'))
    expect(await names()).toEqual(['three', 'one', 'two'])
    await putShapeBefore(await idOf('three'), '')
    expect(await names()).toEqual(['one', 'two', 'three'])
    await putShapeBefore(await idOf('two'), await idOf('two'))
    await renameShape(await idOf('two'), 'second')
    await deleteShape(await idOf('one'))
    await renameShape('not-there-any-more', 'x')
    end()
    await deleteShape(await idOf('second'))
    expect(await names()).toEqual(['three'])
    expect(told).toBe(5)
  })
})

describe('a library as a file', () => {
  const file = (parts: BlobPart[], name: string) => new File(parts, name)

  it('comes back with its names, its elements and the bytes of its pictures', async () => {
    const bytes = new Blob(['a picture'])
    const parts = writeLibrary([shape('box'), shape('picture', new Map([[asset, bytes]]), image())])
    const found = await readLibrary(file(parts, 'own.drawingroomlib'), newID)
    if ('sentence' in found) throw new Error(found.sentence)
    expect(found.shapes.map(({ name }) => name)).toEqual(['box', 'picture'])
    expect(await found.shapes[1]!.pictures.get(asset)!.text()).toBe('a picture')
    expect(found.shapes[0]!.pictures.size).toBe(0)
    const read = await decodePayload(found.shapes[0]!.payload, new Pace())
    expect('elements' in read && read.elements[0]!.props.get('size')).toEqual([1000, 2000])
  })

  it('takes a file of a board as one shape, by its name', async () => {
    const found = await readLibrary(file([encodePayload([box(), box()])], 'My house.drawingroom'), newID)
    expect('shapes' in found && found.shapes.map(({ name }) => name)).toEqual(['My house'])
  })

  it.each([
    [
      'their newer form',
      { type: 'excalidrawlib', version: 2, libraryItems: [{ name: 'Chair', elements: [theirs()] }] },
      ['Chair'],
    ],
    ['their older form', { type: 'excalidrawlib', version: 1, library: [[theirs()], [theirs(), theirs()]] }, ['', '']],
  ])('takes a library of Excalidraw, %s', async (_form, source, wanted) => {
    const found = await readLibrary(file([JSON.stringify(source)], 'x.excalidrawlib'), newID)
    expect('shapes' in found && found.shapes.map(({ name }) => name)).toEqual(wanted)
  })

  it.each([
    '',
    '{"drawingroomlib":1}',
    '{"drawingroomlib":1,"shapes":[{"name":1,"payload":"no"},null]}',
    'x'.repeat(2000),
  ])('says so where there is nothing in it: %s', async (text) => {
    for (const name of ['a.drawingroomlib', 'a.excalidrawlib'])
      expect(await readLibrary(file([text], name), newID)).toHaveProperty('sentence')
  })
})

function theirs() {
  return {
    type: 'rectangle',
    id: 'r',
    x: 10,
    y: 20,
    width: 100,
    height: 50,
    angle: 0,
    strokeColor: '#1e1e1e',
    opacity: 100,
  }
}
