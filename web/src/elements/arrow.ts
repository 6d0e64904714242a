import type { Value } from '../board/types'
import { type Box, boxUnion, cornersOf, grown, touches, within } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { distanceToLine, lineInBox, segmentNearLine } from '../geometry/segment'
import { toSay } from '../words/say'
import { type Course, courseOf, middlesOf, outside, part, pointAlong, type Tip } from './arrow-course'
import { arrowTies } from './arrow-way'
import type { ElementProps, Kind } from './element'
import { allKnotsMoved, knotsOf, knotTransforms } from './knots'
import { labelBox } from './label'
import { paintClosed, paintOpen, strayOfBox } from './look'
import { type Measure, measure } from './measure'
import type { Outline, Pen } from './pen'
import { atOf, number, string } from './props'
import { layoutOf } from './text-layout'
import { lettered } from './text-lines'
import { hasRuns, joined, runsOf } from './text-runs'

/** A label is no wider than this share of the arrow's length, but always has room for so many letters' heights (Excalidraw: 0.7 and 11). */
const WIDE = { share: 0.7, letters: 11 }
/** The line is interrupted so far around its label, in hundredths. */
const AROUND_LABEL = 300

/** Where the label stands: centred about a point of the way. Its height is that of its lines. */
function room(p: ElementProps): Box {
  const at = atOf(p)
  const { points, length } = courseOf(p)
  const middle = pointAlong(points, (length * number(p, 'along')) / 100)
  const w = Math.max(length * WIDE.share, WIDE.letters * number(p, 'font-size'))
  return { x: at.x + middle.x - w / 2, y: at.y + middle.y, w, h: 0 }
}

/** The box of the label's words on the board; null where it has none. */
function words(p: ElementProps): Box | null {
  if (!hasRuns(p)) return null
  const where = room(p)
  const set = layoutOf(p, where.w)
  const all = labelBox(p, where, set)
  const widest = Math.max(...set.lines.map((line) => line.w + line.indent))
  return { ...all, x: all.x + (all.w - widest) / 2, w: widest }
}

function own(p: ElementProps): Box {
  const at = atOf(p)
  const { box } = courseOf(p)
  return { ...box, x: box.x + at.x, y: box.y + at.y }
}

function lineOf(p: ElementProps): BoardPoint[] {
  const at = atOf(p)
  return courseOf(p).points.map((q) => ({ x: q.x + at.x, y: q.y + at.y }))
}

const half = (p: ElementProps): number => number(p, 'thickness') / 2

type Pieces = { readonly by: Measure; readonly lines: readonly (readonly BoardPoint[])[] }
const cut = new WeakMap<ElementProps, Pieces>()

/** The same for as long as letters are measured alike: paths are kept by it. */
function piecesOf(p: ElementProps): Pieces['lines'] {
  const by = measure()
  let found = cut.get(p)
  if (found === undefined || found.by !== by) {
    found = { by, lines: pieces(p, courseOf(p)) }
    cut.set(p, found)
  }
  return found.lines
}

/** What is drawn of the way: without what the heads and the label stand on. */
function pieces(p: ElementProps, { points, length, start, end }: Course): readonly (readonly BoardPoint[])[] {
  const inset = (tip: Tip | null) => (tip === null ? 0 : tip.head.inset * tip.l)
  const line = part(points, inset(start), length - inset(end))
  const label = words(p)
  if (label === null) return [line]
  const at = atOf(p)
  return outside(line, grown({ ...label, x: label.x - at.x, y: label.y - at.y }, AROUND_LABEL))
}

function along(line: readonly BoardPoint[], to: Outline): void {
  for (const [i, { x, y }] of line.entries()) {
    if (i === 0) to.moveTo(x, y)
    else to.lineTo(x, y)
  }
}

const heading = new WeakMap<ElementProps, { readonly hollow: ElementProps; readonly filled: ElementProps }>()

/** What the heads of an arrow are drawn with: never a broken line. */
function headProps(p: ElementProps) {
  let found = heading.get(p)
  if (found === undefined) {
    const hollow = new Map<string, Value>([...p, ['dash', 'solid'], ['fill', 'none'], ['fill-style', 'solid']])
    found = { hollow, filled: new Map([...hollow, ['fill', string(p, 'colour')]]) }
    heading.set(p, found)
  }
  return found
}

function drawHead(p: ElementProps, tip: Tip, word: string, pen: Pen): void {
  const { head, at, along: direction, l, w } = tip
  const { x, y } = atOf(p)
  const { hollow, filled } = headProps(p)
  pen.from(x + at.x, y + at.y, (direction * 18_000) / Math.PI, 0, 0)
  for (const [i, { closed, build }] of head.parts.entries()) {
    const drawn = { key: tip, word: `${word} ${i}`, w: l, h: 2 * w, build: (to: Outline) => build(to, l, w) }
    if (closed === false) paintOpen(hollow, drawn, pen)
    else paintClosed(closed === 'filled' ? filled : hollow, drawn, pen)
  }
}

function draw(p: ElementProps, pen: Pen): void {
  if (knotsOf(p).length < 2) return
  const { x, y } = atOf(p)
  const course = courseOf(p)
  const { w, h } = course.box
  pen.from(x, y, 0, 0, 0)
  for (const [i, line] of piecesOf(p).entries())
    if (line.length > 1)
      paintOpen(p, { key: line, word: String(i), w, h, build: (to: Outline) => along(line, to) }, pen)
  if (course.start !== null) drawHead(p, course.start, 'start', pen)
  if (course.end !== null) drawHead(p, course.end, 'end', pen)
  if (!hasRuns(p)) return
  const where = room(p)
  const set = layoutOf(p, where.w)
  const box = labelBox(p, where, set)
  pen.from(x, y, 0, 0, 0)
  lettered(p, set, { x: box.x - x, y: box.y - y, w: box.w }, string(p, 'text-colour'), pen)
}

function onLine(p: ElementProps, at: BoardPoint, slack: number): boolean {
  if (distanceToLine(at, lineOf(p)) <= half(p) + slack) return true
  const label = words(p)
  return label !== null && within(label, at)
}

/** A line that points somewhere, tied to what it joins: straight, bent, or with right angles. Never turned: its points are. */
export const arrow: Kind = {
  kind: 'arrow',
  noun: () => toSay('Arrow'),
  own,
  frame: own,
  bounds(p) {
    const line = grown(own(p), half(p) + strayOfBox(p, courseOf(p).box))
    const label = words(p)
    return label === null ? line : boxUnion([line, grown(label, number(p, 'font-size') * 0.2)])!
  },
  hit: onLine,
  cross: (p, from, to, slack) => segmentNearLine(from, to, lineOf(p), half(p) + slack),
  enters(p, box) {
    if (lineInBox(lineOf(p), box)) return true
    const label = words(p)
    return label !== null && (touches(box, label) || cornersOf(label).some((corner) => within(box, corner)))
  },
  between(p) {
    const at = atOf(p)
    return middlesOf(p).map(({ after, at: middle, length }) => ({
      after,
      at: { x: at.x + middle.x, y: at.y + middle.y },
      length,
    }))
  },
  ties: arrowTies,
  draw,
  lettering: {
    room,
    sizeFor: () => [0, 0],
    encloses: (p, at) => onLine(p, at, number(p, 'font-size') / 2),
  },
  ...knotTransforms,
  moved: (p, by) => allKnotsMoved(p, (q) => ({ x: q.x + by.x, y: q.y + by.y })),
  label: (p) => joined(runsOf(p)).trim(),
}
