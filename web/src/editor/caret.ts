import type { ElementProps } from '../elements/element'
import { measure } from '../elements/measure'
import { number } from '../elements/props'
import { type Layout, type Line, lineLeft, piecesIn } from '../elements/text-layout'
import type { Words } from '../elements/words'
import { linesBox, setIn, turnsAbout } from '../elements/writing'
import { type Box, boxAround, cornersOf } from '../geometry/box'
import { turned } from '../geometry/point'
import { panned, toScreen } from './camera'
import type { Camera } from './types'

/** Room kept between the caret and the edges of what is seen, in CSS pixels: the chrome floats there, below with the tools and the style. */
const ROOM = { x: 48, above: 88, below: 140 }

/** A part of the canvas in CSS pixels; with a keyboard on the screen less than all of it. */
export type Sight = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** Where the caret stands before a letter of a text that says `text`: a box without width on the board. */
export function caretBox(props: ElementProps, words: Words, caret: number): Box {
  const all = setIn(props, words)
  const line = lineAt(all, caret)
  const { x, y, w } = linesBox(props, all)
  const left = lineLeft(props, line, w) + caretIn(all, line, caret)
  const angle = number(props, 'angle')
  const own = { x: x + left, y: y + line.y, w: 0, h: line.h }
  if (angle === 0) return own
  const centre = turnsAbout(props, all)
  return boxAround(cornersOf(own).map((corner) => turned(corner, centre, angle))) ?? own
}

/** The line in which a caret stands: at the end of a broken one it is the next. */
export function lineAt({ lines }: Layout, caret: number): Line {
  const next = lines.findIndex(({ from }) => from > caret)
  return lines.at(next < 0 ? -1 : Math.max(0, next - 1))!
}

/** How far from the left of a line a caret stands: at the edge of the letter before it where that begins to be read later. */
export function caretIn(set: Layout, line: Line, caret: number): number {
  const at = Math.min(Math.max(caret, line.from), line.to)
  const pieces = piecesIn(set, line)
  const before = pieces.find(({ from, text }) => from < at && at <= from + text.length)
  const piece = before ?? pieces.find(({ from }) => from === at)
  if (piece === undefined) return line.rtl ? line.w : 0
  const along = measure().width(piece.text.slice(0, at - piece.from), piece.type)
  return piece.at + (piece.rtl ? piece.w - along : along)
}

/** How far to go along one side so that `from` to `to` is within `low` to `high`; its beginning where it is longer. */
function away(from: number, to: number, low: number, high: number): number {
  if (from < low || to - from > high - low) return low - from
  return to > high ? high - to : 0
}

/** The camera that shows a box within a part of the canvas with some room around it; the same one where it does already. */
export function following(camera: Camera, box: Box, sight: Sight): Camera {
  const a = toScreen(camera, box)
  const b = toScreen(camera, { x: box.x + box.w, y: box.y + box.h })
  const rx = Math.min(ROOM.x, sight.w / 4)
  const above = Math.min(ROOM.above, sight.h / 4)
  const below = Math.min(ROOM.below, sight.h / 4)
  const dx = away(a.x, b.x, sight.x + rx, sight.x + sight.w - rx)
  const dy = away(a.y, b.y, sight.y + above, sight.y + sight.h - below)
  return Math.abs(dx) < 0.5 && Math.abs(dy) < 0.5 ? camera : panned(camera, dx, dy)
}
