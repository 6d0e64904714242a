import type { Board } from '../board/board'
import type { Op, Value } from '../board/types'
import { sized } from '../elements/props'
import { type Box, boxUnion, grown } from '../geometry/box'
import { whole } from '../geometry/point'
import type { Finder } from './finder'
import { groupable, putInto } from './group'
import { placeOf } from './membership'
import { between } from './order'
import { freshFrameName } from './slides'
import { isFrame, isLocked } from './tree'

/** Free room between a frame and what it is put around, in hundredths. */
const ROOM = 2400

/** A frame around a box as its properties say it. */
function around(box: Box): readonly (readonly [string, Value])[] {
  const { x, y, w, h } = grown(box, ROOM)
  return [
    ['at', [whole(x), whole(y)]],
    ['size', [whole(w), whole(h)]],
  ]
}

/** Puts elements into a new frame around them, which takes the place of the topmost of them. */
export function framed(finder: Finder, ids: Iterable<string>, frame: string): Op[] {
  const { board } = finder
  const members = groupable(board, ids)
  const top = members.at(-1)
  const boxes = members.map((id) => placeOf(finder, id)).filter((box) => box !== null)
  const box = boxUnion(boxes)
  if (top === undefined || box === null) return []
  const parent = board.parent(top)
  const siblings = board.children(parent)
  const at = siblings.findIndex((one) => one.id === top)
  const places = between(siblings.slice(0, at + 1), [frame], siblings.slice(at + 1))
  const props = new Map<string, Value>([
    ['kind', 'frame'],
    ['order', places.get(frame)!],
    ['name', freshFrameName(board)],
    ...around(box),
  ])
  if (parent !== '') props.set('parent', parent)
  const others = [...places].filter(([id]) => id !== frame)
  return [
    { op: 'put', id: frame, props },
    ...others.map(([id, key]): Op => ({ op: 'set', id, props: new Map([['order', key]]) })),
    ...putInto(board, members, frame, true),
  ]
}

const frames = (board: Board, ids: Iterable<string>) =>
  [...ids].filter((id) => isFrame(board, id) && !isLocked(board, id))

/** Makes frames as large as what lies in them, with some room around; empty ones stay as they are. */
export function aroundContents(finder: Pick<Finder, 'board' | 'shown'>, ids: Iterable<string>): Op[] {
  const { board } = finder
  return frames(board, ids).flatMap((id): Op[] => {
    const inside = board.children(id).map((child) => placeOf(finder, child.id))
    const box = boxUnion(inside.filter((one) => one !== null))
    return box === null ? [] : [{ op: 'set', id, props: new Map(around(box)) }]
  })
}

/** Gives frames another proportion, width to height; the width and the upper left corner stay. */
export function proportioned(board: Board, ids: Iterable<string>, ratio: number): Op[] {
  return frames(board, ids).flatMap((id): Op[] => {
    const { w } = sized(board.element(id)!.props)
    return [{ op: 'set', id, props: new Map([['size', [w, whole(w / ratio)]]]) }]
  })
}
