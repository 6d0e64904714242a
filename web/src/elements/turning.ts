import { type Box, centreOf, mapped } from '../geometry/box'
import { type BoardPoint, normalAngle, turned, whole } from '../geometry/point'
import type { Axis, Changes, ElementProps, Kind } from './element'
import { number, pair } from './props'

/** What becomes of turned elements: all kinds that have `at` and `angle` share it. */

/** `at` carried as far as the middle goes from one place to another, and the angle. */
function placed(p: ElementProps, from: BoardPoint, to: BoardPoint, angle: number): Changes {
  const [x, y] = pair(p, 'at')
  return new Map<string, number | readonly number[]>([
    ['at', [whole(x + to.x - from.x), whole(y + to.y - from.y)]],
    ['angle', normalAngle(angle)],
  ])
}

/** Turns what lies in the unturned box `own` about a point by hundredths of a degree. */
export function turnedBy(p: ElementProps, own: Box, by: number, about: BoardPoint): Changes {
  const middle = centreOf(own)
  return placed(p, middle, turned(middle, about, by), number(p, 'angle') + by)
}

/** Mirrors the place of what looks the same in a mirror, or must not be mirrored: its angle turns the other way. */
export function flippedOver(p: ElementProps, own: Box, axis: Axis, about: BoardPoint): Changes {
  const middle = centreOf(own)
  const to = axis === 'h' ? { x: 2 * about.x - middle.x, y: middle.y } : { x: middle.x, y: 2 * about.y - middle.y }
  return placed(p, middle, to, -number(p, 'angle'))
}

/** How a turned element grows: where its middle goes, by how much along its own axes (negative: mirrored), its angle after. */
export type Growth = {
  readonly middle: BoardPoint
  readonly across: number
  readonly down: number
  readonly angle: number
}

/**
 * How a turned element grows when `from` becomes `to`. Where these do not grow evenly it would lose its right angles; it keeps them,
 * and each of its sides grows as much as a line in its direction does.
 */
export function growthOf(p: ElementProps, own: Box, from: Box, to: Box): Growth {
  const angle = number(p, 'angle')
  const radians = (angle / 18000) * Math.PI
  const cos = Math.cos(radians)
  const sin = Math.sin(radians)
  const sx = from.w === 0 ? 1 : to.w / from.w
  const sy = from.h === 0 ? 1 : to.h / from.h
  return {
    middle: mapped(centreOf(own), from, to),
    across: Math.hypot(sx * cos, sy * sin) * (sx < 0 ? -1 : 1),
    down: Math.hypot(sx * sin, sy * cos) * (sy < 0 ? -1 : 1),
    angle: normalAngle(sx < 0 !== sy < 0 ? -angle : angle),
  }
}

/**
 * What fills `from` fills `to`, both measured in a frame that is turned by `tilt` about the middle of `from`. The frame of a single
 * turned element is turned like it, and so it grows along its own axes.
 */
export function resizedWithin(
  kind: Pick<Kind, 'resized' | 'turned'>,
  p: ElementProps,
  from: Box,
  to: Box,
  tilt: number,
): Changes {
  if (tilt === 0) return kind.resized(p, from, to)
  const about = centreOf(from)
  const back = kind.turned(p, -tilt, about)
  const upright = new Map([...p, ...back])
  const grown = new Map([...back, ...kind.resized(upright, from, to)])
  return new Map([...grown, ...kind.turned(new Map([...p, ...grown]), tilt, about)])
}
