import { getStroke } from 'perfect-freehand'
import { type Box, centreOf, grown, mapped, touches } from '../geometry/box'
import { type BoardPoint, normalAngle, turned, whole } from '../geometry/point'
import { distanceToLine, lineInBox, segmentNearLine } from '../geometry/segment'
import type { Axis, Changes, ElementProps, Kind } from './element'
import { inkOf } from './palette'
import type { Outline, Pen } from './pen'
import { atOf, carried, flag, number, string, upright } from './props'
import { growthOf, turnedBy } from './turning'

/** Numbers to a point: dx, dy, pressure, dt. */
const STRIDE = 4

/**
 * perfect-freehand's size for a thickness, in hundredths. It thins a line by how fast it is drawn, measured by the line's own size: what
 * thins a fine line to its half leaves a broad one as it is. With this all of them are about as wide as they say at a usual pace. A pen
 * tells its pressure, and is as wide as it says, or a little wider, at half of it.
 */
function sizeOf(thickness: number, pen: boolean): number {
  return pen ? thickness * 0.8 + 40 : thickness * 0.75 + 120 * (thickness / 100) ** 0.3
}

/** The most that a line reaches to one side of its middle, as a share of its size: the easing of full pressure. */
const REACH = 0.96

const noPoints: readonly number[] = []

function pointsOf(p: ElementProps): readonly number[] {
  const value = p.get('points')
  return Array.isArray(value) ? (value as readonly number[]) : noPoints
}

/** The line of a stroke from its `at` on, in hundredths: the points are steps from one to the next. */
function lineOf(points: readonly number[], from: BoardPoint): BoardPoint[] {
  const line: BoardPoint[] = []
  let { x, y } = from
  for (let i = 0; i + STRIDE <= points.length; i += STRIDE) {
    x += points[i]!
    y += points[i + 1]!
    line.push({ x, y })
  }
  return line
}

/** Boxes by the list of points they were made of, which never changes. Lines are not kept: those of a large board would fill the memory. */
const boxes = new WeakMap<object, Box>()

function localLine(p: ElementProps): BoardPoint[] {
  return lineOf(pointsOf(p), { x: 0, y: 0 })
}

function localBox(p: ElementProps): Box {
  const points = pointsOf(p)
  let kept = boxes.get(points)
  if (kept === undefined) {
    kept = boxOf(points)
    boxes.set(points, kept)
  }
  return kept
}

/** Every stroke of a board is asked for its box while the board loads: without a list of points in between. */
function boxOf(points: readonly number[]): Box {
  if (points.length < STRIDE) return { x: 0, y: 0, w: 0, h: 0 }
  let x = points[0]!
  let y = points[1]!
  let [left, top, right, bottom] = [x, y, x, y]
  for (let i = STRIDE; i + STRIDE <= points.length; i += STRIDE) {
    x += points[i]!
    y += points[i + 1]!
    if (x < left) left = x
    else if (x > right) right = x
    if (y < top) top = y
    else if (y > bottom) bottom = y
  }
  return { x: left, y: top, w: right - left, h: bottom - top }
}

function box(p: ElementProps): Box {
  const at = atOf(p)
  const own = localBox(p)
  return { x: own.x + at.x, y: own.y + at.y, w: own.w, h: own.h }
}

/** Brings a board point into the frame of the stroke's own line. */
function inward(p: ElementProps, q: BoardPoint): BoardPoint {
  const at = atOf(p)
  const back = turned(q, centreOf(box(p)), -number(p, 'angle'))
  return { x: back.x - at.x, y: back.y - at.y }
}

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
    streamline: pen ? 0.2 : 0.5,
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

function paint(p: ElementProps, pen: Pen): void {
  const points = pointsOf(p)
  if (points.length < STRIDE) return
  const at = atOf(p)
  const centre = centreOf(localBox(p))
  const thickness = number(p, 'thickness')
  const real = flag(p, 'pen')
  const colour = inkOf(string(p, 'colour'))
  pen.from(at.x, at.y, number(p, 'angle'), centre.x, centre.y)
  pen.opacity(number(p, 'opacity'))
  // Seen small, how its width changes cannot be told: one line does, and costs a tenth of an outline.
  const small = thickness * pen.scale < 1 || thickness * pen.grain < NARROW
  if (points.length > STRIDE && !small && string(p, 'nib') !== 'pressure') even(points, thickness, colour, pen)
  else if (points.length > STRIDE && small) thin(points, thickness, colour, pen)
  else pen.fill(points, `${thickness} ${real}`, colour, (to) => ink(points, thickness, real, to))
}

/** A line of the same width all along, as felt pens and markers draw: bent from the middle of each step to the middle of the next. */
function even(points: readonly number[], thickness: number, colour: string, pen: Pen): void {
  pen.line(points, 'even', colour, thickness, [], (to) => {
    const line = lineOf(points, { x: 0, y: 0 })
    to.moveTo(line[0]!.x, line[0]!.y)
    for (let i = 1; i < line.length - 1; i++) {
      const [a, b] = [line[i]!, line[i + 1]!]
      to.quadraticCurveTo(a.x, a.y, (a.x + b.x) / 2, (a.y + b.y) / 2)
    }
    const last = line.at(-1)!
    to.lineTo(last.x, last.y)
  })
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
  const own = box(p)
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

/** A line drawn by hand. */
export const stroke: Kind = {
  kind: 'stroke',
  own: box,
  frame: (p) => upright(p, box(p)),
  bounds: (p) => grown(upright(p, box(p)), sizeOf(number(p, 'thickness'), flag(p, 'pen')) * REACH),
  hit: (p, at, slack) => distanceToLine(inward(p, at), localLine(p)) <= number(p, 'thickness') / 2 + slack,
  cross: (p, from, to, slack) =>
    segmentNearLine(inward(p, from), inward(p, to), localLine(p), number(p, 'thickness') / 2 + slack),
  enters(p, area) {
    const whole = box(p)
    if (!touches(area, upright(p, whole))) return false
    const at = atOf(p)
    const centre = centreOf(whole)
    const angle = number(p, 'angle')
    const line = localLine(p).map((q) => turned({ x: q.x + at.x, y: q.y + at.y }, centre, angle))
    return lineInBox(line, area)
  },
  draw: paint,
  resized,
  moved: carried,
  turned: (p, by, about) => turnedBy(p, box(p), by, about),
  flipped,
  label: () => '',
}
