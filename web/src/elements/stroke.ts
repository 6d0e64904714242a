import { getStroke } from 'perfect-freehand'
import { type Box, centreOf, cornersOf, grown, mapped, touches } from '../geometry/box'
import { type BoardPoint, normalAngle, turned, whole } from '../geometry/point'
import { distanceToLine, inPolygon, lineInBox, segmentNearLine } from '../geometry/segment'
import { toSay } from '../words/say'
import { centreOf as centreLine } from './centre'
import type { Axis, Changes, ElementProps, Kind } from './element'
import { gapsOf, shownOf } from './gaps'
import { lagOf, lineOf, pointsOf, REACH, STRIDE, sizeOf } from './ink'
import { inkOf } from './palette'
import type { Outline, Pen } from './pen'
import { atOf, carried, flag, number, string, upright } from './props'
import { fullBox, inward, localMiddle, partsLeft, shownBox } from './stroke-box'
import { growthOf, turnedBy } from './turning'

/** How much a pen's line is thinned where it presses less. */
const THINNING = 0.62

/** The pressure, in percent, at which a pen's line is as wide as its thickness says; the inverse of what outlineOf makes of it. */
export function evenPressure(thickness: number): number {
  const share = (Math.asin(Math.min(1, thickness / 2 / sizeOf(thickness, true))) * 2) / Math.PI
  return Math.max(0, Math.round((0.5 - (0.5 - share) / THINNING) * 100))
}

/**
 * The outline of a line drawn by hand, in hundredths. Constants of feel lie between Excalidraw's (thinning 0.6,
 * smoothing 0.5, streamline 0.5 for a mouse and 0.2 for a pen, sine-out) and tldraw's (0.5, 0.62, from 0.64): a mouse has no pressure
 * to tell and shakes, so its line is thinned less and smoothed more; a pen says what it means. The size is ours.
 */
export function outlineOf(points: readonly number[], thickness: number, pen: boolean): readonly (readonly number[])[] {
  const input: [number, number, number][] = []
  let x = 0
  let y = 0
  for (let i = 0; i + STRIDE <= points.length; i += STRIDE) {
    x += points[i]!
    y += points[i + 1]!
    input.push([x / 100, y / 100, points[i + 2]! / 100])
  }
  return getStroke(input, {
    size: sizeOf(thickness, pen) / 100,
    thinning: pen ? THINNING : 0.5,
    smoothing: pen ? 0.5 : 0.6,
    streamline: lagOf(pen),
    easing: (t) => Math.sin((t * Math.PI) / 2),
    simulatePressure: !pen,
    last: true,
  })
}

function write(outline: readonly (readonly number[])[], to: Outline): void {
  const first = outline[0]
  if (first === undefined) return
  to.moveTo(first[0]! * 100, first[1]! * 100)
  for (let i = 0; i < outline.length; i++) {
    const a = outline[i]!
    const b = outline[(i + 1) % outline.length]!
    to.quadraticCurveTo(a[0]! * 100, a[1]! * 100, (a[0]! + b[0]!) * 50, (a[1]! + b[1]!) * 50)
  }
  to.closePath()
}

/** What strokes are drawn with that are more than ink: it is loaded after the first of them can be drawn. */
export type StrokeMore = {
  /** Fills what a stroke goes around; the pen is at its `at`. */
  loop(p: ElementProps, pen: Pen): void
  /** Draws only where nothing was rubbed out. */
  cut(p: ElementProps, pen: Pen, draw: () => void): void
}

function paint(p: ElementProps, pen: Pen, more: StrokeMore | null): void {
  const points = pointsOf(p)
  if (points.length < STRIDE) return
  const at = atOf(p)
  const centre = localMiddle(p)
  pen.from(at.x, at.y, number(p, 'angle'), centre.x, centre.y)
  if (filled(p)) more?.loop(p, pen)
  pen.opacity(number(p, 'opacity'))
  if (gapsOf(p).length === 0 || more === null) paintInk(p, points, pen)
  else more.cut(p, pen, () => paintInk(p, points, pen))
}

