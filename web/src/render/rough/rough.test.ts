import { describe, expect, it } from 'vitest'
import type { Value } from '../../board/types'
import { kinds } from '../../elements'
import type { ElementProps } from '../../elements/element'
import { kindOf, learn } from '../../elements/kind-of'
import { dictionary } from '../../elements/props'
import { Raster } from './raster'
import { Rough, type Where } from './rough'

learn(kinds)

const paper = 0xfff6fafb
const where: Where = { x: 0, y: 0, k: 0.01, theme: 'light' }

function drawn(...all: { props: ElementProps; clip?: { x: number; y: number; w: number; h: number } }[]) {
  const raster = new Raster(200, 200)
  raster.pixels.fill(paper)
  const seen = new Rough(raster).draw(
    all.map(({ props, clip = null }) => ({ props, clip })),
    where,
  )
  const at = [...raster.pixels.keys()].filter((i) => raster.pixels[i] !== paper)
  const box = {
    left: Math.min(...at.map((i) => i % 200)),
    top: Math.min(...at.map((i) => Math.floor(i / 200))),
    right: Math.max(...at.map((i) => i % 200)) + 1,
    bottom: Math.max(...at.map((i) => Math.floor(i / 200))) + 1,
  }
  return { raster, seen, count: at.length, ...box }
}

const element = (kind: string, more: { readonly [name: string]: Value } = {}): ElementProps =>
  new Map<string, Value>(Object.entries({ kind, at: [5000, 4000], ...more }))

/** What each kind needs to be seen, between 50 and 130 pixels across and 40 and 100 down. */
const samples: { readonly [kind: string]: ElementProps } = {
  stroke: element('stroke', { points: [0, 0, 50, 0, 4000, 6000, 50, 8, 4000, -6000, 50, 8] }),
  line: element('line', { 'knots/a': ['a1', [0, 0], false], 'knots/b': ['a2', [8000, 6000], false] }),
  arrow: element('arrow', { 'knots/a': ['a1', [0, 0], false], 'knots/b': ['a2', [8000, 6000], false], route: 'elbow' }),
  text: element('text', { text: 'Hello', measured: [8000, 6000] }),
  table: element('table', {
    'rows/a': ['a1', 6000],
    'columns/a': ['a1', 8000],
  }),
  ...Object.fromEntries(
    Object.entries(dictionary)
      .filter(([, { uses }]) => uses.includes('size'))
      .map(([kind]) => [kind, element(kind, { size: [8000, 6000] })]),
  ),
}

describe('a rough picture', () => {
  const drawable = Object.keys(dictionary).filter((kind) => dictionary[kind]!.uses.includes('at'))

  it.each(drawable)('of a %s lies where that lies', (kind) => {
    const props = samples[kind]
    expect(props, 'a sample of each kind').toBeDefined()
    const { seen, count, left, top, right, bottom } = drawn({ props: props! })
    expect(seen).toBe(1)
    expect(count).toBeGreaterThan(50)
    const frame = kindOf(props!).frame(props!)
    const [x, y] = [frame.x / 100, frame.y / 100]
    // As far as the line around it reaches; arrows have heads too.
    const near = kind === 'arrow' ? 8 : 4
    for (const [found, own] of [
      [left, x],
      [right, x + frame.w / 100],
    ] as const)
      expect(Math.abs(found - own), `${kind} across`).toBeLessThan(near)
    if (kind === 'text') return
    for (const [found, own] of [
      [top, y],
      [bottom, y + frame.h / 100],
    ] as const)
      expect(Math.abs(found - own), `${kind} down`).toBeLessThan(near)
  })

  it('has the colours of the theme, with opacity, and what comes later on top', () => {
    const red = element('rectangle', { size: [8000, 6000], fill: 'soft-red', thickness: 0 })
    const blue = element('ellipse', { at: [9000, 4000], size: [8000, 6000], fill: 'soft-blue', opacity: 50 })
    const { raster } = drawn({ props: red }, { props: blue })
    const pixel = (x: number, y: number) => raster.pixels[y * 200 + x]! & 0xffffff
    expect(pixel(60, 70)).toBe(0xd4d9fb)
    expect(pixel(120, 70)).not.toBe(pixel(60, 70))
    // Halfway from soft red to soft blue.
    expect(((pixel(120, 70) >> 16) & 255) / ((0xd4 + 0xf9) / 2)).toBeCloseTo(1, 1)
  })

  it('is turned as its element is', () => {
    const { left, right, top, bottom } = drawn({
      props: element('rectangle', { at: [6000, 9000], size: [8000, 2000], angle: 9000 }),
    })
    expect([left, right, top, bottom].map((side) => Math.round(side / 5) * 5)).toEqual([90, 110, 60, 140])
    const line = drawn({ props: element('stroke', { points: [0, 0, 50, 0, 8000, 0, 50, 8], angle: 9000 }) })
    expect(line.bottom - line.top).toBeGreaterThan(70)
    expect(line.right - line.left).toBeLessThan(8)
  })

  it('has the forms of figures, and a bar in the middle of a shape for the words in it', () => {
    const size = { size: [8000, 8000], fill: 'soft-blue', thickness: 0 }
    const star = drawn({ props: element('figure', { ...size, form: 'star' }) })
    const square = drawn({ props: element('rectangle', size) })
    expect(star.count).toBeGreaterThan(square.count / 8)
    expect(star.count).toBeLessThan(square.count / 2)
    const words = drawn({ props: element('rectangle', { ...size, 'text/a': ['a0', 'Words', ''] }) })
    const rows = [...Array(200).keys()].filter(
      (y) => words.raster.pixels[y * 200 + 90] !== square.raster.pixels[y * 200 + 90],
    )
    expect(rows.length).toBeGreaterThan(5)
    expect((rows[0]! + rows.at(-1)!) / 2).toBeCloseTo(80, -1)
    expect(words.raster.pixels[80 * 200 + 52]).toBe(square.raster.pixels[80 * 200 + 52])
  })

  it('leaves out what is rubbed out, what lies outside of its frame, and kinds that are not known', () => {
    const points = [0, 0, 50, 0, 4000, 0, 50, 8, 4000, 0, 50, 8]
    const whole = drawn({ props: element('stroke', { points }) })
    const rubbed = drawn({ props: element('stroke', { points, 'gaps/a': [0, 1000] }) })
    expect(rubbed.count).toBeLessThan(whole.count)
    const clip = { x: 5000, y: 4000, w: 1000, h: 1000 }
    expect(drawn({ props: samples.rectangle!, clip }).right).toBeLessThanOrEqual(60)
    expect(drawn({ props: element('hologram', { size: [8000, 6000] }) })).toMatchObject({ seen: 0, count: 0 })
  })

  it('says how many begin where it has pixels', () => {
    const far = element('rectangle', { at: [-90_000, 4000], size: [8000, 6000] })
    expect(drawn({ props: far }, { props: samples.note! }).seen).toBe(1)
    expect(drawn({ props: far }).count).toBe(0)
  })
})
