import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, boxUnion, holds, mapped, touches, turnedBox } from './box'
import { EDGE, turned, whole } from './point'
import { segmentsMeet } from './segment'
import { SpatialIndex } from './spatial-index'

const n = fc.integer({ min: -100_000, max: 100_000 })
const length = fc.integer({ min: 0, max: 50_000 })
const box: fc.Arbitrary<Box> = fc.record({ x: n, y: n, w: length, h: length })

describe('boxes', () => {
  it('of a union hold each part', () => {
    fc.assert(fc.property(fc.array(box, { minLength: 1 }), (all) => all.every((b) => holds(boxUnion(all)!, b))))
  })

  it('map their corners onto each other', () => {
    fc.assert(
      fc.property(box, box, (from, to) => {
        fc.pre(from.w > 0 && from.h > 0)
        const end = mapped({ x: from.x + from.w, y: from.y + from.h }, from, to)
        expect(end.x).toBeCloseTo(to.x + to.w, 4)
        expect(end.y).toBeCloseTo(to.y + to.h, 4)
      }),
    )
  })

  it('turned by a quarter swap their sides', () => {
    const b = turnedBox({ x: 0, y: 0, w: 100, h: 40 }, 9000)
    expect(b.w).toBeCloseTo(40)
    expect(b.h).toBeCloseTo(100)
  })
})

describe('points', () => {
  it('come back when turned back', () => {
    fc.assert(
      fc.property(n, n, fc.integer({ min: -36000, max: 36000 }), (x, y, angle) => {
        const back = turned(turned({ x, y }, { x: 5, y: 7 }, angle), { x: 5, y: 7 }, -angle)
        expect(back.x).toBeCloseTo(x, 3)
        expect(back.y).toBeCloseTo(y, 3)
      }),
    )
  })

  it('stay on the board, whole and never -0', () => {
    expect([whole(1e12), whole(-1e12), whole(Number.NaN), whole(1.5)]).toEqual([EDGE, -EDGE, 0, 2])
    expect(Object.is(whole(-0.2), 0)).toBe(true)
  })
})

describe('segments', () => {
  it('meet or not', () => {
    expect(segmentsMeet({ x: 0, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }, { x: 10, y: 0 })).toBe(true)
    expect(segmentsMeet({ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 0, y: 1 }, { x: 10, y: 1 })).toBe(false)
    expect(segmentsMeet({ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 5 })).toBe(true)
  })
})

describe('the spatial index', () => {
  it('finds what a plain search finds, through changes', () => {
    const act = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.option(box))
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), box, (acts, area) => {
        const index = new SpatialIndex()
        const plain = new Map<string, Box>()
        for (const [i, b] of acts) {
          index.set(`e${i}`, b)
          if (b === null) plain.delete(`e${i}`)
          else plain.set(`e${i}`, b)
        }
        const expected = [...plain].filter(([, b]) => touches(b, area)).map(([id]) => id)
        expect(index.search(area).toSorted()).toEqual(expected.toSorted())
        expect(index.extent()).toEqual(boxUnion(plain.values()))
      }),
    )
  })
})
