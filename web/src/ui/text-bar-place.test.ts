import { describe, expect, it } from 'vitest'
import { barPlace } from './text-bar-place'

const bar = { width: 400, height: 44 }
const seen = { x: 0, y: 0, w: 1280, h: 800 }

describe('the bar of the words', () => {
  it('stands above the field, in its middle', () => {
    expect(barPlace({ x: 400, y: 300, w: 200, h: 60 }, bar, seen)).toEqual({ left: 300, top: 242 })
  })

  it('stands below where the chrome is above, and within the window', () => {
    expect(barPlace({ x: 0, y: 90, w: 100, h: 60 }, bar, seen)).toEqual({ left: 8, top: 164 })
    expect(barPlace({ x: 1200, y: 300, w: 300, h: 60 }, bar, seen).left).toBe(872)
  })

  it('stays in sight where a text is higher than the window', () => {
    expect(barPlace({ x: 0, y: -400, w: 100, h: 2000 }, bar, seen).top).toBe(64)
  })

  it('keeps off the tools at the lower edge', () => {
    const ends = (y: number) => barPlace({ x: 400, y: 20, w: 200, h: y - 20 }, bar, seen).top
    expect(ends(618)).toBe(632)
    expect(ends(619)).toBe(64)
  })

  it('stands above the keyboard in a narrow window', () => {
    expect(barPlace({ x: 0, y: 100, w: 100, h: 60 }, bar, { x: 0, y: 0, w: 390, h: 420 })).toEqual({
      left: 8,
      top: 368,
    })
  })
})
