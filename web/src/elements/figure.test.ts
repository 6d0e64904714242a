import { describe, expect, it } from 'vitest'
import dictionary from '../../../rooms/board/kinds.json'
import type { Value } from '../board/types'
import { type Box, centreOf, grown } from '../geometry/box'
import { chance } from './chance'
import type { ElementProps } from './element'
import { forms } from './forms'
import { kindOf } from './kind-of'
import { PathText } from './recorder.testing'

/** A filled figure whose line does not count. */
const figure = (form: string, more: readonly [string, Value][] = []) =>
  new Map<string, Value>([
    ['kind', 'figure'],
    ['form', form],
    ['fill', 'red'],
    ['thickness', 0],
    ['at', [1000, 2000]],
    ['size', [8000, 5000]],
    ...more,
  ])

const holds = (p: ElementProps, x: number, y: number) => kindOf(p).hit(p, { x, y }, 0)

/** Points of a box and around it, none of them where rounding could decide. */
function* points(box: Box, seed: number): Iterable<readonly [number, number]> {
  const draw = chance(seed)
  const wide = grown(box, 300)
  for (let i = 0; i < 400; i++) yield [wide.x + draw() * wide.w, wide.y + draw() * wide.h]
}

/** How many of the points the one holds and the other does not at their places in a mirror. */
function differing(one: ElementProps, other: ElementProps, mirror: (x: number, y: number) => [number, number]): number {
  let n = 0
  for (const [x, y] of points(kindOf(one).frame(one), 7)) if (holds(one, x, y) !== holds(other, ...mirror(x, y))) n++
  return n
}

describe('the forms of a figure', () => {
  it('are those of kinds.json, each said once', () => {
    expect(forms.map(({ form }) => form)).toEqual(dictionary.types.form.of)
    expect(new Set(forms.map(({ title }) => title)).size).toBe(forms.length)
  })

  it.each(forms)('$title lies in its box and reaches its sides, however it is stretched', ({ outline, detail }) => {
    for (const [w, h] of [
      [8000, 5000],
      [200, 9000],
      [9000, 200],
    ] as const) {
      const p = figure('triangle', [['size', [w, h]]])
      expect(kindOf(p).own(p)).toEqual({ x: 1000, y: 2000, w, h })
      const text = new PathText()
      outline(w, h, text)
      detail?.(w, h, text)
      const ends = text.parts.flatMap(([op, ...n]) => (op === 'Z' ? [] : [[n.at(-2)!, n.at(-1)!] as const]))
      for (const [x, y] of ends) {
        expect(x).toBeGreaterThanOrEqual(-0.001)
        expect(y).toBeGreaterThanOrEqual(-0.001)
        expect(x).toBeLessThanOrEqual(w + 0.001)
        expect(y).toBeLessThanOrEqual(h + 0.001)
      }
      expect(text.parts.filter(([op]) => op === 'Z')).toHaveLength(1)
    }
  })
})

describe('a figure in a mirror', () => {
  const angles = [0, 3000, 18000]

  it.each(forms)('$title is seen as a mirror shows it, and twice mirrored as it was', ({ form }) => {
    for (const angle of angles) {
      const p = figure(form, [['angle', angle]])
      const kind = kindOf(p)
      const about = { x: 3000, y: 9000 }
      const across = new Map([...p, ...kind.flipped(p, 'h', about)])
      const down = new Map([...p, ...kind.flipped(p, 'v', about)])
      expect(differing(p, across, (x, y) => [2 * about.x - x, y])).toBeLessThanOrEqual(2)
      expect(differing(p, down, (x, y) => [x, 2 * about.y - y])).toBeLessThanOrEqual(2)
      const back = new Map([...across, ...kind.flipped(across, 'h', about)])
      expect(differing(p, back, (x, y) => [x, y])).toBe(0)
    }
  })

  it.each(forms)('$title pulled over its own side is mirrored', ({ form }) => {
    const p = figure(form)
    const from = kindOf(p).frame(p)
    const { x, y } = centreOf(from)
    const pulled = (to: Box) => new Map([...p, ...kindOf(p).resized(p, from, to)])
    const across = pulled({ ...from, x: from.x + from.w, w: -from.w })
    const both = pulled({ x: from.x + from.w, y: from.y + from.h, w: -from.w, h: -from.h })
    expect(differing(p, across, (px, py) => [2 * x - px, py])).toBeLessThanOrEqual(2)
    expect(differing(p, both, (px, py) => [2 * x - px, 2 * y - py])).toBeLessThanOrEqual(2)
  })
})
