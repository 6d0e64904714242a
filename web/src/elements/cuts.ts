import { type Box, boxAround, grown, touches } from '../geometry/box'
import { clockwise, convexHull, overlap } from '../geometry/hull'
import type { BoardPoint } from '../geometry/point'
import { arcAt, type Centre, centreOf, pointAt, wayAt } from './centre'
import type { ElementProps } from './element'
import { gapsOf, type Stretch, shownOf } from './gaps'
import { REACH, sizeOf } from './ink'
import type { Outline } from './pen'
import { flag, number, string } from './props'
import { localBox } from './stroke-box'

/**
 * How a stroke is drawn of which some was rubbed out: exactly as the whole of it, but only in certain areas. So what is left keeps every
 * pixel; drawn as lines of their own it would not, as widths and bends hang on neighbours, and the smoothing of edges on the whole path.
 * Each area is all of the stroke's surroundings but for a ribbon along a part of a gap, and with what is seen of the line where it comes
 * by there. Ribbons are taken one by one, as hulls, which cannot fold over themselves as a long one may.
 */
export type Area = (to: Outline) => void

/** A gap is taken in parts that turn less than this, in radians. */
const TURN = Math.PI / 5
/** Parts of a gap overlap by so many times what the ink reaches to each side: edges that only met would leave a trace. */
const OVERLAP = 1
/** How far to each side ink of a pressure nib is mostly seen, as a share of its size. */
const USUAL = 0.75
/** What is added to how far ink reaches: smoothed edges, and that it cuts corners, in hundredths. */
const EDGE = 200

/** What lies over something by less than this, in hundredths, only touches it. */
const HAIR = 2

/** How a stroke's ink lies about its middle, in hundredths. */
type Ink = {
  readonly centre: Centre
  /** How far it is usually seen to each side. */
  readonly half: number
  /** How far it may reach, smoothed edges counted in. */
  readonly reach: number
  /** All that may be drawn. */
  readonly around: Box
}

/** What the areas of a stroke hang on beside its points. */
export function cutsWord(p: ElementProps): string {
  return `without ${gapsOf(p).join(' ')} of ${number(p, 'thickness')} ${string(p, 'nib')}`
}

/** The areas in all of which a stroke with gaps is drawn, from its `at`. */
export function cutsOf(p: ElementProps): readonly Area[] {
  const ink = inkOf(p)
  const along = ([from, to]: Stretch): Stretch => [arcAt(ink.centre, from), arcAt(ink.centre, to)]
  const left = shownOf(p).flatMap((stretch) => steps(ink, along(stretch)))
  return gapsOf(p)
    .flatMap((gap) => ribbons(ink, along(gap)))
    .map((ribbon) => areaWithout(ribbon, ink.around, left))
}

function inkOf(p: ElementProps): Ink {
  const thickness = number(p, 'thickness')
  const pressed = string(p, 'nib') === 'pressure'
  const size = sizeOf(thickness, flag(p, 'pen'))
  const half = pressed ? size * USUAL : thickness / 2
  const reach = (pressed ? size * REACH : thickness / 2) + EDGE
  return { centre: centreOf(p), half, reach, around: grown(localBox(p), 2 * reach) }
}

/** The two ends of a line across the ink, so far along its middle. */
function across({ centre, half }: Ink, arc: number, width: number): readonly [BoardPoint, BoardPoint] {
  const { x, y } = pointAt(centre, arc)
  const way = wayAt(centre, arc, Math.max(half, EDGE / 2))
  return [
    { x: x - way.y * width, y: y + way.x * width },
    { x: x + way.y * width, y: y - way.x * width },
  ]
}

/** Where the line bends between two distances along it, and these. */
function bends({ centre }: Ink, [from, to]: Stretch): number[] {
  return [from, ...centre.arcs.filter((arc) => arc > from && arc < to), to]
}

/** The ribbons that cover the ink of a gap, each without dents. */
function ribbons(ink: Ink, gap: Stretch): readonly (readonly BoardPoint[])[] {
  const { centre, reach } = ink
  const long = centre.arcs.at(-1)!
  return chunks(ink, gap).map(([from, to]) => {
    const edge = bends(ink, [from, to]).flatMap((arc) => across(ink, arc, reach))
    // The round ends of a line lie beyond its first point and its last.
    if (gap[0] <= 0 && from <= 0) edge.push(...beyond(ink, 0, -reach))
    if (gap[1] >= long && to >= long) edge.push(...beyond(ink, long, reach))
    return convexHull(edge)
  })
}

function beyond(ink: Ink, arc: number, by: number): readonly BoardPoint[] {
  const way = wayAt(ink.centre, arc, Math.max(ink.half, EDGE / 2))
  return across(ink, arc, ink.reach).map(({ x, y }) => ({ x: x + way.x * by, y: y + way.y * by }))
}

/** A gap in parts that hardly turn, each beginning a little before the last one ends. */
function chunks(ink: Ink, gap: Stretch): readonly Stretch[] {
  const found: Stretch[] = []
  let start = gap[0]
  let [turned, before] = [0, Number.NaN]
  const stops = bends(ink, gap)
  for (let i = 1; i < stops.length; i++) {
    const [a, b] = [pointAt(ink.centre, stops[i - 1]!), pointAt(ink.centre, stops[i]!)]
    const way = Math.atan2(b.y - a.y, b.x - a.x)
    if (!Number.isNaN(before)) turned += Math.abs(Math.atan2(Math.sin(way - before), Math.cos(way - before)))
    before = way
    if (turned < TURN) continue
    found.push([start, stops[i - 1]!])
    start = Math.max(gap[0], stops[i - 1]! - ink.reach * OVERLAP)
    turned = 0
  }
  found.push([start, gap[1]])
  return found
}

/** What is seen of the line, as triangles. Near a cut they are as wide as ink may be, as nothing else is there; elsewhere as it mostly is. */
function steps(ink: Ink, stretch: Stretch): readonly (readonly BoardPoint[])[] {
  const [from, to] = stretch
  const width = (arc: number) => (Math.min(arc - from, to - arc) < 2 * ink.reach ? ink.reach : ink.half)
  const edges = bends(ink, stretch).map((arc) => across(ink, arc, width(arc)))
  return edges.slice(1).flatMap(([c, d], i) => {
    const [a, b] = edges[i]!
    return [clockwise([a, b, c]), clockwise([b, c, d])]
  })
}

/** All but a ribbon, and what is left of the line where it lies on that. By the rule of windings: the ribbon goes the other way round. */
function areaWithout(ribbon: readonly BoardPoint[], around: Box, left: readonly (readonly BoardPoint[])[]): Area {
  const box = boxAround(ribbon)!
  const kept = left.filter((triangle) => touches(boxAround(triangle)!, box) && overlap(triangle, ribbon, HAIR))
  return (to) => {
    const { x, y, w, h } = around
    trace(
      [
        { x, y },
        { x: x + w, y },
        { x: x + w, y: y + h },
        { x, y: y + h },
      ],
      to,
    )
    trace(ribbon.toReversed(), to)
    for (const triangle of kept) trace(triangle, to)
  }
}

function trace(polygon: readonly BoardPoint[], to: Outline): void {
  for (const [i, { x, y }] of polygon.entries()) {
    if (i === 0) to.moveTo(x, y)
    else to.lineTo(x, y)
  }
  to.closePath()
}
