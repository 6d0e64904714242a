import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, cornersOf } from '../geometry/box'
import { type Handle, pulled } from './handles'
import { settled, settledPoint } from './snap'
import { clung } from './snap-pull'

const both = { x: true, y: true }
const at = (x: number, y: number, w = 100, h = 100): Box => ({ x, y, w, h })

describe('a box that is carried', () => {
  it.each([
    ['its left side to a left side', at(205, 500), [at(200, 0)], { x: -5, y: 0 }],
    ['its right side to a left side', at(95, 500, 100), [at(200, 0, 50)], { x: 5, y: 0 }],
    ['its middle to a middle', at(203, 500, 40), [at(170, 0, 100)], { x: -3, y: 0 }],
    ['to the nearer of two', at(205, 500), [at(200, 0), at(206, 0)], { x: 1, y: 0 }],
    ['both ways at once', at(205, 297), [at(200, 0), at(0, 300)], { x: -5, y: 3 }],
    ['to nothing beyond the reach', at(220, 500), [at(200, 0, 300)], { x: 0, y: 0 }],
    ['into the midst of two', at(207, 20, 100), [at(0, 0, 100), at(400, 0, 100)], { x: -7, y: -20 + 20 }],
    [
      'as far from one as that is from its neighbour',
      at(337, 30, 77, 60),
      [at(0, 0, 100), at(167, 0, 100)],
      { x: -3, y: 0 },
    ],
    ['before two, as far as they are apart', at(-141, 30, 77, 60), [at(0, 0, 100), at(167, 0, 100)], { x: -3, y: 0 }],
  ])('settles %s', (_, box, boxes, by) => {
    expect(settled({ boxes }, box, both, 8).by).toEqual(by)
  })

  it('goes only the ways that are free', () => {
    expect(settled({ boxes: [at(200, 300)] }, at(205, 297), { x: false, y: true }, 8).by).toEqual({ x: 0, y: 3 })
  })

  it('shows the gaps that have become alike, with ticks', () => {
    const { guides } = settled({ boxes: [at(0, 0), at(167, 0)] }, at(337, 30, 77, 60), both, 8)
    expect(guides.filter((guide) => guide.ticks)).toEqual([
      { from: { x: 100, y: 50 }, to: { x: 167, y: 50 }, ticks: true },
      { from: { x: 267, y: 60 }, to: { x: 334, y: 60 }, ticks: true },
    ])
  })

  it('shows the line of the middles alone where one like it stands above', () => {
    const { guides } = settled({ boxes: [at(200, 0), at(200, 150)] }, at(203, 400), { x: true, y: false }, 8)
    expect(guides).toEqual([{ from: { x: 250, y: 0 }, to: { x: 250, y: 500 }, ticks: false }])
  })

  it('shows two lines on an axis at most, those of the nearest', () => {
    const boxes = [at(100, 0, 100), at(200, 150, 300), at(300, 300, 70), at(100, 700, 100), at(300, 900, 90)]
    const { guides } = settled({ boxes }, at(200, 400), { x: true, y: false }, 8)
    expect(guides.map(({ from }) => from.x).toSorted()).toEqual([200, 300])
  })

  it('lies on the grid, whatever lies around', () => {
    expect(settled({ grid: 20 }, at(205, 297), both, 8)).toEqual({ by: { x: -5, y: 3 }, guides: [] })
  })

  it('never goes beyond the reach, and every guide is where something lies', () => {
    const n = fc.integer({ min: -500, max: 500 })
    const box = fc.record({ x: n, y: n, w: fc.integer({ min: 0, max: 300 }), h: fc.integer({ min: 0, max: 300 }) })
    let clings = 0
    fc.assert(
      fc.property(box, fc.array(box, { maxLength: 12 }), (one, boxes) => {
        const { by, guides } = settled({ boxes }, one, both, 8)
        expect(Math.max(Math.abs(by.x), Math.abs(by.y))).toBeLessThanOrEqual(8)
        if (by.x !== 0 || by.y !== 0) {
          clings++
          expect(guides.length).toBeGreaterThan(0)
        }
        // Settled, it stays.
        const again = settled({ boxes }, { ...one, x: one.x + by.x, y: one.y + by.y }, both, 8)
        expect(Math.max(Math.abs(again.by.x), Math.abs(again.by.y))).toBeLessThan(1e-6)
      }),
      { numRuns: 500 },
    )
    expect(clings).toBeGreaterThan(50)
  })

  it('is right about gaps that are there only once it has come to lie beside something', () => {
    const boxes = [at(-244, 254, 2, 0), at(-244, -14, 2, 267)]
    const one = at(-275, -15, 32, 0)
    const { by } = settled({ boxes }, one, both, 8)
    expect(settled({ boxes }, { ...one, x: one.x + by.x, y: one.y + by.y }, both, 8).by).toEqual({ x: 0, y: 0 })
  })
})

describe('a point that is drawn to', () => {
  it.each([
    ['a side', { x: 203, y: 500 }, { x: -3, y: 0 }],
    ['a middle', { x: 252, y: 55 }, { x: -2, y: -5 }],
    ['a corner', { x: 296, y: 104 }, { x: 4, y: -4 }],
  ])('settles on %s', (_, point, by) => {
    expect(settledPoint({ boxes: [at(200, 0)] }, point, both, 8).by).toEqual(by)
  })
})

describe('a box that is pulled', () => {
  const handles: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w']

  it('keeps its opposite side, or its middle, and its proportions where it must', () => {
    const way = fc.integer({ min: -60, max: 200 })
    const cases = fc.tuple(fc.constantFrom(...handles), way, way, fc.boolean(), fc.boolean())
    let clings = 0
    fc.assert(
      fc.property(cases, ([handle, dx, dy, even, centred]) => {
        const from = at(0, 0, 200, 100)
        const to = pulled(from, handle, { x: dx, y: dy }, even, centred)
        const field = { boxes: [at(-53, -37, 10, 10), at(261, 181, 30, 30)] }
        const { box } = clung(to, handle, even, centred, field, 8)
        if (box.w !== to.w || box.h !== to.h) clings++
        if (even && Math.abs(to.h) > 1) expect(box.w / box.h).toBeCloseTo(to.w / to.h, 4)
        if (centred) {
          expect(box.x + box.w / 2).toBeCloseTo(to.x + to.w / 2, 6)
          expect(box.y + box.h / 2).toBeCloseTo(to.y + to.h / 2, 6)
          return
        }
        const opposite = { nw: 2, n: 2, ne: 3, e: 0, se: 0, s: 0, sw: 1, w: 1 }[handle]
        const was = cornersOf(to)[opposite]!
        const is = cornersOf(box)[opposite]!
        if (handle.length === 2) expect(Math.hypot(was.x - is.x, was.y - is.y)).toBeLessThan(1e-6)
      }),
      { numRuns: 500 },
    )
    expect(clings).toBeGreaterThan(20)
  })
})
