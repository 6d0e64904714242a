import { describe, expect, it } from 'vitest'
import { boxBehind, cellBox, cellsOf, countOf, levelOf, overviewOf, pixelsOf, rectUnion, TILE } from './level'

describe('where tiles lie', () => {
  it.each([
    [1, 1],
    [0.1, 3],
    [30, 2],
    [0.37, 1.25],
    [2.6, 1.5],
  ])('tiles of a level meet and leave nothing out: zoom %d, density %d', (zoom, dpr) => {
    const level = levelOf(zoom, dpr)
    for (const column of [-200_001, -1, 0, 7, 190_000]) {
      const row = 3 - column
      const box = cellBox(level, column, row)
      expect(box.w * level.k).toBeCloseTo(TILE, 6)
      const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2, w: 0, h: 0 }
      expect(cellsOf(level, middle)).toEqual({ left: column, top: row, right: column + 1, bottom: row + 1 })
      expect(cellBox(level, column + 1, 0).x * level.k).toBeCloseTo((column + 1) * TILE, 4)
    }
  })

  it('a box spoils the tiles it lies on and no more', () => {
    const level = levelOf(1, 1)
    expect(countOf(cellsOf(level, { x: 100, y: 100, w: 100, h: 100 }))).toBe(1)
    expect(countOf(cellsOf(level, { x: 51_000, y: 100, w: 1000, h: 100 }))).toBe(2)
    expect(countOf(cellsOf(level, { x: -100, y: -100, w: 200, h: 200 }))).toBe(4)
  })

  it('of a tile only the pixels of the box and one more on each side', () => {
    const level = levelOf(2, 1)
    expect(pixelsOf(level, 0, 0, { x: 1000, y: 2000, w: 500, h: 100 })).toEqual({ x: 19, y: 39, w: 12, h: 4 })
    expect(pixelsOf(level, 1, 0, { x: 1000, y: 2000, w: 500, h: 100 })).toBeNull()
    expect(pixelsOf(level, -1, -1, { x: -50, y: -50, w: 5000, h: 5000 })).toEqual({ x: 510, y: 510, w: 2, h: 2 })
  })

  it('behind pixels lies the box that has them, far out as well', () => {
    const level = levelOf(30, 3)
    const box = boxBehind(level, 175_000, -3, { x: 10, y: 20, w: 30, h: 40 })
    expect(
      pixelsOf(level, 175_000, -3, {
        x: box.x + 2 / level.k,
        y: box.y + 2 / level.k,
        w: 28 / level.k,
        h: 38 / level.k,
      }),
    ).toEqual({ x: 10, y: 20, w: 30, h: 40 })
  })

  it('two rectangles become the one around them', () => {
    const a = { x: 10, y: 10, w: 5, h: 5 }
    expect(rectUnion(null, a)).toBe(a)
    expect(rectUnion(a, { x: 0, y: 12, w: 3, h: 30 })).toEqual({ x: 0, y: 10, w: 15, h: 32 })
  })

  it('the overview of any board has few tiles', () => {
    for (const side of [1, 1e4, 3e5, 1e8]) {
      for (const dpr of [1, 1.5, 3]) {
        const extent = { x: -side / 3, y: 17, w: side, h: side / 2 }
        expect(countOf(cellsOf(overviewOf(extent, dpr), extent))).toBeLessThanOrEqual(9)
      }
    }
  })
})
