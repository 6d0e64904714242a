import { describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { plain } from '../elements/words'
import { caretBox, following } from './caret'

const text = (more: [string, Value][] = []) =>
  new Map<string, Value>([['kind', 'text'], ['at', [10_000, 20_000]], ['font', 'sans'], ['font-size', 2000], ...more])
const camera = { x: 0, y: 0, zoom: 1 }
const sight = { x: 0, y: 0, w: 1000, h: 800 }

describe('a caret', () => {
  it('stands behind the letters before it, in its line', () => {
    expect(caretBox(text(), plain('ab\ncd'), 4)).toEqual({ x: 11_100, y: 22_700, w: 0, h: 2700 })
    expect(caretBox(text(), plain('ab\n'), 3)).toEqual({ x: 10_000, y: 22_700, w: 0, h: 2700 })
  })

  it('stands at the end of its side: aligned to the end, and where one reads from right to left', () => {
    expect(caretBox(text([['align', 'end']]), plain('abcd\nab'), 7).x).toBeCloseTo(10_000 + 4400, -1)
    expect(caretBox(text(), plain('\u05d0\u05d1\u05d2'), 0).x).toBeCloseTo(10_000 + 3300, -1)
    expect(caretBox(text(), plain('\u05d0\u05d1\u05d2'), 3).x).toBeCloseTo(10_000, -1)
  })

  it('is turned with its text', () => {
    const { x, y, w, h } = caretBox(text([['angle', 9000]]), plain('ab'), 2)
    expect([w, h].map(Math.round)).toEqual([2700, 0])
    expect([x, y].map(Math.round)).toEqual([10_000 + 1100 - 1350, 20_000 + 1350 + 1100])
  })
})

describe('the camera', () => {
  it('stays while the caret is seen and follows it with some room when it is not', () => {
    expect(following(camera, { x: 50_000, y: 40_000, w: 0, h: 2700 }, sight)).toBe(camera)
    const right = following(camera, { x: 99_900, y: 40_000, w: 0, h: 2700 }, sight)
    expect(right).toEqual({ x: 99_900 - 95_200, y: 0, zoom: 1 })
    const below = following(camera, { x: 50_000, y: 90_000, w: 0, h: 2700 }, sight)
    expect(below.y).toBe(92_700 - 66_000)
    const left = following(camera, { x: -5000, y: 40_000, w: 0, h: 2700 }, sight)
    expect(left.x).toBe(-5000 - 4800)
  })

  it('keeps to what a keyboard on the screen leaves', () => {
    const box = { x: 50_000, y: 40_000, w: 0, h: 2700 }
    expect(following(camera, box, { ...sight, h: 300 }).y).toBe(42_700 - 22_500)
  })
})
