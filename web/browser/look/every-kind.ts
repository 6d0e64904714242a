import type { Item } from '../../bench/boards'
import type { Value } from '../../src/board/types'
import { arrows, figures, inkAndFills, lines, shapes, strokes } from './elements'

type Element = { readonly [property: string]: Value }

/** A sheet of the board of every kind: a frame with its name, and what lies in it, placed from the frame's corner. */
type Section = { readonly name: string; readonly w: number; readonly h: number; readonly elements: readonly Element[] }

/** Words in one run, or in several with marks. */
const said = (...runs: readonly (string | readonly [words: string, marks: string])[]): Element =>
  Object.fromEntries(
    runs.map((run, i) => {
      const [words, marks] = typeof run === 'string' ? [run, ''] : run
      return [`text/r${i}`, [`a${i}`, words, marks]]
    }),
  )

function notes(): Element[] {
  const note = (i: number, fill: string, more: Element): Element => ({
    kind: 'note',
    at: [2500 + i * 22_000, 2500],
    size: [19_000, 19_000],
    fill,
    ...more,
  })
  return [
    note(0, 'soft-yellow', said('Ask the neighbours for chairs')),
    note(1, 'soft-pink', said('Cake!')),
    note(2, 'soft-blue', said('Who brings the lamps, the long table, the cups and all the plates?')),
    note(3, 'soft-green', { ...said('Done'), signed: false, align: 'start', vertical: 'top' }),
  ]
}

function texts(): Element[] {
  const text = (x: number, y: number, width: number, more: Element): Element => ({
    kind: 'text',
    at: [x, y],
    width,
    measured: [width, 20_000],
    ...more,
  })
  return [
    text(2500, 2500, 40_000, {
      ...said(
        ['A garden party\n', 'hb'],
        'With ',
        ['bold', 'b'],
        ', ',
        ['italic', 'i'],
        ', ',
        ['struck', 's'],
        ' and ',
        ['code', 'c'],
        '.',
      ),
    }),
    text(2500, 12_500, 40_000, { ...said('العربية وעברית in one line, 日本語もあります') }),
    text(47_000, 2500, 20_000, { ...said('By hand'), font: 'hand', 'font-size': 3600, colour: 'violet' }),
    text(47_000, 9500, 20_000, { ...said('With serifs'), font: 'serif', 'font-size': 2800, colour: 'teal' }),
    text(47_000, 15_500, 20_000, { ...said('mono(space)'), font: 'mono', 'font-size': 2000, colour: 'red' }),
  ]
}

function cards(): Element[] {
  const card = (i: number, words: string, link: string): Element => ({
    kind: 'card',
    at: [2500 + i * 32_000, 2500],
    size: [29_000, 8000],
    link,
    ...said(words),
  })
  return [
    card(0, 'How to light a garden', 'https://lamps.example.org/garden'),
    card(1, 'A recipe for forty people', 'https://kitchen.example.org/soup'),
  ]
}

function table(): Element[] {
  const words = [
    ['Who', 'Brings', 'When'],
    ['Ada', 'the lamps', 'at noon'],
    ['Grace', 'soup for forty', 'at six'],
  ]
  const columns = ['c0', 'c1', 'c2'].map((id, i) => [`columns/${id}`, [`a${i}`, [14_000, 24_000, 16_000][i]!]] as const)
  const rows = ['r0', 'r1', 'r2'].map((id, i) => [`rows/${id}`, [`a${i}`, 4400]] as const)
  const cells = words.flatMap((row, y) =>
    row.map((cell, x) => [`cells/t${y}${x}`, [`r${y}`, `c${x}`, 'a0', cell, '']] as const),
  )
  return [{ kind: 'table', at: [2500, 2500], ...Object.fromEntries<Value>([...columns, ...rows, ...cells]) }]
}

const sections: readonly Section[] = [
  { name: 'Shapes and strokes', w: 99_000, h: 58_000, elements: [...shapes(), ...strokes()] },
  { name: 'Figures and lines', w: 99_000, h: 38_000, elements: [...figures(), ...lines()] },
  { name: 'Arrows', w: 99_000, h: 31_000, elements: arrows() },
  { name: 'Ink', w: 52_000, h: 25_000, elements: inkAndFills() },
  { name: 'Notes', w: 90_000, h: 24_000, elements: notes() },
  { name: 'Text', w: 72_000, h: 22_000, elements: texts() },
  { name: 'Cards', w: 66_000, h: 13_000, elements: cards() },
  { name: 'Table', w: 59_000, h: 18_500, elements: table() },
]

/** The sections stand in two columns, so far from each other, in hundredths. */
const GAP = 6000

/** A board on which every kind lies, in sections that are frames. */
export function everyKind(): Item[] {
  const items: Item[] = []
  let number = 0
  const put = (props: Element) => {
    const id = `kind-${String(number++).padStart(8, '0')}`
    items.push({ id, props: { ...props, order: `a${String(number).padStart(5, '0')}` } })
    return id
  }
  const feet = [0, 0]
  for (const { name, w, h, elements } of sections) {
    const column = feet[0]! <= feet[1]! ? 0 : 1
    const [x, y] = [column * (99_000 + GAP), feet[column]!]
    feet[column] = y + h + GAP
    const parent = put({ kind: 'frame', name, at: [x, y], size: [w, h] })
    for (const { at, ...props } of elements) {
      const [dx, dy] = at as readonly [number, number]
      put({ ...props, parent, at: [x + dx, y + dy] })
    }
  }
  return items
}
