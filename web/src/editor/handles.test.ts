import { expect, test } from 'vitest'
import { frameGap, handleAt } from './handles'

const box = { x: 0, y: 0, w: 20000, h: 10000 }

test('the frame is outside of the lines of what it is around, at every zoom', () => {
  expect(frameGap(0, 1)).toBe(4)
  expect(frameGap(100, 1)).toBe(5)
  for (const zoom of [0.1, 1, 4, 8]) {
    for (const overhang of [0, 100, 800]) expect(frameGap(overhang, zoom)).toBeGreaterThan((overhang * zoom) / 100 + 3)
  }
})

test.each([1, 4])('handles are where the frame is drawn, at zoom %d, and thick lines are none', (zoom) => {
  const overhang = 800
  const gap = (frameGap(overhang, zoom) * 100) / zoom
  const at = (x: number, y: number) => handleAt(box, overhang, { x, y }, 8, zoom)
  expect(at(-gap, -gap)).toBe('nw')
  expect(at(box.w + gap, box.h + gap)).toBe('se')
  expect(at(box.w / 2, -gap)).toBe('n')
  expect(at(-gap, box.h / 2)).toBe('w')
  for (const on of [-overhang, 0, overhang]) expect(at(box.w / 2, on)).toBeNull()
})
