import type { Value } from '../board/types'
import { type Box, centreOf } from '../geometry/box'
import { turned, whole } from '../geometry/point'
import { type Anchor, MIDDLE, meansWhole, WHOLE } from './arrow-end'
import type { Changes, ElementProps } from './element'
import { naturalOf, partOf } from './image'
import { flag, number, sized } from './props'

/** Where the whole picture would lie, before it is turned about the middle of what is seen. */
export function uncroppedBox(p: ElementProps): Box {
  const seen = sized(p)
  const part = partOf(p)
  const [w, h] = naturalOf(p)
  const [kx, ky] = [seen.w / part.w, seen.h / part.h]
  const left = flag(p, 'mirrored') ? w - part.x - part.w : part.x
  return { x: seen.x - left * kx, y: seen.y - part.y * ky, w: w * kx, h: h * ky }
}

/** What to set so that of the picture, where it lies, what is within a box is seen; `to` is measured like `uncroppedBox` and lies within it. */
export function croppedTo(p: ElementProps, to: Box): Changes {
  const all = uncroppedBox(p)
  const [w, h] = naturalOf(p)
  const across = (x: number) => Math.round(((x - all.x) * w) / all.w)
  const down = (y: number) => Math.round(((y - all.y) * h) / all.h)
  // At least a pixel stays.
  const left = Math.max(0, Math.min(w - 1, across(to.x)))
  const right = Math.max(left + 1, Math.min(w, across(to.x + to.w)))
  const top = Math.max(0, Math.min(h - 1, down(to.y)))
  const bottom = Math.max(top + 1, Math.min(h, down(to.y + to.h)))
  const seen = {
    x: all.x + (left * all.w) / w,
    y: all.y + (top * all.h) / h,
    w: ((right - left) * all.w) / w,
    h: ((bottom - top) * all.h) / h,
  }
  const crop = flag(p, 'mirrored') ? [w - right, top, left, h - bottom] : [left, top, w - right, h - bottom]
  return new Map<string, Value>([
    ['crop', crop],
    ['at', staying(p, seen)],
    ['size', [whole(seen.w), whole(seen.h)]],
  ])
}

/** The upper left corner of another box of a turned element, so that what lies in it stays where it is: the middle is another. */
function staying(p: ElementProps, to: Box): readonly [number, number] {
  const middle = turned(centreOf(to), centreOf(sized(p)), number(p, 'angle'))
  return [whole(middle.x - to.w / 2), whole(middle.y - to.h / 2)]
}

/** The whole picture, uncropped and where it lies. */
export function uncropped(p: ElementProps): ElementProps {
  const all = uncroppedBox(p)
  return new Map<string, Value>([
    ...p,
    ['crop', [0, 0, 0, 0]],
    ['at', staying(p, all)],
    ['size', [whole(all.w), whole(all.h)]],
    ['radius', 0],
  ])
}

/**
 * Where an arrow is tied to a picture that is cropped otherwise, so that it points at the same place of what is pictured; where that
 * is cut off, at the edge next to it. What means the whole picture, a side of its box, or the middle of a side goes on meaning that.
 */
export function tiedInCrop(anchor: Anchor, before: ElementProps, after: ElementProps): Anchor {
  if (meansWhole(anchor)) return anchor
  const [seen, all] = [sized(before), uncroppedBox(before)]
  const [seenNow, allNow] = [sized(after), uncroppedBox(after)]
  const along = (share: number, from: 'x' | 'y', length: 'w' | 'h') => {
    const place = (seen[from] + (seen[length] * share) / WHOLE - all[from]) / all[length]
    const now = ((allNow[from] + allNow[length] * place - seenNow[from]) / seenNow[length]) * WHOLE
    return Math.round(Math.min(WHOLE, Math.max(0, now)))
  }
  const onSide = (share: number) => share <= 0 || share >= WHOLE
  const { id, x, y } = anchor
  const x2 = onSide(x) || (x === MIDDLE && onSide(y)) ? x : along(x, 'x', 'w')
  const y2 = onSide(y) || (y === MIDDLE && onSide(x)) ? y : along(y, 'y', 'h')
  // A place that comes to lie in the very middle does not mean the whole from then on.
  return { id, x: x2 === MIDDLE && y2 === MIDDLE ? MIDDLE + 1 : x2, y: y2 }
}
