import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { type Box, centreOf } from '../geometry/box'
import { normalAngle, turned } from '../geometry/point'
import type { Changes, ElementProps } from './element'
import { kindOf } from './kind-of'
import { resizedWithin } from './turning'

const place = fc.integer({ min: -1_000_000, max: 1_000_000 })
const length = fc.integer({ min: 1000, max: 400_000 })
const angle = fc.integer({ min: -17_999, max: 18_000 })
const point = fc.record({ x: place, y: place })

const shape = fc.tuple(fc.constantFrom('rectangle', 'ellipse'), place, place, length, length, angle).map(
  ([kind, x, y, w, h, a]) =>
    new Map<string, Value>([
      ['kind', kind],
      ['at', [x, y]],
      ['size', [w, h]],
      ['angle', a],
    ]),
)
const step = fc.tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: -20_000, max: 20_000 }))
const stroke = fc
  .tuple(place, place, fc.array(step, { minLength: 3, maxLength: 30 }), angle)
  .map(([x, y, steps, a]) => {
    const points = [0, 0, 50, 0, ...steps.flatMap(([dx, dy]) => [dx, dy, 50, 8])]
    return new Map<string, Value>([
      ['kind', 'stroke'],
      ['at', [x, y]],
      ['points', points],
      ['angle', a],
    ])
  })
const text = fc.tuple(place, place, fc.integer({ min: 1000, max: 5000 }), angle).map(
  ([x, y, size, a]) =>
    new Map<string, Value>([
      ['kind', 'text'],
      ['at', [x, y]],
      ['text/a1', ['a0', 'some words', '']],
      ['font-size', size],
      ['measured', [size * 6, Math.ceil(size * 1.3)]],
      ['angle', a],
    ]),
)
const any = fc.oneof(shape, stroke, text)
/** So many runs of `any` that chance does not leave a kind out. */
const RUNS = { numRuns: 200 }

const seen = new Map<string, number>()
function count(p: ElementProps): void {
  const kind = String(p.get('kind'))
  seen.set(kind, (seen.get(kind) ?? 0) + 1)
}

function changed(p: ElementProps, changes: Changes): ElementProps {
  for (const value of changes.values()) expect([value].flat().every(Number.isInteger)).toBe(true)
  return new Map([...p, ...changes])
}

function near(a: Box, b: Box, slack: number): void {
  for (const side of ['x', 'y', 'w', 'h'] as const) expect(Math.abs(a[side] - b[side])).toBeLessThanOrEqual(slack)
}

afterAll(() => {
  for (const kind of ['rectangle', 'ellipse', 'stroke', 'text']) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(50)
})

describe('angles', () => {
  it('are stored from -179.99° to 180°', () => {
    expect([18000, -18000, 36000, -36000, 54000, 18001, -18001, 0].map(normalAngle)).toEqual([
      18000, 18000, 0, 0, 18000, -17999, 17999, 0,
    ])
    expect(Object.is(normalAngle(-36000), 0)).toBe(true)
  })
})

describe('every kind', () => {
  it('turns about a point, as each of its points does, and back again', () => {
    fc.assert(
      fc.property(any, angle, point, (p, by, about) => {
        count(p)
        const kind = kindOf(p)
        const now = changed(p, kind.turned(p, by, about))
        const middle = turned(centreOf(kind.own(p)), about, by)
        near(kind.own(now), { ...kind.own(p), x: middle.x - kind.own(p).w / 2, y: middle.y - kind.own(p).h / 2 }, 1)
        expect(now.get('angle')).toBe(normalAngle(Number(p.get('angle')) + by))
        const back = changed(now, kind.turned(now, -by, about))
        near(kind.own(back), kind.own(p), 2)
        expect(back.get('angle')).toBe(p.get('angle'))
      }),
      RUNS,
    )
  })

  it('is mirrored in a line, and the same again when it is mirrored twice', () => {
    fc.assert(
      fc.property(any, fc.constantFrom('h' as const, 'v' as const), point, (p, axis, about) => {
        count(p)
        const kind = kindOf(p)
        const now = changed(p, kind.flipped(p, axis, about))
        const frame = kind.frame(p)
        const mirrored =
          axis === 'h'
            ? { ...frame, x: 2 * about.x - frame.x - frame.w }
            : { ...frame, y: 2 * about.y - frame.y - frame.h }
        near(kind.frame(now), mirrored, 1.5)
        near(kind.frame(changed(now, kind.flipped(now, axis, about))), frame, 2)
        const angles = [Number(p.get('angle')), Number(now.get('angle'))]
        expect(normalAngle(angles[0]! + angles[1]!)).toBe(0)
      }),
      RUNS,
    )
  })

  it('grows evenly about a corner and shrinks back, however it is turned', () => {
    fc.assert(
      fc.property(fc.oneof(shape, stroke), fc.integer({ min: 2, max: 9 }), (p, times) => {
        count(p)
        const kind = kindOf(p)
        const from = kind.frame(p)
        const to = { ...from, w: from.w * times, h: from.h * times }
        const now = changed(p, kind.resized(p, from, to))
        near(kind.frame(now), to, 4 * times)
        near(kind.frame(changed(now, kind.resized(now, to, from))), from, 8)
      }),
    )
  })

  it('is pulled along its own axes: the opposite corner stays where it is seen', () => {
    fc.assert(
      fc.property(shape, length, length, (p, w, h) => {
        count(p)
        const kind = kindOf(p)
        const own = kind.own(p)
        const tilt = Number(p.get('angle'))
        const now = changed(p, resizedWithin(kind, p, own, { ...own, w, h }, tilt))
        near({ ...kind.own(now), x: 0, y: 0 }, { x: 0, y: 0, w, h }, 1)
        const corner = (props: ElementProps) => turned(kind.own(props), centreOf(kind.own(props)), tilt)
        expect(Math.hypot(corner(now).x - corner(p).x, corner(now).y - corner(p).y)).toBeLessThan(3)
        expect(now.get('angle')).toBe(tilt)
      }),
    )
  })

  it('keeps its letters readable and its stroke true when it is pulled through itself', () => {
    fc.assert(
      fc.property(stroke, (p) => {
        const kind = kindOf(p)
        const from = kind.frame(p)
        const pulled = changed(p, kind.resized(p, from, { ...from, x: from.x + from.w, w: -from.w }))
        const flipped = changed(p, kind.flipped(p, 'h', { x: from.x + from.w / 2, y: 0 }))
        near(kind.frame(pulled), kind.frame(flipped), 4)
        expect(pulled.get('angle')).toBe(flipped.get('angle'))
        const ends = [pulled, flipped].map((one) => (one.get('points') as number[]).filter((_, i) => i % 4 < 2))
        for (const [i, n] of ends[0]!.entries()) expect(Math.abs(n - ends[1]![i]!)).toBeLessThanOrEqual(3)
      }),
    )
  })
})
