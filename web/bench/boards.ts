/** Boards to measure with, the same for every page: 40 % strokes of 50 points, 40 % shapes with line and fill (a quarter of them figures, diamonds and notes, some with words), 10 % lines and arrows (most of these tied to shapes near by), 10 % short texts. */

import { chance } from '../src/elements/chance'

/** An element as it is put on a board (kinds.json). Lengths are hundredths of a unit. */
export type Item = { readonly id: string; readonly props: { readonly [name: string]: unknown } }

/** A place of the board, in units from its middle; at 100 % a unit is a pixel. */
export type Place = { readonly x: number; readonly y: number }

/** A board: what lies on it, and where the hand finds what it needs. */
export type Board = {
  readonly items: readonly Item[]
  /** The middle of a shape that lies on top. */
  readonly one: Place
  /** Nothing lies here: a box can be begun. */
  readonly bare: Place
  /** A box from `bare` to here takes hold of about 500. */
  readonly far: Place
}

/** The window of every measurement, in CSS pixels. */
export const viewport = { width: 1280, height: 800 }

/** About a tenth of the board is in the window at 100 %. */
const half = { x: (viewport.width * Math.sqrt(10)) / 2, y: (viewport.height * Math.sqrt(10)) / 2 }

/** Room around the board's middle that is kept bare, half its side. */
const BARE = 24

/** Where the bare place is: left of and above the middle of the window. */
const bare: Place = { x: -480, y: -250 }

/** How many elements a box takes hold of. */
const HELD = 500

const colours = ['ink', 'red', 'orange', 'green', 'teal', 'blue', 'violet', 'pink']
const fills = ['soft-red', 'soft-orange', 'soft-yellow', 'soft-green', 'soft-blue', 'soft-violet']
const words = ['plan', 'to do', 'why not?', 'idea', 'later', 'Monday', 'ask Ada', 'draft', 'cost', 'done']

type Roll = () => number

function pick<T>(list: readonly T[], roll: Roll): T {
  return list[Math.floor(roll() * list.length)]!
}

const hundredths = (n: number) => Math.round(n * 100)

