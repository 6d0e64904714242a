import { type Box, centreOf, cornersOf, turnedBox, within } from './box'
import { type BoardPoint, turned } from './point'

/** A box that is turned about its own middle by hundredths of a degree: where the handles of a selection are. */
export type Frame = { readonly box: Box; readonly tilt: number }

/** A point as the frame sees it: in the coordinates of its box before it is turned. */
export function inward(frame: Frame, p: BoardPoint): BoardPoint {
  return turned(p, centreOf(frame.box), -frame.tilt)
}

/** A point of the box before it is turned, as the board sees it. */
export function outward(frame: Frame, p: BoardPoint): BoardPoint {
  return turned(p, centreOf(frame.box), frame.tilt)
}

/** Whether a point lies in the frame. */
export function inFrame(frame: Frame, p: BoardPoint): boolean {
  return within(frame.box, inward(frame, p))
}

/** The corners as the board sees them, clockwise from the one that is top left before it is turned. */
export function frameCorners(frame: Frame): BoardPoint[] {
  return cornersOf(frame.box).map((corner) => outward(frame, corner))
}

/** The upright box around a frame. */
export function aroundFrame(frame: Frame): Box {
  return turnedBox(frame.box, frame.tilt)
}

/** The frame after its box, as it is before it is turned, has become another, whose sides may be negative. */
export function pulledFrame(frame: Frame, to: Box): Frame {
  const w = Math.abs(to.w)
  const h = Math.abs(to.h)
  const middle = outward(frame, centreOf(to))
  return { box: { x: middle.x - w / 2, y: middle.y - h / 2, w, h }, tilt: frame.tilt }
}

/** The frame turned about a point. */
export function turnedFrame(frame: Frame, by: number, about: BoardPoint): Frame {
  const was = centreOf(frame.box)
  const middle = turned(was, about, by)
  const box = { ...frame.box, x: frame.box.x + middle.x - was.x, y: frame.box.y + middle.y - was.y }
  return { box, tilt: frame.tilt + by }
}

/** The frame carried by a vector. */
export function carriedFrame(frame: Frame, by: BoardPoint): Frame {
  return { ...frame, box: { ...frame.box, x: frame.box.x + by.x, y: frame.box.y + by.y } }
}
