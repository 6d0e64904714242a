import type { ElementProps } from '../elements/element'
import { NAME_GAP, NAME_HEIGHT, nameOf } from '../elements/frame-name'
import { kindOf } from '../elements/kind-of'
import { boxAround, boxOf, grown, touches, within } from '../geometry/box'
import { frameCorners } from '../geometry/frame'
import type { BoardPoint } from '../geometry/point'
import { inPolygon } from '../geometry/segment'
import { clipOf } from './clip'
import type { BoardEditor } from './editor'
import { frameOf } from './transform'
import { isFrame, isLocked, isWithin, leavesOf, opened, unitIn } from './tree'

/** All that lies at a point, give or take `slack` hundredths, what is on top first; locked elements only if they are asked for. */
export function stackAt(editor: BoardEditor, at: BoardPoint, slack: number, locked = false): string[] {
  const { view } = editor.client
  const { finder } = editor
  const lying = finder
    .painted(grown({ x: at.x, y: at.y, w: 0, h: 0 }, slack))
    .filter((element) => finder.meets(element, at, slack) && (locked || !isLocked(view, element.id)))
    .map(({ id }) => id)
    .reverse()
  const named = nameAt(editor, at, locked)
  return named === null ? lying : [named, ...lying.filter((id) => id !== named)]
}

/** What lies on top at a point, give or take `slack` hundredths; locked elements are left out. Names of frames lie over everything. */
export function topmostAt(editor: BoardEditor, at: BoardPoint, slack: number): string | null {
  return nameAt(editor, at) ?? editor.finder.topmost(at, slack)
}

/** The frame whose name is at a point; null for none. Locked ones only if they are asked for. */
export function nameAt({ client, finder, state }: BoardEditor, at: BoardPoint, locked = false): string | null {
  if (!finder.frames.any) return null
  const pixel = 100 / state.camera.zoom
  // A name stands right above its frame, and may reach out of a narrow one to the right.
  const reach = (NAME_HEIGHT + NAME_GAP) / 100
  const near = {
    x: at.x - NAME_HEIGHT * 4 * (pixel / 100),
    y: at.y,
    w: NAME_HEIGHT * 4 * (pixel / 100),
    h: reach * pixel,
  }
  const hit = finder.frames.in(client.view, near).findLast((id) => {
    const clip = clipOf(client.view, id)
    if (clip !== null && !within(clip, at)) return false
    return within(nameOf(client.view.element(id)!.props, pixel).box, at) && (locked || !isLocked(client.view, id))
  })
  return hit ?? null
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
    const taken = near.filter((id) => (isFrame(view, id) ? encircled : reached)(propsOf(id), line))
    return [...new Set(taken.map((id) => unitIn(view, id, open)))]
  }
  // A group is taken only where the line goes around all that lies in it, and so is a frame.
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