/** A line that wanders, its points as differences. */
function wander(
  roll: Roll,
  count: number,
  step: number,
): { points: number[]; w: number; h: number; x: number; y: number } {
  let heading = roll() * Math.PI * 2
  let [x, y, left, top, right, bottom] = [0, 0, 0, 0, 0, 0]
  const points = [0, 0, 50, 0]
  for (let i = 1; i < count; i++) {
    heading += (roll() - 0.5) * 1.1
    const dx = hundredths(Math.cos(heading) * step)
    const dy = hundredths(Math.sin(heading) * step)
    points.push(dx, dy, Math.round(35 + roll() * 40), 8)
    x += dx / 100
    y += dy / 100
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { points, w: right - left, h: bottom - top, x: left, y: top }
}

type Made = {
  readonly props: { [name: string]: unknown }
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

function stroke(roll: Roll, x: number, y: number, count: number, step: number): Made {
  const line = wander(roll, count, step)
  const props = {
    kind: 'stroke',
    at: [hundredths(x), hundredths(y)],
    points: line.points,
    colour: pick(colours, roll),
    thickness: pick([300, 400, 600], roll),
  }
  return { props, x: x + line.x, y: y + line.y, w: line.w, h: line.h }
}

/** What sort of shape it is: three of four are rectangles and ellipses. */
function sort(roll: Roll): { readonly kind: string; readonly form?: string } {
  if (roll() < 0.75) return { kind: pick(['rectangle', 'ellipse'], roll) }
  const kind = pick(['figure', 'diamond', 'note'], roll)
  return kind === 'figure' ? { kind, form: pick(['hexagon', 'cloud', 'star', 'speech'], roll) } : { kind }
}

function shape(roll: Roll, x: number, y: number): Made {
  const w = 40 + roll() * 110
  const h = 30 + roll() * 80
  const props = {
    ...sort(roll),
    ...(roll() < 0.15 ? { 'text/a1b2c3d4': ['V', pick(words, roll), ''] } : {}),
    at: [hundredths(x), hundredths(y)],
    size: [hundredths(w), hundredths(h)],
    colour: pick(colours, roll),
    fill: pick(fills, roll),
    thickness: 200,
  }
  return { props, x, y, w, h }
}

/** A shape of the board so near to a place that an arrow there may well be tied to it; null for none. */
function shapeNear(all: readonly Made[], x: number, y: number): number | null {
  for (let i = all.length - 1; i >= Math.max(0, all.length - 4000); i--) {
    const one = all[i]!
    if (one.props.size !== undefined && Math.abs(one.x - x) < 200 && Math.abs(one.y - y) < 200) return i
  }
  return null
}

function arrow(roll: Roll, x: number, y: number, all: readonly Made[]): Made {
  const [w, h] = [60 + roll() * 120, 20 + roll() * 90]
  const [from, to] = [shapeNear(all, x, y), shapeNear(all, x + w, y + h)]
  const tied = (end: string, i: number | null) => (i === null ? {} : { [end]: [name(i), 5000, 5000] })
  const props = {
    kind: 'arrow',
    at: [hundredths(x), hundredths(y)],
    'knots/a': ['a0', [0, 0], false],
    'knots/b': ['a1', [hundredths(w), hundredths(h)], false],
    route: pick(['straight', 'curve', 'elbow'], roll),
    colour: pick(colours, roll),
    ...tied('start', from),
    ...(from === to ? {} : tied('end', to)),
  }
  return { props, x, y, w, h }
}

function text(roll: Roll, x: number, y: number): Made {
  const says = pick(words, roll)
  const w = says.length * 10
  const props = {
    kind: 'text',
    at: [hundredths(x), hundredths(y)],
    'text/a1b2c3d4': ['V', says, ''],
    'font-size': 2000,
    measured: [hundredths(w), 2700],
    colour: pick(colours, roll),
  }
  return { props, x, y, w, h: 27 }
}

function made(roll: Roll, x: number, y: number, all: readonly Made[]): Made {
  const what = roll()
  if (what < 0.4) return stroke(roll, x, y, 50, 4)
  if (what < 0.8) return shape(roll, x, y)
  if (what < 0.83) return stroke(roll, x, y, 2, 90)
  if (what < 0.9) return arrow(roll, x, y, all)
  return text(roll, x, y)
}

function near(a: Made, place: Place): boolean {
  const [dx, dy] = [place.x - a.x, place.y - a.y]
  return dx > -BARE && dx < a.w + BARE && dy > -BARE && dy < a.h + BARE
}

function touches(a: Made, to: Place): boolean {
  return a.x < to.x && a.x + a.w > bare.x && a.y < to.y && a.y + a.h > bare.y
}

function name(i: number): string {
  return `bench${i.toString(36).padStart(6, '0')}`
}

/** Grows a box of the window's shape until it takes hold of enough. */
function boxFor(all: readonly Made[]): Place {
  for (let share = 0.05; share < 1; share += 0.02) {
    const to = { x: bare.x + viewport.width * 0.85 * share, y: bare.y + viewport.height * 0.75 * share }
    if (all.filter((one) => touches(one, to)).length >= HELD) return to
  }
  return { x: bare.x + viewport.width * 0.85, y: bare.y + viewport.height * 0.75 }
}

/** A board of so many elements. */
export function boardOf(count: number): Board {
  const roll = chance(count)
  const all: Made[] = []
  // The corners, so that fitting everything puts the board's middle into the window's.
  all.push(
    shape(() => 0, -half.x, -half.y),
    shape(() => 0, half.x - 40, half.y - 30),
  )
  while (all.length < count - 1) {
    const next = made(roll, (roll() * 2 - 1) * (half.x - 160), (roll() * 2 - 1) * (half.y - 160), all)
    if (!near(next, bare) && Math.abs(next.x + next.w / 2) < half.x && Math.abs(next.y + next.h / 2) < half.y)
      all.push(next)
  }
  const one = { ...shape(() => 0.5, 60, 40) }
  all.push(one)
  const items = all.map(({ props }, i) => ({
    id: name(i),
    props: { ...props, order: `a${i.toString(36).padStart(5, '0')}V` },
  }))
  return { items, one: { x: one.x + one.w / 2, y: one.y + one.h / 2 }, bare, far: boxFor(all) }
}
