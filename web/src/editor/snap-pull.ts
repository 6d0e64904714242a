import type { Box } from '../geometry/box'
import { type Handle, sidesOf } from './handles'
import { type Field, settledPoint } from './snap'
import type { Guide } from './tool'

/**
 * What a box that is being pulled by a handle becomes when its pulled sides cling to what is near. `even`: it keeps its proportions,
 * and the nearer of the two sides says how large it gets; `centred`: both sides go alike.
 */
export function clung(
  to: Box,
  handle: Handle,
  even: boolean,
  centred: boolean,
  field: Field,
  reach: number,
): { readonly box: Box; readonly guides: readonly Guide[] } {
  const [sx, sy] = sidesOf(handle)
  const corner = { x: sx > 0 ? to.x + to.w : to.x, y: sy > 0 ? to.y + to.h : to.y }
  const free = { x: sx !== 0, y: sy !== 0 }
  const first = settledPoint(field, corner, free, reach, 'side')
  if (!even) return { box: stretched(to, sx, sy, first.by.x, first.by.y, centred), guides: first.guides }
  const only = nearer(first.by, free)
  const { by, guides } = settledPoint(field, corner, only, reach, 'side')
  const w = to.w + by.x * sx * (centred ? 2 : 1)
  const h = to.h + by.y * sy * (centred ? 2 : 1)
  const scale = only.x ? (to.w === 0 ? 1 : w / to.w) : to.h === 0 ? 1 : h / to.h
  return { box: scaledFrom(to, sx, sy, scale, centred), guides }
}

function nearer(by: { x: number; y: number }, free: { x: boolean; y: boolean }): { x: boolean; y: boolean } {
  const x = free.x && by.x !== 0 && (by.y === 0 || Math.abs(by.x) <= Math.abs(by.y))
  return { x, y: !x && free.y }
}

function stretched(box: Box, sx: number, sy: number, dx: number, dy: number, centred: boolean): Box {
  const times = centred ? 2 : 1
  return {
    x: sx < 0 || centred ? box.x + (sx < 0 ? dx : -dx) : box.x,
    y: sy < 0 || centred ? box.y + (sy < 0 ? dy : -dy) : box.y,
    w: box.w + dx * sx * times,
    h: box.h + dy * sy * times,
  }
}

function scaledFrom(box: Box, sx: number, sy: number, scale: number, centred: boolean): Box {
  const fixed = (side: number, from: number, length: number) => {
    const share = centred || side === 0 ? 0.5 : side > 0 ? 0 : 1
    return from + length * share * (1 - scale)
  }
  return { x: fixed(sx, box.x, box.w), y: fixed(sy, box.y, box.h), w: box.w * scale, h: box.h * scale }
}
