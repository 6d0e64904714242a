import type { Box } from '../geometry/box'
import { type BoardPoint, whole } from '../geometry/point'
import { toSay } from '../words/say'
import type { ElementProps, Kind } from './element'
import type { Outline, Pen } from './pen'
import { flag, number, pair, sized, string } from './props'
import { shapeKind } from './shape'

/** Pixels cut off on each side of a picture, as it is stored: before it is mirrored. */
export type Crop = readonly [left: number, top: number, right: number, bottom: number]

const corners = (p: ElementProps, w: number, h: number) => Math.min(number(p, 'radius'), w / 2, h / 2)

const { lettering: _none, ...box } = shapeKind({
  kind: 'image',
  noun: () => toSay('Picture'),
  outline: (p, w, h, to) => to.roundRect(0, 0, w, h, corners(p, w, h)),
  word: (p) => String(number(p, 'radius')),
  symmetry: () => 'none',
})

/** How many pixels the whole picture has; 1 by 1 where that is not said. */
export function naturalOf(p: ElementProps): readonly [w: number, h: number] {
  const [w, h] = pair(p, 'natural')
  return w > 0 && h > 0 ? [w, h] : [1, 1]
}

/** What is cut off; nothing where nothing would be left. */
export function cropOf(p: ElementProps): Crop {
  const value = p.get('crop')
  const [w, h] = naturalOf(p)
  if (!Array.isArray(value) || value.length !== 4) return [0, 0, 0, 0]
  const [left, top, right, bottom] = value as unknown as Crop
  return left + right < w && top + bottom < h ? [left, top, right, bottom] : [0, 0, 0, 0]
}

/** The part of its pixels that is seen. */
export function partOf(p: ElementProps): Box {
  const [w, h] = naturalOf(p)
  const [left, top, right, bottom] = cropOf(p)
  return { x: left, y: top, w: w - left - right, h: h - top - bottom }
}

/** The sign of a picture, in its middle: so large a share of the shorter side, and so large at most, in hundredths. */
const SIGN = { share: 0.36, most: 9600 }

/** Hills and a sun. */
function sign(x: number, y: number, s: number, to: Outline): void {
  const [low, sun] = [y + s * 0.8, s / 10]
  to.moveTo(x, low)
  for (const [px, py] of [
    [0.35, 0.35],
    [0.6, 0.65],
    [0.75, 0.5],
    [1, 0.8],
  ] as const)
    to.lineTo(x + px * s, y + py * s)
  to.closePath()
  to.moveTo(x + s * 0.8 + sun, y + s * 0.2)
  to.ellipse(x + s * 0.8, y + s * 0.2, sun, sun, 0, 0, 2 * Math.PI)
}

/** In place of a picture that is on its way: as large as it will be. */
function standIn(p: ElementProps, w: number, h: number, pen: Pen): void {
  const key = p.get('size')
  if (typeof key !== 'object') return
  pen.fill(key, `image ${number(p, 'radius')}`, 'soft-grey', (to) => to.roundRect(0, 0, w, h, corners(p, w, h)))
  const s = Math.min(SIGN.most, Math.min(w, h) * SIGN.share)
  const build = (to: Outline) => sign((w - s) / 2, (h - s) / 2, s, to)
  pen.line(key, 'image sign', 'grey', s / 16, [], build)
}

/** A picture: pixels that lie on the server under their hash. */
export const image: Kind = {
  ...box,
  bounds: box.frame,
  overhang: () => 0,
  draw(p, pen) {
    const { x, y, w, h } = sized(p)
    pen.from(x, y, number(p, 'angle'), w / 2, h / 2)
    pen.opacity(number(p, 'opacity'))
    const placed = {
      asset: string(p, 'asset'),
      w,
      h,
      natural: naturalOf(p),
      part: partOf(p),
      mirrored: flag(p, 'mirrored'),
      radius: corners(p, w, h),
    }
    if (placed.asset === '' || w === 0 || h === 0 || !pen.image(placed)) standIn(p, w, h, pen)
  },
  label: (p) => string(p, 'alt').trim(),
}

/** How large a picture is put: a board unit for each of its pixels, or less where it would fill more than so much of what is seen. */
export function sizeWithin(
  [w, h]: readonly [number, number],
  room: { readonly w: number; readonly h: number },
): BoardPoint {
  const k = Math.min(100, room.w / w, room.h / h)
  return { x: Math.max(1, whole(w * k)), y: Math.max(1, whole(h * k)) }
}
