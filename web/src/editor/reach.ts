import type { ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { boxAround, boxOf, grown, touches } from '../geometry/box'
import { frameCorners } from '../geometry/frame'
import type { BoardPoint } from '../geometry/point'
import { inPolygon } from '../geometry/segment'
import type { BoardEditor } from './editor'
import { frameOf } from './transform'
import { isLocked, isWithin, leavesOf, opened, unitIn } from './tree'

/** All that lies at a point, give or take `slack` hundredths, what is on top first; locked elements only if they are asked for. */
export function stackAt(editor: BoardEditor, at: BoardPoint, slack: number, locked = false): string[] {
  const { view } = editor.client
  return editor.finder
    .painted(grown({ x: at.x, y: at.y, w: 0, h: 0 }, slack))
    .filter(({ id, props }) => kindOf(props).hit(props, at, slack) && (locked || !isLocked(view, id)))
    .map(({ id }) => id)
    .reverse()
}

/** The topmost shape whose edge goes around a point, filled or not; null for none. Locked ones are left out. */
export function shapeAround(editor: BoardEditor, at: BoardPoint): string | null {
  const { view } = editor.client
  const around = editor.finder
    .painted({ x: at.x, y: at.y, w: 0, h: 0 })
    .filter(({ id, props }) => kindOf(props).lettering?.encloses(props, at) === true && !isLocked(view, id))
  return around.at(-1)?.id ?? null
}

/** The units that a line, closed by its ends, goes around; those that it touches too, where that is the person's setting. */
export function unitsInLasso(editor: BoardEditor, line: readonly BoardPoint[]): string[] {
  const around = boxAround(line)
  if (around === null || line.length < 3) return []
  const { view } = editor.client
  const { entered, settings } = editor.state
  const open = opened(view, entered)
  const propsOf = (id: string) => editor.finder.shown(id)!.props
  const near = editor.finder.inBox(around).filter((id) => isWithin(view, id, entered))
  if (settings.boxSelects === 'touch') {
    return [...new Set(near.filter((id) => reached(propsOf(id), line)).map((id) => unitIn(view, id, open)))]
  }
  // A group is taken only where the line goes around all that lies in it.
  const units = new Set(near.map((id) => unitIn(view, id, open)))
  return [...units].filter((unit) => [...leavesOf(view, [unit])].every((id) => encircled(propsOf(id), line)))
}

/** Most pieces of a line are nowhere near an element; its own form is asked only about those that are. */
function crossed(p: ElementProps, line: readonly BoardPoint[]): boolean {
  const kind = kindOf(p)
  const box = kind.bounds(p)
  return line.some((from, i) => {
    const to = line[(i + 1) % line.length]!
    return touches(boxOf(from, to), box) && kind.cross(p, from, to, 0)
  })
}

function encircled(p: ElementProps, line: readonly BoardPoint[]): boolean {
  return frameCorners(frameOf(p)).every((corner) => inPolygon(corner, line)) && !crossed(p, line)
}

/** The middles of an element's sides stand for it: on most kinds they lie on the line that is seen. */
function reached(p: ElementProps, line: readonly BoardPoint[]): boolean {
  const corners = frameCorners(frameOf(p))
  const middles = corners.map((a, i) => {
    const b = corners[(i + 1) % 4]!
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
  })
  return middles.some((middle) => inPolygon(middle, line)) || crossed(p, line)
}
