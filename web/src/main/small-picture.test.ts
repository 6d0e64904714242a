import { expect, test } from 'vitest'
import { framed } from './small-picture'

test('a board lies in the middle of its small picture, whole, and is not made larger than it is', () => {
  for (const box of [
    { x: 0, y: 0, w: 100, h: 100 },
    { x: -5_000, y: 300, w: 1_280_00, h: 100_00 },
    { x: 0, y: 0, w: 10_00, h: 4_000_00 },
    { x: 7, y: 7, w: 0, h: 0 },
  ]) {
    const { box: out, scale } = framed(box, 640, 400)
    expect(scale).toBeLessThanOrEqual(1)
    expect([Math.round((out.w / 100) * scale), Math.round((out.h / 100) * scale)]).toEqual([640, 400])
    expect(out.x).toBeLessThanOrEqual(box.x)
    expect(out.y).toBeLessThanOrEqual(box.y)
    expect(out.x + out.w).toBeGreaterThanOrEqual(box.x + box.w)
    expect(out.y + out.h).toBeGreaterThanOrEqual(box.y + box.h)
    expect(out.x + out.w / 2).toBeCloseTo(box.x + box.w / 2)
  }
})
