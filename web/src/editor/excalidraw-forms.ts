import { properties } from '../board/dictionary'
import { cleanText } from '../board/dictionary-types'
import type { Value } from '../board/types'
import { MOST_KNOTS } from '../elements/knots'
import { anew } from '../elements/text-edit'
import { layout } from '../elements/text-layout'
import { plain } from '../elements/words'
import { boxAround, centreOf } from '../geometry/box'
import { type BoardPoint, normalAngle, turned, whole } from '../geometry/point'
import { arrowThrough } from './excalidraw-arrows'
import { isOnBoard, type LineLook, lineThrough, type Made, strokesAlong, strokesThrough } from './foreign-lines'

/**
 * Elements of Excalidraw as elements of a board. What they say is not trusted: a number is a number only after a look, and what has no
 * place on a board becomes nothing. Their lengths are units, their angles radians clockwise about the middle.
 */

/** An element as it came out of JSON: anything may be in it. */
export type Foreign = { readonly [name: string]: unknown }

/** The most letters of one text (kinds.json, "text"). */
const LETTERS = 10_000

/** Their usual colours by ours, which are seen on dark paper too. */
const tokens: ReadonlyMap<string, string> = new Map([
  ['#1e1e1e', 'ink'],
  ['#000000', 'ink'],
  ['#e03131', 'red'],
  ['#2f9e44', 'green'],
  ['#1971c2', 'blue'],
  ['#f08c00', 'orange'],
  ['#ffc9c9', 'soft-red'],
  ['#b2f2bb', 'soft-green'],
  ['#a5d8ff', 'soft-blue'],
  ['#ffec99', 'soft-yellow'],
])

function numberOf(value: unknown, otherwise = Number.NaN): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}

function within(value: unknown, least: number, most: number, otherwise: number): number {
  return Math.min(most, Math.max(least, numberOf(value, otherwise)))
}

function choice(value: unknown, among: Readonly<Record<string, string>>, otherwise: string): string {
  return typeof value === 'string' && Object.hasOwn(among, value) ? among[value]! : otherwise
}

/** A colour of theirs; what is no hexadecimal one is `otherwise`. */
function colourOf(value: unknown, otherwise: string): string {
  if (value === 'transparent') return 'none'
  if (typeof value !== 'string' || !/^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value)) return otherwise
  const long = value.length === 4 ? value.replace(/[0-9a-f]/gi, '$&$&') : value
  const known = tokens.get(long.toLowerCase())
  return known ?? (long.length === 9 ? long : `${long}ff`).toLowerCase()
}

/** In hundredths of a degree. */
function angleOf(e: Foreign): number {
  return normalAngle(Math.round((within(e.angle, -1000, 1000, 0) / Math.PI) * 18_000))
}

const opacityOf = (e: Foreign) => Math.round(within(e.opacity, 0, 100, 100))

/** Hundredths of a line that is `times` as wide as it says. */
const thicknessOf = (e: Foreign, times = 1) =>
  Math.min(20_000, Math.round(within(e.strokeWidth, 0.01, 200, 2) * 100 * times))

/** The box of an element, in hundredths, not yet whole; null where it has none on a board. */
function boxOf(e: Foreign): { readonly x: number; readonly y: number; readonly w: number; readonly h: number } | null {
  const [x, y, w, h] = [e.x, e.y, e.width, e.height].map((value) => numberOf(value) * 100) as [
    number,
    number,
    number,
    number,
  ]
  const box = { x: Math.min(x, x + w), y: Math.min(y, y + h), w: Math.abs(w), h: Math.abs(h) }
  return [box.x, box.y, box.x + box.w, box.y + box.h].every(isOnBoard) ? box : null
}

const fills = { solid: 'solid', hachure: 'hatch', zigzag: 'hatch', 'cross-hatch': 'cross', dots: 'dots' }
const dashes = { solid: 'solid', dashed: 'dashed', dotted: 'dotted' }
const fonts: Readonly<Record<number, string>> = { 1: 'hand', 3: 'mono', 5: 'hand', 8: 'mono' }
const aligns = { left: 'start', center: 'centre', right: 'end' }

function shape(kind: string, e: Foreign): Made[] {
  const box = boxOf(e)
  if (box === null || box.w < 1 || box.h < 1) return []
  const made: Made = new Map<string, Value>([
    ['kind', kind],
    ['at', [whole(box.x), whole(box.y)]],
    ['size', [whole(box.w), whole(box.h)]],
    ...linesOf(e),
    ...fillOf(e),
    ['angle', angleOf(e)],
  ])
  return [made]
}

const fillOf = (e: Foreign): [string, Value][] => [
  ['fill', colourOf(e.backgroundColor, 'none')],
  ['fill-style', choice(e.fillStyle, fills, 'solid')],
]

/** How the line of a shape looks; what is not seen has no width. */
function linesOf(e: Foreign): [string, Value][] {
  const colour = colourOf(e.strokeColor, 'ink')
  const look: [string, Value][] = [
    ['colour', colour === 'none' ? 'ink' : colour],
    ['thickness', colour === 'none' ? 0 : thicknessOf(e)],
    ['dash', choice(e.strokeStyle, dashes, 'solid')],
    ['opacity', opacityOf(e)],
  ]
  if (within(e.roughness, 0, 10, 1) <= 0) return look
  return [...look, ['manner', 'hand'], ['seed', Math.floor(within(e.seed, 0, 2 ** 31 - 1, 1))]]
}

/** Their round corners: a quarter of the shorter side, of large ones 32 units. */
function rectangle(e: Foreign): Made[] {
  const [made] = shape('rectangle', e)
  if (made === undefined) return []
  const [w, h] = made.get('size') as readonly [number, number]
  const round = typeof e.roundness === 'object' && e.roundness !== null
  if (round) made.set('radius', whole(Math.min(3200, Math.min(w, h) / 4)))
  return [made]
}

