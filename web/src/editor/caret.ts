import type { ElementProps } from '../elements/element'
import { number } from '../elements/props'
import { lineLeft } from '../elements/text-layout'
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
export function caretBox(props: ElementProps, text: string, caret: number): Box {
  const all = setIn(props, text)
  // What stands before the caret is set as it is within the whole, but for a word that the next letters take to another line.
  const before = setIn(props, text.slice(0, caret))
  const row = Math.min(before.lines.length, all.lines.length) - 1
  const along = Math.min(before.widths.at(-1) ?? 0, all.widths[row]!)
  const { x, y, w } = linesBox(props, all)
  const left = lineLeft(props, all, row, w) + (all.rtl[row] ? all.widths[row]! - along : along)
  const angle = number(props, 'angle')
  const own = { x: x + left, y: y + row * all.line, w: 0, h: all.line }
  if (angle === 0) return own
  const centre = turnsAbout(props, all)
  return boxAround(cornersOf(own).map((corner) => turned(corner, centre, angle))) ?? own
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
