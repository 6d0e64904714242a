import { describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { FakeRoom } from '../test/fake-client'
import { bringing, firstOf, folded, placesOf, Words } from './find'
import { Finder } from './finder'

type Given = { readonly [path: string]: Value }

/** A board to put things on. */
function room() {
  const fake = new FakeRoom()
  const put = (id: string, props: Given) => fake.apply(1, [{ op: 'put', id, props: new Map(Object.entries(props)) }])
  const text = (id: string, words: string, x = 0, y = 0, more: Given = {}) =>
    put(id, { kind: 'text', at: [x, y], measured: [10_000, 2_500], 'text/r1': ['a0', words, ''], ...more })
  return { fake, put, text }
}

describe('find', () => {
  it('folds accents and capitals', () => {
    expect(folded('Crème BRÛLÉE, Straße, İzmir, ﬁn')).toBe('creme brulee, strasse, izmir, fin')
  })

  it('finds what texts say and what things are called, groups and layers too, and nothing for nothing', () => {
    const { fake, put, text } = room()
    text('text-one', 'Where shall we EAT?')
    text('text-two', 'A Café')
    put('rect-one', { kind: 'rectangle', name: 'Eaten apple' })
    put('group-one', { kind: 'group', name: 'Great' })
    put('layer-one', { kind: 'layer', name: 'Sweat' })
    const words = new Words(fake.board)
    expect(words.holding('eat').sort()).toEqual(['group-one', 'layer-one', 'rect-one', 'text-one'])
    expect(words.holding('cafe')).toEqual(['text-two'])
    expect(words.holding('  ')).toEqual([])
    expect(words.holding('rectangle')).toEqual([])
  })

  it('follows what others write and take away', () => {
    const { fake, text } = room()
    text('text-one', 'tea')
    const words = new Words(fake.board)
    text('text-two', 'tea too')
    words.changed(fake.board, new Set(['text-two']))
    expect(words.holding('tea')).toHaveLength(2)
    fake.apply(2, [{ op: 'remove', id: 'text-one' }])
    words.changed(fake.board, new Set(['text-one']))
    expect(words.holding('tea')).toEqual(['text-two'])
  })

  it('knows where things are, in reading order; a group is where its leaves are, and what is hidden is nowhere', () => {
    const { fake, put, text } = room()
    text('text-low', 'x', 0, 90_000)
    text('text-right', 'x', 50_000, 500)
    text('text-left', 'x', 0, 900)
    text('text-hid', 'x', 0, 0, { hidden: true })
    put('group-one', { kind: 'group', name: 'x' })
    text('text-in', 'y', 0, 200_000, { parent: 'group-one' })
    const finder = new Finder(fake.board)
    const places = placesOf(fake.board, finder, [
      'text-low',
      'group-one',
      'text-right',
      'text-hid',
      'text-left',
      'gone-one',
    ])
    expect(places.map((place) => place.id)).toEqual(['text-left', 'text-right', 'text-low', 'group-one'])
    expect(places.at(-1)!.box).toEqual(finder.bounds('text-in'))
    expect(firstOf(places, { x: -1000, y: 80_000, w: 100_000, h: 50_000 })).toBe(2)
    expect(firstOf(places, { x: 1e7, y: 0, w: 10, h: 10 })).toBe(0)
    expect(firstOf([], { x: 0, y: 0, w: 10, h: 10 })).toBe(-1)
  })

  it('leaves the camera where a match is seen well, and otherwise brings it to the middle at a size to be read', () => {
    const viewport = { w: 1000, h: 800 }
    const camera = { x: 0, y: 0, zoom: 1 }
    expect(bringing({ x: 40_000, y: 40_000, w: 1000, h: 1000 }, camera, viewport)).toBe(camera)
    const away = bringing({ x: 400_000, y: 40_000, w: 1000, h: 1000 }, camera, viewport)
    expect(away).toEqual({ x: 400_500 - 50_000, y: 40_500 - 40_000, zoom: 1 })
    expect(bringing({ x: 40_000, y: 40_000, w: 1000, h: 1000 }, { ...camera, zoom: 0.1 }, viewport).zoom).toBe(1)
    expect(bringing({ x: 0, y: 0, w: 400_000, h: 1000 }, camera, viewport).zoom).toBeLessThan(0.3)
    expect(bringing({ x: 0, y: 0, w: 10, h: 10 }, { ...camera, zoom: 8 }, viewport).zoom).toBe(1)
  })
})