function paintInk(p: ElementProps, points: readonly number[], pen: Pen): void {
  const thickness = number(p, 'thickness')
  const real = flag(p, 'pen')
  const colour = inkOf(string(p, 'colour'))
  // Seen small, how its width changes cannot be told: one line does, and costs a tenth of an outline.
  const small = thickness * pen.scale < 1 || thickness * pen.grain < NARROW
  if (points.length > STRIDE && !small && string(p, 'nib') !== 'pressure') even(points, thickness, colour, pen)
  else if (points.length > STRIDE && small) thin(points, thickness, colour, pen)
  else pen.fill(points, `${thickness} ${real}`, colour, (to) => ink(points, thickness, real, to))
}

/** Whether it goes around something that is filled. Its fill stays where its line is rubbed out. */
const filled = (p: ElementProps): boolean => flag(p, 'closed') && string(p, 'fill') !== 'none'

/** A line of the same width all along, as felt pens and markers draw: bent from the middle of each step to the middle of the next. */
function even(points: readonly number[], thickness: number, colour: string, pen: Pen): void {
  pen.line(points, 'even', colour, thickness, [], (to) => bend(lineOf(points, { x: 0, y: 0 }), to, false))
}

/** Bends a line from the middle of each step to the middle of the next. */
export function bend(line: readonly BoardPoint[], to: Outline, closed: boolean): void {
  to.moveTo(line[0]!.x, line[0]!.y)
  for (let i = 1; i < line.length - 1; i++) {
    const [a, b] = [line[i]!, line[i + 1]!]
    to.quadraticCurveTo(a.x, a.y, (a.x + b.x) / 2, (a.y + b.y) / 2)
  }
  const last = line.at(-1)!
  to.lineTo(last.x, last.y)
  if (closed) to.closePath()
}

/** A stroke narrower than so many device pixels is one line of the same width all along. */
const NARROW = 1.5

/** Seen small, points nearer than so many CSS pixels to the last one make no difference. */
const NEAR = 0.5

/** A line; where the hand only touched the paper, a round dot, a little broader than a line is. */
function ink(points: readonly number[], thickness: number, pen: boolean, to: Outline): void {
  if (points.length > STRIDE) {
    write(outlineOf(points, thickness, pen), to)
    return
  }
  const radius = sizeOf(thickness, pen) * (pen ? 0.3 + 0.6 * (points[2]! / 100) : 0.6)
  to.ellipse(0, 0, radius, radius, 0, 0, 2 * Math.PI)
}

function thin(points: readonly number[], thickness: number, colour: string, pen: Pen): void {
  // In powers of two, so that one path does for many zooms.
  const near = 2 ** Math.floor(Math.log2(NEAR / pen.scale))
  pen.line(points, `thin ${near}`, colour, Math.max(thickness, 0.6 / pen.scale), [], (to) => {
    const last = points.length - STRIDE
    let [x, y, fromX, fromY] = [0, 0, 0, 0]
    for (let i = 0; i <= last; i += STRIDE) {
      x += points[i]!
      y += points[i + 1]!
      if (i === 0) to.moveTo(x, y)
      else if (i + STRIDE <= last && Math.abs(x - fromX) < near && Math.abs(y - fromY) < near) continue
      else to.lineTo(x, y)
      fromX = x
      fromY = y
    }
  })
}

function resized(p: ElementProps, from: Box, to: Box): Changes {
  if (number(p, 'angle') === 0) return bent(p, (q) => mapped(q, from, to))
  const own = fullBox(p)
  const centre = centreOf(own)
  const { middle, across, down, angle } = growthOf(p, own, from, to)
  const changes = bent(p, (q) => ({
    x: middle.x + (q.x - centre.x) * across,
    y: middle.y + (q.y - centre.y) * down,
  }))
  return new Map([...changes, ['angle', angle]])
}

