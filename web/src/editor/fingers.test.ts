import { describe, expect, it } from 'vitest'
import { Fingers } from './fingers'

const touch = (pointerId: number, timeStamp: number, width = 24) => ({ pointerId, timeStamp, width, height: 24 })
const here = { x: 100, y: 100 }

describe('fingers', () => {
  it('are counted while they are down, in the order in which they came', () => {
    const fingers = new Fingers()
    expect(fingers.put(touch(5, 0), here, false)).toBe(true)
    expect(fingers.pair()).toBeNull()
    fingers.put(touch(3, 10), { x: 200, y: 100 }, false)
    expect(fingers.pair()?.map(([pointer]) => pointer)).toEqual([5, 3])
    fingers.lift(5, 20)
    expect([fingers.count, fingers.first()?.[0]]).toEqual([1, 3])
  })

  it('tap together when they stay where they are and are soon lifted', () => {
    const fingers = new Fingers()
    for (const pointer of [1, 2, 3]) fingers.put(touch(pointer, pointer * 10), here, false)
    fingers.move(2, { x: 108, y: 100 })
    expect(fingers.still).toBe(true)
    expect([fingers.lift(1, 100), fingers.lift(3, 110), fingers.lift(2, 120)]).toEqual([0, 0, 3])
  })

  it.each([
    ['one alone', [1], 0, 100],
    ['those that went somewhere', [1, 2], 20, 100],
    ['those that stayed long', [1, 2], 0, 400],
  ] as const)('do not tap: %s', (_, pointers, way, time) => {
    const fingers = new Fingers()
    for (const pointer of pointers) fingers.put(touch(pointer, 0), here, false)
    fingers.move(1, { x: here.x + way, y: here.y })
    expect(pointers.map((pointer) => fingers.lift(pointer, time))).toEqual(pointers.map(() => 0))
  })

  it('of which one was taken away do not tap, and begin anew when all are gone', () => {
    const fingers = new Fingers()
    fingers.put(touch(1, 0), here, false)
    fingers.put(touch(2, 0), here, false)
    fingers.lose(1)
    expect(fingers.lift(2, 50)).toBe(0)
    fingers.put(touch(1, 100), here, false)
    fingers.put(touch(2, 100), here, false)
    expect([fingers.lift(1, 150), fingers.lift(2, 150)]).toEqual([0, 2])
  })

  it('are none while a pen is down, and for half a second after', () => {
    const fingers = new Fingers()
    fingers.put(touch(1, 0), here, true)
    fingers.pen(true, 10)
    expect(fingers.count).toBe(0)
    expect(fingers.move(1, here)).toBe(false)
    expect(fingers.put(touch(2, 20), here, true)).toBe(false)
    fingers.pen(false, 100)
    expect(fingers.put(touch(3, 500), here, true)).toBe(false)
    expect(fingers.put(touch(4, 600), here, true)).toBe(true)
  })

  it('are not as broad as a hand, where there is a pen', () => {
    expect(new Fingers().put(touch(1, 0, 80), here, true)).toBe(false)
    expect(new Fingers().put(touch(1, 0, 80), here, false)).toBe(true)
  })
})
