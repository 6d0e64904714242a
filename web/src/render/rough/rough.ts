import type { Value } from '../../board/types'
import type { ElementProps } from '../../elements/element'
import { gapsOf } from '../../elements/gaps'
import { pointsOf, STRIDE } from '../../elements/ink'
import { kindOf } from '../../elements/kind-of'
import { knotsOf } from '../../elements/knots'
import { colourOf, inkOf, type Room } from '../../elements/palette'
import { atOf, dictionary, flag, number, sized, string } from '../../elements/props'
import { partsLeft } from '../../elements/stroke-box'
import { hasRuns, runsOf } from '../../elements/text-runs'
import type { Box } from '../../geometry/box'
import type { BoardPoint } from '../../geometry/point'
import type { Item } from '../job'
import type { Ink, Raster } from './raster'

/** Where a board is drawn: this point of it, in hundredths, is the first pixel, and `k` pixels are a hundredth. */
export type Where = { readonly x: number; readonly y: number; readonly k: number; readonly theme: Room }

/** Something that is drawn, and where it is seen. */
export type Drawn = Pick<Item, 'props' | 'clip'>

/** The points by which a stroke is drawn. */
const FEW = 16
/** What is smaller than so many pixels has no line around it. */
const LINED = 3
/** What is smaller than so many pixels is round where it has a form of its own. */
const FORMED = 10
/** What has no line of its own is seen by its edge: a card is of the paper's colour. */
const EDGE = 'soft-grey'
/** The corners that a round shape has. */
const CORNERS = 12
/** How strong letters are, those in a shape, and what is filled with a pattern, of 256. */
const LETTERS = 120
const WORDS = 80
const PATTERN = 110
/** From one line of letters to the next, and how high letters are, of their size. */
const LEADING = 1.35
const BODY = 0.5
/** How wide a letter is, of its size, and how many pixels high it has to be in a shape to be seen there at all. */
const LETTER = 0.5
const LEAST = 3
/** The longest line that is drawn, in points. */
const LONGEST = 4096

/** How a kind is drawn, read off the properties that it uses (kinds.json): a new kind has its place here, too. */
type Form = 'stroke' | 'box' | 'round' | 'diamond' | 'figure' | 'knots' | 'letters' | 'plain'
type Plan = {
  readonly form: Form
  readonly fill: boolean
  readonly pattern: boolean
  readonly line: boolean
  readonly words: boolean
}

const plans = new Map<Value | undefined, Plan>(
  Object.entries(dictionary).flatMap(([kind, { uses }]) => {
    const has = (property: string) => uses.includes(property)
    if (!has('at')) return []
    const form = formOf(kind, has)
    const words = has('size') && has('text')
    return [[kind, { form, fill: has('fill'), pattern: has('fill-style'), line: has('colour'), words }]]
  }),
)

function formOf(kind: string, has: (property: string) => boolean): Form {
  if (has('points')) return 'stroke'
  if (has('knots')) return 'knots'
  if (has('measured')) return 'letters'
  if (!has('size')) return 'plain'
  if (kind === 'diamond') return 'diamond'
  if (has('form')) return 'figure'
  return kind === 'ellipse' ? 'round' : 'box'
}

/**
 * Draws on a raster, roughly and in a few microseconds an element: shapes and lines in their colours with bars for words, without heads, dashes, or
 * anybody's hand. What it has found out of strokes it keeps for the next time.
 */
export class Rough {
  private readonly to: Raster
  private where: Where = { x: 0, y: 0, k: 1, theme: 'light' }
  /** Colours as the raster takes them, by token and opacity, in one theme. */
  private inks = new Map<string, Ink | null>()
  /** A few points of each stroke, from its `at`: what moves keeps them. */
  private readonly few = new Map<readonly number[], readonly number[]>()
  /** The line that is being drawn, in pixels: `length` numbers of it. */
  private readonly way = new Float64Array(2 * LONGEST)
  private length = 0

  constructor(to: Raster) {
    this.to = to
  }

  /** Draws one over the other. Returns how many of them begin where there are pixels. */
  draw(drawn: Iterable<Drawn>, where: Where): number {
    if (where.theme !== this.where.theme) this.inks = new Map()
    this.where = where
    let seen = 0
    for (const { props, clip } of drawn) {
      if (clip !== null) this.within(clip)
      if (this.element(props)) seen++
      if (clip !== null) this.to.clip()
    }
    return seen
  }

  /** Only what lies in this part of the board is drawn from now on. */
  private within({ x, y, w, h }: Box): void {
    const [left, top] = [this.across(x), this.down(y)]
    this.to.clip(left, top, left + w * this.where.k, top + h * this.where.k)
  }

  /** Draws it; true where its corner lies where there are pixels. */
  private element(p: ElementProps): boolean {
    const plan = plans.get(p.get('kind'))
    if (plan === undefined) return false
    if (plan.form === 'stroke') this.stroke(p, plan)
    else if (plan.form === 'knots') this.throughKnots(p, plan)
    else if (plan.form === 'letters') this.letters(p)
    else if (plan.form === 'plain') this.shape(p, plan, kindOf(p).frame(p))
    else this.shape(p, plan, sized(p))
    const at = atOf(p)
    const [x, y] = [this.across(at.x), this.down(at.y)]
    return x >= 0 && y >= 0 && x < this.to.w && y < this.to.h
  }

