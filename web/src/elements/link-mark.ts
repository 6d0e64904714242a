import { type Box, boxUnion } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import type { ElementProps } from './element'
import { kindOf } from './kind-of'
import { linkOf } from './link'
import type { Outline, Pen } from './pen'
import { number } from './props'

/** The side of the mark beside what leads somewhere, and how far it stands off its right side, in hundredths. */
const MARK = 1600
const OFF = 1000
/** Lower than so many CSS pixels it is not drawn. */
const SEEN = 4

/** Where the mark of an element's link is, on the board: its middle. Null where it leads nowhere. */
export function leadsAt(p: ElementProps): BoardPoint | null {
  if (!p.has('link') || linkOf(p) === null) return null
  const kind = kindOf(p)
  if (kind.leads !== undefined) return kind.leads(p)
  const { x, y, w } = kind.frame(p)
  return { x: x + w + OFF + MARK / 2, y: y + MARK / 2 }
}

/** The mark that stands beside an element; null where it shows by itself that it leads somewhere, or does not. */
function markBeside(p: ElementProps): Box | null {
  if (!p.has('link') || kindOf(p).leads !== undefined) return null
  const at = leadsAt(p)
  return at === null ? null : { x: at.x - MARK / 2, y: at.y - MARK / 2, w: MARK, h: MARK }
}

/** The upright box around all that is drawn of an element: what its kind draws, and the mark of its link. */
export function wholeBounds(p: ElementProps): Box {
  const own = kindOf(p).bounds(p)
  const mark = markBeside(p)
  return mark === null ? own : boxUnion([own, mark])!
}

/** Draws all of an element: what its kind draws, and the mark of its link. */
export function drawWhole(p: ElementProps, pen: Pen): void {
  kindOf(p).draw(p, pen)
  const mark = markBeside(p)
  if (mark === null || MARK * pen.scale < SEEN) return
  pen.from(mark.x, mark.y, 0, 0, 0)
  pen.opacity(number(p, 'opacity'))
  pen.fill(shared, 'link mark', 'paper', disc)
  pen.opacity(number(p, 'opacity') * 0.4)
  pen.line(shared, 'link mark', 'grey', 100, [], disc)
  drawArrow(shared, p, { x: MARK / 2, y: MARK / 2 }, pen)
}

/** The outlines are the same for all. */
const shared = {}
const disc = (to: Outline) => {
  to.ellipse(MARK / 2, MARK / 2, MARK / 2, MARK / 2, 0, 0, 2 * Math.PI)
  to.closePath()
}

/** The arrow that says that something leads elsewhere, about a point relative to where the pen is, which hangs on the key alone. */
export function drawArrow(key: object, p: ElementProps, { x, y }: BoardPoint, pen: Pen): void {
  if (MARK * pen.scale < SEEN) return
  pen.opacity((number(p, 'opacity') * 75) / 100)
  pen.line(key, 'link arrow', 'grey', 150, [], (to) => {
    to.moveTo(x - 300, y + 300)
    to.lineTo(x + 300, y - 300)
    to.moveTo(x - 150, y - 300)
    to.lineTo(x + 300, y - 300)
    to.lineTo(x + 300, y + 150)
  })
}
