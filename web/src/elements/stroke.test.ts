import { expect, test } from 'vitest'
import { evenPressure, outlineOf } from './stroke'

test.each([100, 200, 400, 1000])('a line of even pressure is as wide as its thickness says: %d', (thickness) => {
  const pressure = evenPressure(thickness)
  const points = Array.from({ length: 100 }, (_, i) => [i === 0 ? 0 : 100, 0, pressure, 8]).flat()
  const middle = outlineOf(points, thickness, true).filter(([x]) => x! > 30 && x! < 70)
  const ys = middle.map(([, y]) => y! * 100)
  expect(ys.length).toBeGreaterThan(4)
  const width = Math.max(...ys) - Math.min(...ys)
  expect(width / thickness).toBeGreaterThan(0.9)
  expect(width / thickness).toBeLessThan(1.1)
})