  private across(x: number): number {
    return (x - this.where.x) * this.where.k
  }

  private down(y: number): number {
    return (y - this.where.y) * this.where.k
  }

  private ink(p: ElementProps, token: string, share = 256): Ink | null {
    const opacity = p.has('opacity') ? Math.round((number(p, 'opacity') * share) / 100) : share
    const key = `${token} ${opacity}`
    let ink = this.inks.get(key)
    if (ink === undefined) {
      ink = inkFrom(colourOf(token, this.where.theme), opacity)
      this.inks.set(key, ink)
    }
    return ink
  }

  private filling(p: ElementProps, { fill, pattern }: Plan): Ink | null {
    // A picture is a box until its pixels are painted.
    const token = fill ? string(p, 'fill') : 'soft-grey'
    if (token === 'none') return null
    return this.ink(p, token, pattern && string(p, 'fill-style') !== 'solid' ? PATTERN : 256)
  }

  private shape(p: ElementProps, plan: Plan, box: Box): void {
    const { k } = this.where
    const [x, y, w, h] = [this.across(box.x), this.down(box.y), box.w * k, box.h * k]
    const reach = Math.max(w, h)
    if (x > this.to.w + reach || y > this.to.h + reach || x + w < -reach || y + h < -reach) return
    const inside = this.filling(p, plan)
    const line = reach > LINED ? this.ink(p, plan.line ? inkOf(string(p, 'colour')) : EDGE) : null
    const angle = p.has('angle') ? number(p, 'angle') : 0
    const edge = plan.form === 'figure' && reach > FORMED ? kindOf(p).edge?.(p) : undefined
    if (edge === undefined) {
      this.corners(plan.form, x, y, w, h)
      this.turn(x + w / 2, y + h / 2, angle)
    } else this.takeUp(edge, 0, 0)
    const upright = angle === 0 && (plan.form === 'box' || plan.form === 'plain')
    if (inside !== null && upright) this.to.box(x, y, w, h, inside)
    else if (inside !== null) this.to.polygon(this.way, inside, this.length)
    if (line !== null) {
      this.shut()
      this.along(number(p, 'thickness') * k || 1, line)
    }
    if (plan.words && hasRuns(p)) this.words(p, x, y, w, h)
  }

  /** Words in the middle of a shape: lines of about as many letters as there is room for. */
  private words(p: ElementProps, x: number, y: number, w: number, h: number): void {
    const size = number(p, 'font-size') * this.where.k
    const ink = size < LEAST ? null : this.ink(p, inkOf(string(p, 'text-colour')), WORDS)
    if (ink === null) return
    const letters = runsOf(p).reduce((count, { text }) => count + text.length, 0)
    const room = Math.max(1, Math.floor((w - size / 2) / (size * LETTER)))
    const rows = Math.min(Math.ceil(letters / room), Math.ceil(h / (size * LEADING)))
    const wide = Math.min(letters, room) * size * LETTER
    this.bars(rows, x + (w - wide) / 2, y + (h - rows * size * LEADING) / 2, wide, rows * size * LEADING, size, ink)
  }

  private stroke(p: ElementProps, plan: Plan): void {
    const ink = this.ink(p, inkOf(string(p, 'colour')))
    if (ink === null) return
    const { x, y } = atOf(p)
    const width = number(p, 'thickness') * this.where.k
    if (gapsOf(p).length > 0) {
      for (const part of partsLeft(p)) {
        this.takeUp(part, x, y)
        this.along(width, ink)
      }
      return
    }
    this.follow(pointsOf(p), x, y)
    const angle = p.has('angle') ? number(p, 'angle') : 0
    if (angle !== 0) this.turnAboutItself(angle)
    if (flag(p, 'closed')) this.fill(p, plan)
    this.along(width, ink)
  }

  private fill(p: ElementProps, plan: Plan): void {
    const inside = plan.fill ? this.filling(p, plan) : null
    if (inside !== null) this.to.polygon(this.way, inside, this.length)
  }

  /** Takes up the points of a stroke. */
  private follow(points: readonly number[], fromX: number, fromY: number): void {
    const { k } = this.where
    const x = this.across(fromX)
    const y = this.down(fromY)
    let line = this.few.get(points)
    if (line === undefined) {
      line = fewAmong(points)
      this.few.set(points, line)
    }
    this.length = line.length
    for (let i = 0; i < line.length; i += 2) {
      this.way[i] = x + line[i]! * k
      this.way[i + 1] = y + line[i + 1]! * k
    }
  }

  private throughKnots(p: ElementProps, plan: Plan): void {
    const { x, y } = atOf(p)
    const knots = knotsOf(p)
    const ink = this.ink(p, inkOf(string(p, 'colour')))
    if (ink === null) return
    const points = knots.length === 2 && string(p, 'route') === 'elbow' ? elbow(knots[0]!, knots[1]!) : knots
    this.takeUp(points, x, y)
    if (flag(p, 'closed')) {
      this.fill(p, plan)
      this.shut()
    }
    this.along(number(p, 'thickness') * this.where.k, ink)
  }

