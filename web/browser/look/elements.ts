import type { Value } from '../../src/board/types'
import { heads } from '../../src/elements/arrow-heads'
import { forms } from '../../src/elements/forms'

type Element = { readonly [property: string]: Value }

const fills = [
  { fill: 'none', style: 'solid', colour: 'ink' },
  { fill: 'soft-blue', style: 'solid', colour: 'blue' },
  { fill: 'soft-orange', style: 'hatch', colour: 'orange' },
  { fill: '#8844ccff', style: 'cross', colour: '#101020ff' },
  { fill: 'soft-green', style: 'dots', colour: 'green' },
] as const
const thicknesses = [400, 200, 400, 200, 800]

/** Every kind of shape in both manners, with every fill and every dash: ten to a row. */
export function shapes(): Element[] {
  const all: Element[] = []
  for (const [row, dash] of ['solid', 'dashed', 'dotted'].entries()) {
    for (const [half, kind] of ['rectangle', 'ellipse'].entries()) {
      for (const [side, manner] of ['clean', 'hand'].entries()) {
        for (const [i, { fill, style, colour }] of fills.entries()) {
          all.push({
            kind,
            manner,
            dash,
            fill,
            colour,
            'fill-style': style,
            thickness: thicknesses[i]!,
            at: [1000 + (i + 5 * side) * 9800, 1000 + (2 * row + half) * 6800],
            size: [8000, 5000],
            angle: i === 2 && row === 1 ? 1000 : 0,
            ...(kind === 'rectangle' && { radius: [800, 0, 1250][row]! }),
            seed: 1 + all.length,
          })
        }
      }
    }
  }
  return all
}

/** Every figure and the diamond, in both manners, mirrored and turned here and there: ten to a row. */
export function figures(): Element[] {
  const each = [{ kind: 'diamond' }, ...forms.map(({ form }) => ({ kind: 'figure', form }))]
  return ['clean', 'hand'].flatMap((manner, half) =>
    each.map((what, i): Element => {
      const { fill, style, colour } = fills[i % fills.length]!
      return {
        ...what,
        manner,
        fill,
        colour,
        'fill-style': style,
        thickness: thicknesses[i % thicknesses.length]!,
        dash: ['solid', 'solid', 'dashed', 'dotted'][i % 4]!,
        at: [1000 + (i % 10) * 9800, 1000 + (2 * half + Math.floor(i / 10)) * 7400],
        size: [8000, 5600],
        angle: i === 4 ? 1500 : 0,
        ...(what.kind === 'figure' && { mirrored: i % 3 === 0 }),
        seed: 1 + i,
      }
    }),
  )
}

/** Lines through the same points: with corners, bent, closed and filled; clean and by hand, whole and broken. */
export function lines(): Element[] {
  const course = [
    [0, 4000],
    [2000, 0],
    [4200, 3600],
    [6000, 400],
    [8000, 4400],
  ] as const
  const sorts = [
    { smooth: false },
    { smooth: true },
    { smooth: false, closed: true, fill: 'soft-violet' },
    { smooth: true, closed: true, fill: 'soft-teal', 'fill-style': 'hatch' },
    { smooth: true, dash: 'dashed' },
  ]
  return ['clean', 'hand'].flatMap((manner, half) =>
    sorts.map(({ smooth, ...more }, i): Element => {
      const knots = course.map(([x, y], k) => [`knots/k${k}`, [`a${k}`, [x, y], smooth]] as const)
      const at = [1000 + (i + 5 * half) * 9800, 31_000]
      return {
        kind: 'line',
        manner,
        at,
        colour: 'ink',
        thickness: 300,
        seed: 9 + i,
        ...more,
        ...Object.fromEntries(knots),
      }
    }),
  )
}

/** Lines of a mouse and of a pen, in every usual width. */
export function strokes(): Element[] {
  return [200, 400, 800, 1600].flatMap((thickness, i) =>
    [false, true].map((pen) => ({
      kind: 'stroke',
      colour: pen ? 'violet' : 'ink',
      thickness,
      pen,
      at: [2000 + (pen ? 48_000 : 0), 43_500 + i * 3200],
      points: wave(pen),
    })),
  )
}

/** Strokes of every nib of which some was rubbed out, and loops with every fill: below each other. */
export function inkAndFills(): Element[] {
  const rubbed = [
    { nib: 'pressure', pen: false, thickness: 400 },
    { nib: 'pressure', pen: true, thickness: 1600 },
    { nib: 'even', pen: false, thickness: 800 },
    { nib: 'marker', pen: false, thickness: 2000, colour: 'yellow', opacity: 40 },
  ].map((nib, i): Element => {
    const gaps = { 'gaps/a': [80_000, 120_000], 'gaps/b': [230_000, 360_000], 'gaps/c': [550_000, 600_000] }
    return { kind: 'stroke', colour: 'ink', ...nib, ...gaps, at: [2000, 2500 + i * 3600], points: wave(nib.pen) }
  })
  const loops = fills.map(({ fill, style, colour }, i): Element => {
    const points = Array.from({ length: 40 }, (_, k) => {
      const at = (n: number) => [Math.round(3600 * Math.cos(n / 6.2)), Math.round(2600 * Math.sin(n / 6.2))] as const
      const [[x, y], [px, py]] = [at(k), at(k - 1)]
      return [k === 0 ? 0 : x - px, k === 0 ? 0 : y - py, 50, 8]
    }).flat()
    const more = i === 1 ? { 'gaps/a': [100_000, 140_000] } : {}
    const props = { colour, fill, 'fill-style': style, closed: true, thickness: 400 }
    return { kind: 'stroke', ...props, ...more, at: [8400 + i * 8800, 20_000], points }
  })
  return [...rubbed, ...loops]
}

/** A wave as a hand draws it: fast in the middle, pressed the more the longer. */
function wave(pen: boolean): number[] {
  const points = [0, 0, pen ? 15 : 50, 0]
  let last = { x: 0, y: 0 }
  for (let i = 1; i <= 60; i++) {
    const t = i / 60
    const x = Math.round(42_000 * (t - Math.sin(2 * Math.PI * t) / 14))
    const y = Math.round(900 * Math.sin(t * 19) + 500 * Math.sin(t * 7))
    points.push(x - last.x, y - last.y, pen ? Math.round(15 + 80 * t) : 50, 8)
    last = { x, y }
  }
  return points
}

/** Every head, at the end of a straight arrow; then the routes, a broken one, one by hand and one with a label. */
export function arrows(): Element[] {
  const row = (at: readonly [number, number], to: readonly [number, number], more: Element): Element => ({
    kind: 'arrow',
    at,
    'knots/a': ['a0', [0, 0], false],
    'knots/b': ['a1', to, false],
    ...more,
  })
  const pointing = Object.keys(heads).map((head, i) =>
    row([2000 + (i % 5) * 19_000, 2500 + Math.floor(i / 5) * 5500], [13_000, 0], {
      'end-head': head,
      'start-head': i % 2 === 0 ? 'none' : head,
    }),
  )
  const ways = ['straight', 'curve', 'elbow'].map((route, i) =>
    row([2000 + i * 19_000, 20_000], [13_000, 9000], { route, thickness: 400, colour: 'blue' }),
  )
  return [
    ...pointing,
    ...ways,
    row([59_000, 20_000], [13_000, 9000], { route: 'curve', dash: 'dashed', manner: 'hand', seed: 3, colour: 'red' }),
    row([78_000, 20_000], [15_000, 9000], { 'text/p1': ['a0', 'label', ''], 'start-head': 'circle' }),
  ]
}
