import type { Value } from '../board/types'
import { cornersOf, grown, holds, mapped } from '../geometry/box'
import { type BoardPoint, whole } from '../geometry/point'
import { distanceToLine } from '../geometry/segment'
import { toSay } from '../words/say'
import type { ElementProps, Kind } from './element'
import { frameTitle } from './frame-name'
import { inkOf } from './palette'
import type { Outline } from './pen'
import { carried, sized, string } from './props'

/** A frame's edge is so wide, in hundredths: calm beside what lies in it. */
export const WIDTH = 150
/** How strong its line is, in percent. */
const STRENGTH = 65

function edge(p: ElementProps): BoardPoint[] {
  const corners = cornersOf(sized(p))
  return [...corners, corners[0]!]
}

/**
 * A named part of the board: a box that others lie in, of which no more is seen than is within it. It is taken by its edge and its name,
 * and stays upright. What lies in it is the tree's business (editor/tree.ts); its name is drawn by whoever draws the board
 * (frame-name.ts), for that is of one size at every zoom.
 */
export const frame: Kind = {
  kind: 'frame',
  noun: () => toSay('Frame'),
  own: sized,
  frame: sized,
  bounds: (p) => grown(sized(p), WIDTH / 2),
  edge,
  hit: (p, at, slack) => distanceToLine(at, edge(p)) <= WIDTH / 2 + slack,
  // An eraser or a line that comes by means what lies there, and a box has to hold all of it.
  cross: () => false,
  enters: (p, box) => holds(box, sized(p)),
  draw(p, pen) {
    const { x, y, w, h } = sized(p)
    const key = p.get('size')
    if (typeof key !== 'object') return
    const build = (to: Outline) => to.roundRect(0, 0, w, h, 0)
    pen.from(x, y, 0, 0, 0)
    pen.opacity(100)
    const fill = string(p, 'fill')
    if (fill !== 'none') pen.fill(key, 'frame', fill, build)
    pen.opacity(STRENGTH)
    pen.line(key, 'frame', inkOf(string(p, 'colour')), WIDTH, [], build)
  },
  resized(p, from, to) {
    const { x, y, w, h } = sized(p)
    const a = mapped({ x, y }, from, to)
    const b = mapped({ x: x + w, y: y + h }, from, to)
    return new Map<string, Value>([
      ['at', [whole(Math.min(a.x, b.x)), whole(Math.min(a.y, b.y))]],
      ['size', [whole(Math.abs(a.x - b.x)), whole(Math.abs(a.y - b.y))]],
    ])
  },
  moved: carried,
  turned: () => new Map(),
  flipped(p, axis, about) {
    const { x, y, w, h } = sized(p)
    return new Map([['at', axis === 'h' ? [whole(2 * about.x - x - w), y] : [x, whole(2 * about.y - y - h)]]])
  },
  label: (p) => frameTitle(p),
}
