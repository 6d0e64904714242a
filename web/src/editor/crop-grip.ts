import type { Board } from '../board/board'
import type { Value } from '../board/types'
import { sameValue } from '../board/values'
import { anchorOf, anchorValue } from '../elements/arrow-end'
import { croppedTo, tiedInCrop, uncropped, uncroppedBox } from '../elements/crop'
import type { Changes, ElementProps } from '../elements/element'
import { changed, sized } from '../elements/props'
import { type Box, boxOf } from '../geometry/box'
import type { Frame } from '../geometry/frame'
import type { BoardPoint } from '../geometry/point'
import { type Handle, pulled } from './handles'
import { type CropAtHand, imageFrame } from './image-at-hand'

/** A box as far as it lies within another, and no smaller than a hundredth of a unit. */
function kept({ x, y, w, h }: Box, within: Box): Box {
  const left = Math.min(Math.max(x, within.x), within.x + within.w - 1)
  const top = Math.min(Math.max(y, within.y), within.y + within.h - 1)
  const right = Math.max(left + 1, Math.min(x + w, within.x + within.w))
  const bottom = Math.max(top + 1, Math.min(y + h, within.y + within.h))
  return { x: left, y: top, w: right - left, h: bottom - top }
}

/**
 * What comes of pulling at a handle of what is seen, or at the picture behind it, by a vector along the picture's own axes. `even` keeps
 * the proportions of what is seen, `centred` its middle.
 */
export function cropChanges(
  { props, frame }: CropAtHand,
  grasp: Handle | 'picture',
  by: BoardPoint,
  even: boolean,
  centred: boolean,
): Changes {
  const all = uncroppedBox(props)
  if (grasp === 'picture') return moved(props, all, by)
  const { x, y, w, h } = pulled(frame.box, grasp, by, even, centred)
  return croppedTo(props, kept(boxOf({ x, y }, { x: x + w, y: y + h }), all))
}

/** The picture goes along behind what is seen, which stays where it is. */
function moved(props: ElementProps, all: Box, by: BoardPoint): Changes {
  const seen = sized(props)
  const x = Math.min(all.x + all.w - seen.w, Math.max(all.x, seen.x - by.x))
  const y = Math.min(all.y + all.h - seen.h, Math.max(all.y, seen.y - by.y))
  const changes = new Map(croppedTo(props, { ...seen, x, y }))
  return changes.set('at', [seen.x, seen.y]).set('size', [seen.w, seen.h])
}

/**
 * What to set on arrows that are tied to a picture, by their ids, when it is cropped otherwise: they go on pointing at what they point
 * at in it, locked or not. `followers`: who is tied to it.
 */
export function croppedTies(
  board: Board,
  { id, props }: CropAtHand,
  changes: ReadonlyMap<string, Value | null>,
  followers: Iterable<string>,
): ReadonlyMap<string, Changes> {
  const after = changed(props, changes)
  const all = new Map<string, Changes>()
  for (const follower of followers) {
    const arrow = board.element(follower)?.props
    if (arrow === undefined) continue
    const ends = (['start', 'end'] as const).flatMap((end): [string, Value][] => {
      const anchor = anchorOf(arrow, end)
      if (anchor?.id !== id) return []
      const value = anchorValue(tiedInCrop(anchor, props, after))
      return sameValue(arrow.get(end), value) ? [] : [[end, value]]
    })
    if (ends.length > 0) all.set(follower, new Map(ends))
  }
  return all
}

/** What is shown while a picture is cropped: the whole of it, and the frame of what is seen. */
export function cropBox(
  { props }: CropAtHand,
  changes: Changes,
): { readonly whole: ElementProps; readonly frame: Frame } {
  const now = new Map([...props, ...changes])
  return { whole: uncropped(now), frame: imageFrame(now) }
}
