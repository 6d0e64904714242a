import { expect, test } from 'vitest'
import { areaOf, everyOf, laid, mostDrawn, onMap, underMap } from './minimap-place'

test('the map shows all that is drawn and where one looks', () => {
  const area = areaOf({ x: 0, y: 0, w: 100, h: 100 }, { x: 400, y: 0, w: 100, h: 50 })
  expect(area).toEqual({ x: -20, y: -20, w: 540, h: 140 })
  expect(areaOf(null, { x: 10, y: 10, w: 100, h: 100 })).toEqual({ x: 6, y: 6, w: 108, h: 108 })
})

test('an area is laid into the middle, and what lies under a point is found again', () => {
  const place = laid({ x: 1000, y: 2000, w: 400, h: 100 }, 200, 100)
  expect(onMap({ x: 1000, y: 2000, w: 400, h: 100 }, place)).toEqual({ x: 0, y: 25, w: 200, h: 50 })
  expect(underMap(0, 25, place)).toEqual({ x: 1000, y: 2000 })
  expect(underMap(200, 75, place)).toEqual({ x: 1400, y: 2100 })
})

test('of many elements only so many are drawn', () => {
  expect(everyOf(0)).toBe(1)
  expect(everyOf(mostDrawn)).toBe(1)
  expect(everyOf(mostDrawn + 1)).toBe(2)
  expect(50_000 / everyOf(50_000)).toBeLessThanOrEqual(mostDrawn)
})
