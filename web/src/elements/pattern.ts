import type { BoardPoint } from '../geometry/point'
import { chance } from './chance'
import type { Outline } from './pen'
import type { Traced } from './trace'

/** How a fill that is not solid is laid out; lengths in hundredths. */
export type Pattern = {
  /** From the middle of one line, or of one row of dots, to the next. */
  readonly gap: number
  /** Of a line; of a dot from side to side. */
  readonly width: number
  /** The share of the paper that it covers, 0 to 1. */
  readonly density: number
}

/** The most lines across a shape in one direction, and the most dots: in larger ones they lie farther apart. */
const LINES = 600
const DOTS = 4000

/** Hatching rises to the right, as right-handed people draw it; by hand a little off the diagonal. */
const ANGLE = -41
/** On the diagonal every line meets the pixels alike, if they lie whole units apart along a row of them: they look even then. */
const CLEAN_ANGLE = -45
/** How far apart lines on the diagonal lie that are one unit apart along a row, in hundredths. */
const DIAGONAL = 100 / Math.SQRT2

/** The pattern of a fill style for a line of this thickness, in a shape of this size. A shape without a line has it as for 2 units. */
export function patternOf(style: string, thickness: number, w: number, h: number): Pattern {
  const line = thickness > 0 ? thickness : 200
  if (style === 'dots') {
    // Even numbers of whole units, so that every dot meets the pixels alike.
    const gap = whole(Math.max(line * 2.4 + 400, Math.sqrt((w * h) / DOTS)), 200)
    const width = line * 0.7 + 120
    return { gap, width, density: Math.min(1, (Math.PI * width * width) / 4 / (gap * gap)) }
  }
  const gap = whole(Math.max(line * 2.6 + 480, (w + h) / LINES), DIAGONAL)
  const width = line * 0.45 + 40
  const share = width / gap
  return { gap, width, density: style === 'cross' ? 1 - (1 - share) ** 2 : share }
}

/** The least whole number of steps that is not less. */
const whole = (length: number, step: number) => Math.ceil(length / step - 1e-6) * step

type Span = readonly [from: number, to: number]

/** Where a line at height y runs inside of the polygons (even-odd). */
function spansAt(y: number, rings: Traced['rings']): Span[] {
  const crossings: number[] = []
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const a = ring[i]!
      const b = ring[(i + 1) % ring.length]!
      if (a.y > y !== b.y > y) crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x))
    }
  }
  crossings.sort((a, b) => a - b)
  const spans: Span[] = []
  for (let i = 0; i + 1 < crossings.length; i += 2) spans.push([crossings[i]!, crossings[i + 1]!])
  return spans
}

function rotated({ x, y }: BoardPoint, degrees: number): BoardPoint {
  const turn = (degrees / 180) * Math.PI
  return { x: x * Math.cos(turn) - y * Math.sin(turn), y: x * Math.sin(turn) + y * Math.cos(turn) }
}

/** The heights of the rows of a pattern. They are counted from the element's own corner, so that they stay while it grows. */
function rowsOf(rings: Traced['rings'], gap: number): readonly number[] {
  let low = Infinity
  let high = -Infinity
  for (const ring of rings) {
    for (const { y } of ring) {
      low = Math.min(low, y)
      high = Math.max(high, y)
    }
  }
  const rows: number[] = []
  for (let k = Math.floor(low / gap); (k + 0.5) * gap < high; k++) if ((k + 0.5) * gap > low) rows.push((k + 0.5) * gap)
  return rows
}

/** Whether a pattern is drawn by hand, and by which. */
export type Shaky = { readonly seed: number } | null

function hatch(shape: Traced, pattern: Pattern, degrees: number, shaky: Shaky, to: Outline): void {
  const rings = shape.rings.map((ring) => ring.map((point) => rotated(point, -degrees)))
  const random = chance(shaky === null ? 0 : shaky.seed + Math.round(degrees))
  const far = shaky === null ? 0 : Math.min(pattern.gap * 0.15, 220)
  for (const y of rowsOf(rings, pattern.gap)) {
    for (const [from, end] of spansAt(y, rings)) {
      if (end - from < pattern.width) continue
      // A short line has no room to stray in.
      const calm = Math.min(1, (end - from) / (4 * pattern.gap))
      const off = () => (random() * 2 - 1) * far * calm
      const inset = pattern.width / 2
      const a = rotated({ x: from + inset + Math.abs(off()), y: y + off() }, degrees)
      const b = rotated({ x: end - inset - Math.abs(off()), y: y + off() }, degrees)
      to.moveTo(a.x, a.y)
      if (shaky === null) to.lineTo(b.x, b.y)
      else to.quadraticCurveTo((a.x + b.x) / 2 + off() * 2, (a.y + b.y) / 2 + off() * 2, b.x, b.y)
    }
  }
}

/** Dots are lines of next to no length with round ends. Every second row is moved by half a gap. */
function dots({ rings }: Traced, { gap, width }: Pattern, shaky: Shaky, to: Outline): void {
  const random = chance(shaky?.seed ?? 0)
  const off = () => (shaky === null ? 0 : (random() * 2 - 1) * gap * 0.14)
  for (const y of rowsOf(rings, gap)) {
    const half = Math.round(y / gap - 0.5) % 2 === 0 ? 0 : gap / 2
    for (const [from, end] of spansAt(y, rings)) {
      for (let x = Math.ceil((from + width * 0.7 - half) / gap) * gap + half; x <= end - width * 0.7; x += gap) {
        const at = { x: x + off(), y: y + off() }
        to.moveTo(at.x, at.y)
        to.lineTo(at.x + 1, at.y)
      }
    }
  }
}

/** Lays a pattern into a shape: as lines to be drawn at its width with round ends. */
export function patternIn(style: string, shape: Traced, pattern: Pattern, shaky: Shaky): (to: Outline) => void {
  return (to) => {
    if (style === 'dots') {
      dots(shape, pattern, shaky, to)
      return
    }
    const angle = shaky === null ? CLEAN_ANGLE : ANGLE
    hatch(shape, pattern, angle, shaky, to)
    if (style === 'cross') hatch(shape, pattern, angle + 90, shaky, to)
  }
}
