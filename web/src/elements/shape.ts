import type { Value } from '../board/types'
import { type Box, centreOf, cornersOf, grown, mapped, touches } from '../geometry/box'
import { type BoardPoint, normalAngle, turned, whole } from '../geometry/point'
import { distanceToLine, inPolygon, lineInBox, segmentNearLine } from '../geometry/segment'
import { roundRadius } from './corners'
import type { Changes, ElementProps, Kind } from './element'
import type { Draw } from './form-lines'
import type { Symmetry } from './forms'
import { labelled, onLabel, type Room, roomIn, sizeFor, wholeBox, withLabel } from './label'
import { paint, polygonOf, reachOf, usualReach } from './look'
import type { Outline } from './pen'
import { carried, flag, number, pair, sized, string, upright } from './props'
import { joined, runsOf } from './text-runs'
import { flippedOver, growthOf, turnedBy } from './turning'

/** What one closed shape with `at` and `size` differs in from another. */
export type Form = {
  readonly kind: string
  /** What it is called (see Kind). */
  noun(p: ElementProps): string
  /** Its edge: one closed line. */
  outline(p: ElementProps, w: number, h: number, to: Outline): void
  /** What draws lines within it, which enclose nothing. */
  detail?(p: ElementProps): Draw | undefined
  /** What beside the size its outline hangs on. */
  word(p: ElementProps): string
  /** Where its label may stand; all of its box where it does not say. */
  room?(p: ElementProps): Room
  /** Where it does not say, it looks the same in every mirror. */
  symmetry?(p: ElementProps): Symmetry
}

function edge(form: Form, p: ElementProps): BoardPoint[] {
  const box = sized(p)
  const angle = number(p, 'angle')
  const centre = centreOf(box)
  const polygon = polygonOf(form, p).map(({ x, y }) => turned({ x: x + box.x, y: y + box.y }, centre, angle))
  polygon.push(polygon[0]!)
  return polygon
}

/** Corners that are simply round stay so in another size; a radius that somebody chose stays what it is. */
function withCorners(p: ElementProps, changes: Map<string, Value>): Changes {
  const [w, h] = pair(p, 'size')
  const radius = number(p, 'radius')
  const [wider, higher] = changes.get('size') as readonly [number, number]
  return radius > 0 && radius === roundRadius(w, h) ? changes.set('radius', roundRadius(wider, higher)) : changes
}

/** Resized while it is turned. */
function grownAskew(p: ElementProps, from: Box, to: Box): Map<string, Value> {
  const { w, h } = sized(p)
  const { middle, across, down, angle } = growthOf(p, sized(p), from, to)
  const size = [whole(Math.abs(w * across)), whole(Math.abs(h * down))] as const
  return new Map<string, Value>([
    ['at', [whole(middle.x - size[0] / 2), whole(middle.y - size[1] / 2)]],
    ['size', size],
    ['angle', angle],
  ])
}

/** Which mirrors something is seen in. */
type Mirrors = { readonly across: boolean; readonly down: boolean }

/** What a form itself has to become to be seen so: turned by half, and another of two that mirror each other. */
type Seen = { readonly half: boolean; readonly other: boolean }

function inMirrors(form: Form, p: ElementProps, { across, down }: Mirrors): Seen {
  const symmetry = form.symmetry?.(p) ?? 'both'
  if (symmetry === 'both') return { half: false, other: false }
  if (symmetry === 'standing') return { half: down, other: false }
  if (symmetry === 'lying') return { half: across, other: false }
  return { half: down, other: across !== down }
}

function mirrors(form: Form, p: ElementProps, from: Box, to: Box): Seen {
  const against = (a: number, b: number) => a < 0 !== b < 0
  return inMirrors(form, p, { across: against(from.w, to.w), down: against(from.h, to.h) })
}

function seenIn({ half, other }: Seen, p: ElementProps, changes: Changes): Changes {
  const seen = new Map(changes)
  const angle = seen.get('angle') ?? number(p, 'angle')
  if (half && typeof angle === 'number') seen.set('angle', normalAngle(angle + 18000))
  return other ? seen.set('mirrored', !flag(p, 'mirrored')) : seen
}

/** A kind of closed shape: a rectangle, an ellipse, and what is to come of their family. */
export function shapeKind(form: Form): Kind {
  const half = (p: ElementProps) => number(p, 'thickness') / 2
  const room = (p: ElementProps) => form.room?.(p) ?? wholeBox
  return {
    kind: form.kind,
    noun: form.noun,
    own: sized,
    frame: (p) => upright(p, sized(p)),
    bounds: (p) => grown(upright(p, withLabel(p, sized(p), room(p))), reachOf(p)),
    overhang: usualReach,
    edge: (p) => edge(form, p),
    hit(p, at, slack) {
      const line = edge(form, p)
      if (string(p, 'fill') !== 'none' && inPolygon(at, line)) return true
      if (onLabel(p, room(p), at)) return true
      return distanceToLine(at, line) <= half(p) + slack
    },
    cross(p, from, to, slack) {
      const line = edge(form, p)
      if (string(p, 'fill') !== 'none' && (inPolygon(from, line) || inPolygon(to, line))) return true
      return segmentNearLine(from, to, line, half(p) + slack)
    },
    enters(p, box) {
      const line = edge(form, p)
      if (!touches(box, upright(p, sized(p)))) return false
      return lineInBox(line, box) || (string(p, 'fill') !== 'none' && cornersOf(box).some((c) => inPolygon(c, line)))
    },
    draw(p, pen) {
      paint(form, p, pen)
      labelled(p, room(p), pen)
    },
    lettering: {
      room: (p) => roomIn(p, room(p)),
      sizeFor: (p, w, h) => sizeFor(w, h, room(p)),
      encloses: (p, at) => inPolygon(at, edge(form, p)),
    },
    resized(p, from, to) {
      if (number(p, 'angle') !== 0)
        return seenIn(mirrors(form, p, from, to), p, withCorners(p, grownAskew(p, from, to)))
      const [x, y] = pair(p, 'at')
      const [w, h] = pair(p, 'size')
      const a = mapped({ x, y }, from, to)
      const b = mapped({ x: x + w, y: y + h }, from, to)
      const changes = new Map<string, Value>([
        ['at', [whole(Math.min(a.x, b.x)), whole(Math.min(a.y, b.y))]],
        ['size', [whole(Math.abs(a.x - b.x)), whole(Math.abs(a.y - b.y))]],
      ])
      return seenIn(mirrors(form, p, from, to), p, withCorners(p, changes))
    },
    moved: carried,
    turned: (p, by, about) => turnedBy(p, sized(p), by, about),
    flipped(p, axis, about) {
      const mirror = axis === 'h' ? { across: true, down: false } : { across: false, down: true }
      return seenIn(inMirrors(form, p, mirror), p, flippedOver(p, sized(p), axis, about))
    },
    label: (p) => joined(runsOf(p)).trim(),
  }
}
