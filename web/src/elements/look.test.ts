import { describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { within } from '../geometry/box'
import { chance, seedOf } from './chance'
import { roundRadius } from './corners'
import { kindOf } from './kind-of'
import { FINEST, STEADY, UNBROKEN } from './look'
import { patternOf } from './pattern'
import { type Drawn, PenThatRemembers } from './recorder.testing'

const base = new Map<string, Value>([
  ['kind', 'rectangle'],
  ['at', [1000, 2000]],
  ['size', [12000, 8000]],
  ['thickness', 400],
])
const shape = (more: Record<string, Value>) => new Map([...base, ...Object.entries(more)])

function drawn(p: ReadonlyMap<string, Value>, scale = 0.01): readonly Drawn[] {
  const pen = new PenThatRemembers(scale)
  kindOf(p).draw(p, pen)
  return pen.drawn
}
const paths = (p: ReadonlyMap<string, Value>) => JSON.stringify(drawn(p).map(({ path }) => path.parts))

const manners = ['clean', 'hand']
const kinds = ['rectangle', 'ellipse']
const styles = ['solid', 'hatch', 'cross', 'dots']
const dashes = ['solid', 'dashed', 'dotted']

describe('what is drawn by hand', () => {
  it('is the same for the same seed, and another for another; without a seed it does not change from day to day', () => {
    for (const kind of kinds) {
      for (const style of styles) {
        const one = (seed: number) =>
          paths(shape({ kind, manner: 'hand', fill: 'soft-red', 'fill-style': style, seed }))
        expect(one(7)).toBe(one(7))
        expect(one(0)).toBe(one(0))
        expect(new Set([one(0), one(1), one(2), one(7)]).size).toBe(4)
      }
    }
  })

  it('stays what it is when it is moved, turned, coloured or fades', () => {
    const p = { manner: 'hand', fill: 'soft-red', 'fill-style': 'cross', seed: 5 }
    const before = paths(shape(p))
    for (const more of [{ at: [90000, -5000] }, { angle: 4500 }, { colour: 'red' }, { opacity: 20 }])
      expect(paths(shape({ ...p, ...more }))).toBe(before)
  })

  it('lies within the bounds it says, in every size and thickness', () => {
    const seed = Date.now()
    const random = chance(seed)
    let seen = 0
    for (let i = 0; i < 200; i++) {
      const p = shape({
        kind: kinds[i % 2]!,
        manner: 'hand',
        fill: 'soft-blue',
        'fill-style': styles[i % 4]!,
        dash: dashes[i % 3]!,
        radius: i % 5 === 0 ? 0 : 800,
        at: [0, 0],
        size: [Math.round(10 ** (2 + random() * 3.5)), Math.round(10 ** (2 + random() * 3.5))],
        thickness: [100, 200, 400, 800, 1600][i % 5]!,
        seed: Math.floor(random() * 2 ** 31),
      })
      const box = kindOf(p).bounds(p)
      for (const { path } of drawn(p)) {
        const out = path.points.filter(([x, y]) => !within(box, { x, y }))
        expect(out, `seed ${seed}, turn ${i}: ${JSON.stringify([...p])}`).toEqual([])
        seen += path.points.length
      }
    }
    expect(seen).toBeGreaterThan(5_000)
  })

  it('is kept by what it hangs on: the same key and word for the same values, another word where anything of it differs', () => {
    const words = new Map<string, string>()
    for (const manner of manners) {
      for (const kind of kinds) {
        for (const style of styles) {
          for (const dash of dashes) {
            for (const thickness of [200, 800]) {
              for (const seed of [1, 2]) {
                const p = shape({ manner, kind, fill: 'ink', 'fill-style': style, dash, thickness, seed, radius: 500 })
                for (const one of drawn(p)) {
                  expect(one.key).toBe(p.get('size'))
                  const path = JSON.stringify(one.path.parts)
                  expect(words.get(one.word) ?? path, one.word).toBe(path)
                  words.set(one.word, path)
                }
              }
            }
          }
        }
      }
    }
    expect(words.size).toBeGreaterThan(60)
  })

  it('gets seeds that are far apart from ids that are not', () => {
    const seeds = Array.from({ length: 1000 }, (_, i) => seedOf(`e${i}`))
    expect(new Set(seeds).size).toBe(1000)
    expect(Math.min(...seeds)).toBeGreaterThan(0)
    expect(Math.max(...seeds)).toBeLessThan(2 ** 31)
  })
})

describe('a fill', () => {
  it('ends at the outline, whatever the pattern', () => {
    for (const kind of kinds) {
      for (const style of ['hatch', 'cross', 'dots']) {
        const p = shape({ kind, fill: 'ink', 'fill-style': style, radius: 2000, at: [0, 0] })
        const [pattern] = drawn(p)
        expect(pattern!.path.points.length).toBeGreaterThan(10)
        for (const [x, y] of pattern!.path.points)
          expect(kindOf(p).hit(p, { x, y }, 0), `${kind} ${style} ${x} ${y}`).toBe(true)
      }
    }
  })

  it('stays where it was while its shape grows to the right and down', () => {
    const at = (size: Value) =>
      drawn(shape({ fill: 'ink', 'fill-style': 'dots', size }))[0]!.path.points.map((point) => point.join(' '))
    const larger = new Set(at([15000, 9000]))
    const small = at([12000, 8000])
    expect(small.length).toBeGreaterThan(30)
    expect(small.filter((point) => !larger.has(point))).toEqual([])
  })

  it('is a flat tint where its gaps could not be told apart, as dense as the pattern', () => {
    for (const style of ['hatch', 'cross', 'dots']) {
      const p = shape({ fill: 'ink', 'fill-style': style, opacity: 80 })
      const pattern = patternOf(style, 400, 12000, 8000)
      const near = FINEST / pattern.gap
      expect(drawn(p, near * 1.01)[0]).toMatchObject({ what: 'line', width: pattern.width, opacity: 80 })
      expect(drawn(p, near * 0.99)[0]).toMatchObject({ what: 'fill', opacity: 80 * pattern.density })
      expect(pattern.density).toBeGreaterThan(0.05)
      expect(pattern.density).toBeLessThan(0.5)
    }
  })

  it('of a huge shape has no more lines or dots than can be drawn in passing', () => {
    for (const style of ['hatch', 'cross', 'dots']) {
      const p = shape({ fill: 'ink', 'fill-style': style, size: [100_000_000, 60_000_000] })
      expect(drawn(p, 1)[0]!.path.parts.length).toBeLessThan(10_000)
    }
  })
})

describe('a line', () => {
  it('is broken so that dashes turn the corners, and come out even around curves', () => {
    const [dashed] = drawn(shape({ dash: 'dashed' }))
    const corners = dashed!.path.points.filter(([x, y]) => (x === 0 || x === 12000) && (y === 0 || y === 8000))
    expect(corners.length).toBe(4)
    expect(dashed!.dash).toEqual([])
    const [dotted] = drawn(shape({ dash: 'dotted', kind: 'ellipse', size: [10000, 10000] }))
    const times = (Math.PI * 10000) / (dotted!.dash[0]! + dotted!.dash[1]!)
    expect(Math.abs(times - Math.round(times))).toBeLessThan(0.05)
  })

  it('is whole and fainter where its dashes could not be seen, and steady where its shaking could not', () => {
    const p = shape({ dash: 'dashed', manner: 'hand', seed: 3 })
    const whole = drawn(p, (UNBROKEN / 400) * 0.99).at(-1)!
    expect(whole.dash).toEqual([])
    expect(whole.opacity).toBeLessThan(100)
    const clean = drawn(shape({}), 0.01)[0]!
    expect(drawn(shape({ manner: 'hand', seed: 3 }), (STEADY / 100) * 0.99)[0]!.word).toBe(clean.word)
    expect(drawn(shape({ manner: 'hand', seed: 3 }), (STEADY / 100) * 1.01)[0]!.word).not.toBe(clean.word)
  })
})

describe('round corners', () => {
  it('stay round in another size, and a chosen radius stays what it is', () => {
    const resized = (radius: number) => {
      const p = shape({ radius })
      const from = kindOf(p).frame(p)
      return kindOf(p).resized(p, from, { ...from, w: from.w / 2, h: from.h / 2 })
    }
    expect(roundRadius(12000, 8000)).toBe(2000)
    expect(roundRadius(100_000, 80_000)).toBe(3200)
    expect(resized(2000).get('radius')).toBe(1000)
    expect(resized(1500).has('radius')).toBe(false)
  })
})

describe('ink', () => {
  const stroke = (points: readonly number[], more: Record<string, Value> = {}) =>
    new Map<string, Value>([['kind', 'stroke'], ['at', [0, 0]], ['points', points], ...Object.entries(more)])

  it('is a round dot where the hand only touched the paper, the larger the harder it pressed', () => {
    const dot = (pressure: number, pen: boolean) => drawn(stroke([0, 0, pressure, 0], { pen }))[0]!.path.parts[0]!
    expect(dot(50, false)[0]).toBe('E')
    expect(dot(90, true)[3]).toBeGreaterThan(dot(20, true)[3]!)
  })

  it('is about as wide as it says at a usual pace, in every width, and never beyond its bounds', () => {
    const line = Array.from({ length: 60 }, (_, i) => (i === 0 ? [0, 0, 50, 0] : [700, 0, 50, 8])).flat()
    for (const thickness of [100, 200, 400, 800, 1600]) {
      for (const pen of [false, true]) {
        const p = stroke(line, { thickness, pen })
        const ys = drawn(p, 0.05)[0]!.path.points.map(([, y]) => y)
        const width = Math.max(...ys) - Math.min(...ys)
        expect(width / thickness, `${thickness} ${pen}`).toBeGreaterThan(0.6)
        expect(width / thickness, `${thickness} ${pen}`).toBeLessThan(2.2)
        const { y, h } = kindOf(p).bounds(p)
        expect(Math.min(...ys)).toBeGreaterThanOrEqual(y)
        expect(Math.max(...ys)).toBeLessThanOrEqual(y + h)
      }
    }
  })
})