/** What to set so that each point of the line, before it is turned, goes where `to` says. */
function bent(p: ElementProps, to: (q: BoardPoint) => BoardPoint): Changes {
  const points = pointsOf(p)
  const start = to(atOf(p))
  const at = { x: whole(start.x), y: whole(start.y) }
  const steps: number[] = []
  let last = at
  for (const [i, q] of lineOf(points, atOf(p)).entries()) {
    const next = to(q)
    const dx = whole(whole(next.x) - last.x)
    const dy = whole(whole(next.y) - last.y)
    steps.push(dx, dy, points[i * STRIDE + 2]!, points[i * STRIDE + 3]!)
    last = { x: last.x + dx, y: last.y + dy }
  }
  return new Map<string, readonly number[]>([
    ['at', [at.x, at.y]],
    ['points', steps],
  ])
}

function flipped(p: ElementProps, axis: Axis, about: BoardPoint): Changes {
  const changes = bent(p, (q) => (axis === 'h' ? { x: 2 * about.x - q.x, y: q.y } : { x: q.x, y: 2 * about.y - q.y }))
  return new Map([...changes, ['angle', normalAngle(-number(p, 'angle'))]])
}

/** What is seen of its line, from its `at`. */
function partsOf(p: ElementProps): readonly (readonly BoardPoint[])[] {
  return gapsOf(p).length === 0 ? [localLine(p)] : partsLeft(p)
}

function localLine(p: ElementProps): BoardPoint[] {
  return lineOf(pointsOf(p), { x: 0, y: 0 })
}

/** What is seen of its line, as it lies on the board. */
function partsOnBoard(p: ElementProps): readonly (readonly BoardPoint[])[] {
  const at = atOf(p)
  const centre = centreOf(fullBox(p))
  const angle = number(p, 'angle')
  return partsOf(p).map((line) => line.map((q) => turned({ x: q.x + at.x, y: q.y + at.y }, centre, angle)))
}

function entersArea(p: ElementProps, area: Box): boolean {
  if (!touches(area, upright(p, filled(p) ? fullBox(p) : shownBox(p)))) return false
  if (partsOnBoard(p).some((line) => lineInBox(line, area))) return true
  if (!filled(p)) return false
  const loop = centreLine(p).line
  return cornersOf(area).some((corner) => inPolygon(inward(p, corner), loop))
}

function hit(p: ElementProps, at: BoardPoint, slack: number): boolean {
  const here = inward(p, at)
  const near = number(p, 'thickness') / 2 + slack
  return (
    partsOf(p).some((line) => distanceToLine(here, line) <= near) || (filled(p) && inPolygon(here, centreLine(p).line))
  )
}

function cross(p: ElementProps, from: BoardPoint, to: BoardPoint, slack: number): boolean {
  const [a, b] = [inward(p, from), inward(p, to)]
  const near = number(p, 'thickness') / 2 + slack
  if (partsOf(p).some((line) => segmentNearLine(a, b, line, near))) return true
  return filled(p) && (inPolygon(a, centreLine(p).line) || inPolygon(b, centreLine(p).line))
}

/** Where it lies before it is turned; a fill reaches as far as the whole line did. */
const own = (p: ElementProps): Box => (filled(p) ? fullBox(p) : shownBox(p))

/** Lines drawn by hand. Without more, they are ink alone: neither filled nor rubbed at. */
export const strokeKind = (more: StrokeMore | null): Kind => ({
  kind: 'stroke',
  noun: () => toSay('Stroke'),
  own,
  frame: (p) => upright(p, own(p)),
  bounds: (p) => grown(upright(p, own(p)), sizeOf(number(p, 'thickness'), flag(p, 'pen')) * REACH),
  // Of which two people have rubbed out a half each, at the same time: either may take theirs back.
  nothing: (p) => gapsOf(p).length > 0 && shownOf(p).length === 0 && !filled(p),
  hit,
  cross,
  enters: entersArea,
  draw: (p, pen) => paint(p, pen, more),
  resized,
  moved: carried,
  turned: (p, by, about) => turnedBy(p, fullBox(p), by, about),
  flipped,
  label: () => '',
})

/** Strokes as they can be drawn from the first moment. */
export const bareStroke = strokeKind(null)
