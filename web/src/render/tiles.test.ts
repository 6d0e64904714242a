import { describe, expect, it } from 'vitest'
import { levelOf, TILE, wholeTile } from './level'
import type { Picture } from './picture'
import { FakePicture } from './test/fake-canvas'
import { Tiles } from './tiles'

const one = levelOf(1, 1)
const picture = () => new FakePicture() as unknown as Picture

function shown(tiles: Tiles, level = one, column = 0, row = 0, used = 0) {
  const tile = tiles.at(level, column, row, 'light')
  tile.show(picture())
  tile.used = used
  return tile
}

describe('tiles', () => {
  it('a box spoils what it touches, at every level', () => {
    const tiles = new Tiles()
    const near = shown(tiles)
    const far = shown(tiles, one, 5, 5)
    const coarse = shown(tiles, levelOf(0.1, 1))
    tiles.spoil([{ x: 100, y: 100, w: 1000, h: 1000 }])
    expect(near.dirty).toEqual({ x: 0, y: 0, w: 12, h: 12 })
    expect(coarse.dirty).toEqual({ x: 0, y: 0, w: 3, h: 3 })
    expect(far.dirty).toBeNull()
    expect([near.version, coarse.version, far.version]).toEqual([1, 1, 0])
    tiles.spoil([{ x: 20_000, y: 0, w: 100, h: 100 }])
    expect(near.dirty).toEqual({ x: 0, y: 0, w: 202, h: 12 })
  })

  it('what ends on the edge of a tile spoils the neighbour, too', () => {
    const tiles = new Tiles()
    const next = shown(tiles, one, 1)
    tiles.spoil([{ x: 51_100, y: 100, w: 99, h: 100 }])
    expect(next.dirty).not.toBeNull()
  })

  it('a tile that was never painted is only counted as changed', () => {
    const tiles = new Tiles()
    const tile = tiles.at(one, 0, 0, 'light')
    tiles.spoilAll()
    expect(tile.dirty).toBeNull()
    expect(tile.version).toBe(1)
    expect(tile.right).toBe(false)
  })

  it('is bounded by bytes: what was not used for longest goes first, what is used stays, memory is given back', () => {
    const tiles = new Tiles()
    const kept = [1, 2, 3, 4].map((used) => shown(tiles, one, used, 0, used))
    const blank = tiles.at(one, 9, 9, 'light')
    blank.show(null)
    blank.job = 7
    const gone = kept[0]!.picture as unknown as FakePicture
    expect(tiles.bytes).toBe(4 * TILE * TILE * 4)
    expect(tiles.trim(2 * TILE * TILE * 4, 100, 4)).toEqual([7])
    expect([...tiles.all()].map(({ used }) => used)).toEqual([3, 4])
    expect(gone.closed).toBe(true)
    tiles.trim(0, 0, 4)
    expect([...tiles.all()].map(({ used }) => used)).toEqual([4])
  })

  it('a new picture gives the memory of the old one back', () => {
    const tiles = new Tiles()
    const tile = shown(tiles)
    const old = tile.picture as unknown as FakePicture
    tile.spoil(wholeTile)
    tile.show(picture())
    expect(old.closed).toBe(true)
  })
})