/** How the line of an element looks; what has a fill and no line is drawn around in its colour. Null where nothing is seen. */
function lookOf(e: Foreign, times = 1): LineLook | null {
  const line = colourOf(e.strokeColor, 'ink')
  const colour = line === 'none' ? colourOf(e.backgroundColor, 'none') : line
  return colour === 'none' ? null : { colour, thickness: thicknessOf(e, times), opacity: opacityOf(e) }
}

function about(points: readonly BoardPoint[], angle: number): readonly BoardPoint[] {
  const box = boxAround(points)
  return angle === 0 || box === null ? points : points.map((p) => turned(p, centreOf(box), angle))
}

/** The points of a line on the board; none where one of them is no point. */
function pointsOf(e: Foreign): readonly BoardPoint[] {
  if (!Array.isArray(e.points)) return []
  const [x, y] = [numberOf(e.x), numberOf(e.y)]
  const points = e.points.map((p: unknown) => {
    const [dx, dy] = Array.isArray(p) ? p : []
    return { x: (x + numberOf(dx)) * 100, y: (y + numberOf(dy)) * 100 }
  })
  return points.every((p) => isOnBoard(p.x) && isOnBoard(p.y)) ? about(points, angleOf(e)) : []
}

function line(e: Foreign): Made[] {
  const points = pointsOf(e)
  const look = lookOf(e)
  if (points.length < 2 || look === null) return []
  const bent = points.length > 2 && typeof e.roundness === 'object' && e.roundness !== null
  return points.length > MOST_KNOTS ? strokesAlong(points, false, look) : [through(points, bent, e)]
}

function arrow(e: Foreign): Made[] {
  const points = pointsOf(e)
  if (points.length > MOST_KNOTS) return line(e)
  return points.length < 2 || lookOf(e) === null ? [] : [arrowThrough(points, e, linesOf(e))]
}

/** A line through points; one that ends where it began is closed, and filled. */
function through(points: readonly BoardPoint[], smooth: boolean, e: Foreign): Made {
  const [first, last] = [points[0]!, points.at(-1)!]
  const closed = points.length > 3 && Math.hypot(first.x - last.x, first.y - last.y) < 100
  const look = closed ? [...linesOf(e), ...fillOf(e)] : linesOf(e)
  return lineThrough(closed ? points.slice(0, -1) : points, { closed, smooth }, look)
}

/** Their pen is 4.25 times as wide as it says. Where they had no pressure, ours makes one up as well. */
function freedraw(e: Foreign): Made[] {
  const points = pointsOf(e)
  const look = lookOf(e, 4.25)
  if (look === null) return []
  const pressures = Array.isArray(e.pressures) && e.simulatePressure !== true ? e.pressures : []
  const pressed = points.map((p, i) => ({ ...p, pressure: Math.round(within(pressures[i], 0, 1, 0.5) * 100) }))
  // A dot is one point, and a stroke two.
  return strokesThrough(pressed.length === 1 ? [pressed[0]!, pressed[0]!] : pressed, pressures.length > 0, look)
}

/** The same letters may be wider or narrower here: what they were aligned by stays in its place. */
function text(e: Foreign, newID: () => string): Made[] {
  const box = boxOf(e)
  const colour = colourOf(e.strokeColor, 'ink')
  if (box === null || typeof e.text !== 'string' || e.text.length > LETTERS || colour === 'none') return []
  const words = cleanText(e.text, true).replace(/\s+$/, '')
  if (words === '') return []
  const type = {
    font: fonts[numberOf(e.fontFamily, 0)] ?? 'sans',
    size: Math.round(within(e.fontSize, 1, 200, 20) * 100),
  }
  const align = choice(e.textAlign, aligns, 'start')
  const width = e.autoResize === false ? whole(box.w) : 0
  const set = layout(plain(words), type, width)
  const angle = angleOf(e)
  const share = angle !== 0 ? 0.5 : ({ start: 0, centre: 0.5, end: 1 }[align] ?? 0)
  const made: Made = new Map<string, Value>([
    ['kind', 'text'],
    ['at', [whole(box.x + (box.w - set.w) * share), whole(box.y + (box.h - set.h) / 2)]],
    ['font', type.font],
    ['font-size', type.size],
    ['align', align],
    ['colour', colour],
    ['opacity', opacityOf(e)],
    ['angle', angle],
    ['measured', [set.w, set.h]],
  ])
  if (width > 0) made.set('width', width)
  for (const [path, value] of anew([], plain(words), { mine: new Set(), shut: new Set(), told: new Map(), newID }))
    if (value !== null) made.set(path, value)
  return [made]
}

/** What each of their kinds becomes here; what is missing has no like on a board. */
const forms: ReadonlyMap<unknown, (e: Foreign, newID: () => string) => Made[]> = new Map<
  unknown,
  (e: Foreign, newID: () => string) => Made[]
>([
  ['rectangle', rectangle],
  ['ellipse', (e) => shape('ellipse', e)],
  ['diamond', (e) => shape('diamond', e)],
  ['line', line],
  ['arrow', arrow],
  ['freedraw', freedraw],
  ['text', text],
])

/** The elements that one of theirs becomes, as properties; none for what a board cannot show. */
export function formsOf(e: Foreign, newID: () => string): Made[] {
  const made = forms.get(e.type)?.(e, newID) ?? []
  const link = typeof e.link === 'string' && properties.get('link')!.fits(e.link) ? e.link : null
  if (link !== null) for (const one of made) one.set('link', link)
  return made
}
