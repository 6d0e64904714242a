import { type Box, boxUnion, centreOf, holds, within } from '../geometry/box'
import { type BoardPoint, turned } from '../geometry/point'
import type { ElementProps } from './element'
import { LINE } from './measure'
import type { Pen } from './pen'
import { number, sized, string } from './props'
import { type Layout, layoutOf } from './text-layout'
import { lettered } from './text-lines'
import { hasRuns, runsOf } from './text-runs'

/** The words that stand in a shape. */

/** Which part of a box a label may stand in, in percent from each of its sides. */
export type Room = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** All of the box. */
export const wholeBox: Room = { left: 0, top: 0, right: 0, bottom: 0 }

/** Kept free between a label and the edge of its room, in hundredths: 5 units, as in Excalidraw. */
const PADDING = 500

/** Where a label may stand in the unturned box of a shape. In one that is too narrow for that it takes the middle. */
export function roomIn(p: ElementProps, { left, top, right, bottom }: Room): Box {
  const { x, y, w, h } = sized(p)
  const side = (from: number, length: number, before: number, after: number) => {
    const begin = from + (length * before) / 100 + PADDING
    const span = (length * (100 - before - after)) / 100 - 2 * PADDING
    const least = number(p, 'font-size')
    return span >= least ? ([begin, span] as const) : ([begin + span / 2 - least / 2, least] as const)
  }
  const [rx, rw] = side(x, w, left, right)
  const [ry, rh] = side(y, h, top, bottom)
  return { x: rx, y: ry, w: rw, h: rh }
}

/** How large a shape has to be for a label that is so wide and so high. */
export function sizeFor(w: number, h: number, { left, top, right, bottom }: Room): readonly [w: number, h: number] {
  const side = (length: number, before: number, after: number) =>
    Math.ceil(((length + 2 * PADDING) * 100) / (100 - before - after))
  return [side(w, left, right), side(h, top, bottom)]
}

/** Where the lines of a label come to stand in their room; they reach out of it where they are too many. */
export function labelBox(p: ElementProps, room: Box, set: Layout): Box {
  const vertical = string(p, 'vertical')
  const free = room.h - set.h
  const y = room.y + (vertical === 'top' ? 0 : vertical === 'bottom' ? free : free / 2)
  return { x: room.x, y, w: room.w, h: set.h }
}

/** The box of a shape and of what its label stands out of it. */
export function withLabel(p: ElementProps, own: Box, room: Room): Box {
  if (!hasRuns(p)) return own
  const where = roomIn(p, room)
  if (holds(own, where) && staysWithin(p, where)) return own
  return boxUnion([own, labelBox(p, where, layoutOf(p, where.w))])!
}

/** No letter of ASCII is wider than so many of its heights, in any font, however heavy. */
const WIDEST = 1.2

/** Whether a label is so short that it needs not be set to know that it fits: while a board loads, each shape is asked for its box. */
function staysWithin(p: ElementProps, { w, h }: Box): boolean {
  const size = number(p, 'font-size')
  let letters = 0
  for (const { id, text, marks } of runsOf(p)) {
    if (marks !== '' || id.includes('_') || !/^[ -~]*$/.test(text)) return false
    letters += text.length
  }
  return size * LINE <= h && letters * size * WIDEST <= w
}

/** Whether a point lies on the words of a shape. */
export function onLabel(p: ElementProps, room: Room, at: BoardPoint): boolean {
  if (!hasRuns(p)) return false
  const where = roomIn(p, room)
  const set = layoutOf(p, where.w)
  const widest = Math.max(...set.lines.map((line) => line.w + line.indent))
  const all = labelBox(p, where, set)
  const box = { ...all, x: all.x + (all.w - widest) / 2, w: widest }
  return within(box, turned(at, centreOf(sized(p)), -number(p, 'angle')))
}

/** Draws the label of a shape, if it has one; the pen is at its `at`. */
export function labelled(p: ElementProps, room: Room, pen: Pen): void {
  if (!hasRuns(p)) return
  const where = roomIn(p, room)
  const set = layoutOf(p, where.w)
  const { x, y, w } = labelBox(p, where, set)
  const own = sized(p)
  lettered(p, set, { x: x - own.x, y: y - own.y, w }, string(p, 'text-colour'), pen)
}