  /** Takes up points that are told from an element's `at`. */
  private takeUp(points: readonly BoardPoint[], x: number, y: number): void {
    this.length = 0
    for (const point of points) this.add(this.across(point.x + x), this.down(point.y + y))
  }

  /** Letters: a bar for each line of them. */
  private letters(p: ElementProps): void {
    const { k } = this.where
    const box = kindOf(p).frame(p)
    const [x, y, w, h] = [this.across(box.x), this.down(box.y), box.w * k, box.h * k]
    if (x > this.to.w || y > this.to.h || x + w < 0 || y + h < 0) return
    const ink = this.ink(p, inkOf(string(p, 'colour')), LETTERS)
    if (ink === null) return
    const size = number(p, 'font-size') * k
    const rows = Math.max(1, Math.min(this.to.h, Math.round(h / Math.max(1, size * LEADING))))
    this.bars(rows, x, y, w, h, size, ink)
  }

  private bars(rows: number, x: number, y: number, w: number, h: number, size: number, ink: Ink): void {
    for (let row = 0; row < rows; row++)
      this.to.box(x, y + ((row + 0.5) * h) / rows - (size * BODY) / 2, w, size * BODY, ink)
  }

  private add(x: number, y: number): void {
    if (this.length === this.way.length) return
    this.way[this.length] = x
    this.way[this.length + 1] = y
    this.length += 2
  }

  private shut(): void {
    if (this.length > 0) this.add(this.way[0]!, this.way[1]!)
  }

  private corners(form: Form, x: number, y: number, w: number, h: number): void {
    this.length = 0
    const shares = form === 'round' || form === 'figure' ? circle : form === 'diamond' ? lozenge : square
    for (let i = 0; i < shares.length; i += 2) this.add(x + w * shares[i]!, y + h * shares[i + 1]!)
  }

  /** Turns the line about a point, by hundredths of a degree. */
  private turn(x: number, y: number, angle: number): void {
    if (angle === 0) return
    const cos = Math.cos((angle * Math.PI) / 18_000)
    const sin = Math.sin((angle * Math.PI) / 18_000)
    const { way } = this
    for (let i = 0; i < this.length; i += 2) {
      const dx = way[i]! - x
      const dy = way[i + 1]! - y
      way[i] = x + dx * cos - dy * sin
      way[i + 1] = y + dx * sin + dy * cos
    }
  }

  private turnAboutItself(angle: number): void {
    const middle = (first: number) => {
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      for (let i = first; i < this.length; i += 2) {
        least = Math.min(least, this.way[i]!)
        most = Math.max(most, this.way[i]!)
      }
      return (least + most) / 2
    }
    this.turn(middle(0), middle(1), angle)
  }

  private along(width: number, ink: Ink): void {
    const { way, to } = this
    if (this.length === 2) to.box(way[0]! - width / 2, way[1]! - width / 2, width, width, ink)
    for (let i = 2; i < this.length; i += 2) to.line(way[i - 2]!, way[i - 1]!, way[i]!, way[i + 1]!, width, ink)
  }
}

/** Corners in a box of 1 by 1. */
const square = [0, 0, 1, 0, 1, 1, 0, 1]
const lozenge = [0.5, 0, 1, 0.5, 0.5, 1, 0, 0.5]
const circle = Array.from({ length: CORNERS }, (_, i) => (2 * Math.PI * i) / CORNERS).flatMap((angle) => [
  (1 + Math.cos(angle)) / 2,
  (1 + Math.sin(angle)) / 2,
])

/** Every so many points of a stroke, and the last; its points are steps from one to the next. */
function fewAmong(points: readonly number[]): readonly number[] {
  const count = Math.floor(points.length / STRIDE)
  const each = Math.max(1, Math.ceil((count - 1) / (FEW - 1)))
  const line: number[] = []
  let [x, y] = [0, 0]
  for (let i = 0; i < count; i++) {
    x += points[i * STRIDE]!
    y += points[i * STRIDE + 1]!
    if (i % each === 0 || i === count - 1) line.push(x, y)
  }
  return line
}

/** A colour as CSS has it, `#rrggbb` or `#rrggbbaa`, and how strong it is, of 256. */
function inkFrom(css: string | null, opacity: number): Ink | null {
  if (css === null) return null
  const [red, green, blue, alpha] = [1, 3, 5, 7].map((at) => Number.parseInt(css.slice(at, at + 2) || 'ff', 16))
  return { bgr: (blue! << 16) | (green! << 8) | red!, strength: Math.round((opacity * alpha!) / 255) }
}

/** The way of an arrow with right angles that nothing stands in. */
function elbow(from: BoardPoint, to: BoardPoint): readonly BoardPoint[] {
  const x = (from.x + to.x) / 2
  return [from, { x, y: from.y }, { x, y: to.y }, to]
}
