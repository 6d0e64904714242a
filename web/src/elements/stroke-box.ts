import { type Box, boxAround, centreOf as middleOf } from '../geometry/box'
import { type BoardPoint, turned } from '../geometry/point'
import { centreOf, part } from './centre'
import type { ElementProps } from './element'
import { gapsOf, shownOf } from './gaps'
import { pointsOf, STRIDE } from './ink'
import { atOf, number } from './props'

/** Boxes by the list of points they were made of, which never changes. Lines are not kept: those of a large board would fill the memory. */
const boxes = new WeakMap<object, Box>()

/** The box around the points of a stroke, from its `at`. */
export function localBox(p: ElementProps): Box {
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

/** The same on the board, before it is turned about its middle. Rubbed out or not: what turns a stroke must not shift what is left of it. */
export function fullBox(p: ElementProps): Box {
  const at = atOf(p)
  const own = localBox(p)
  return { x: own.x + at.x, y: own.y + at.y, w: own.w, h: own.h }
}

/** The middle of a stroke, about which it is turned, from its `at`. */
export function localMiddle(p: ElementProps): BoardPoint {
  return middleOf(localBox(p))
}

/** Brings a board point into the frame of the stroke's own line. */
export function inward(p: ElementProps, q: BoardPoint): BoardPoint {
  const at = atOf(p)
  const back = turned(q, middleOf(fullBox(p)), -number(p, 'angle'))
  return { x: back.x - at.x, y: back.y - at.y }
}

/** What is seen of the line, from its `at`, where some of it was rubbed out. */
const shown = new WeakMap<ElementProps, readonly (readonly BoardPoint[])[]>()

/** The parts of a stroke's line that are left, from its `at`; the same list for the same properties. */
export function partsLeft(p: ElementProps): readonly (readonly BoardPoint[])[] {
  let parts = shown.get(p)
  if (parts === undefined) {
    const centre = centreOf(p)
    parts = shownOf(p).map((stretch) => part(centre, stretch))
    shown.set(p, parts)
  }
  return parts
}

/**
 * The box around what is seen of a stroke, on the board, before it is turned about the middle of this box: where something was rubbed out
 * that is not the middle of the whole, so it is put where turning it about itself brings it to the same place.
 */
export function shownBox(p: ElementProps): Box {
  const whole = fullBox(p)
  if (gapsOf(p).length === 0) return whole
  const { x, y } = atOf(p)
  const left = boxAround(partsLeft(p).flat())
  if (left === null) return { ...middleOf(whole), w: 0, h: 0 }
  const own = { ...left, x: left.x + x, y: left.y + y }
  const middle = middleOf(own)
  const to = turned(middle, middleOf(whole), number(p, 'angle'))
  return { ...own, x: own.x + to.x - middle.x, y: own.y + to.y - middle.y }
}
