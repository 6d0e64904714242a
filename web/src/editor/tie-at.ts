import { type Anchor, anchorAt, anchorPoint, MIDDLE, takesArrows } from '../elements/arrow-end'
import type { ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { boxAround, grown } from '../geometry/box'
import { type BoardPoint, distance } from '../geometry/point'
import { distanceToLine, inPolygon, nearestOnLine } from '../geometry/segment'
import type { BoardEditor } from './editor'
import type { Mark, Pointer } from './tool'
import { isLocked } from './tree'

/** What an end of an arrow takes hold of at a place. */
export type TieHere = {
  readonly anchor: Anchor
  /** The line around what it would be tied to, to be shown. */
  readonly edge: readonly BoardPoint[]
  /** The point that is meant. */
  readonly at: BoardPoint
}

/** How that is shown. */
export function tieMark(tie: TieHere | null): Mark[] {
  return tie === null ? [] : [{ mark: 'tie', edge: tie.edge, at: tie.at }]
}

/** So near to an edge an end takes hold from outside, in CSS pixels (Excalidraw: 15 to 30 by the zoom). */
const REACH = 20
/** So near to its edge a point of that is meant, and not all of what lies within, in CSS pixels. */
const EDGE = 10
/** So near to the middle of a side that is meant, in CSS pixels. */
const SIDE = 12

/** What asks: a point on the board, and whether exactly that is meant (alt), or nothing is to be taken hold of (mod). */
type Asking = Pick<Pointer, 'at' | 'alt' | 'mod'>

/** What an end of an arrow takes hold of at a place: of all that is there the smallest. Null for nothing. */
export function tieAt(editor: BoardEditor, { at, alt, mod }: Asking): TieHere | null {
  if (mod) return null
  const pixel = 100 / editor.state.camera.zoom
  const around = grown({ x: at.x, y: at.y, w: 0, h: 0 }, REACH * pixel)
  let best: { readonly id: string; readonly props: ElementProps; readonly size: number } | null = null
  for (const { id, props } of editor.finder.painted(around)) {
    if (!takesArrows(props) || isLocked(editor.client.view, id)) continue
    const edge = kindOf(props).edge!(props)
    const far = distanceToLine(at, edge)
    // Within a frame the paper is meant, or what lies on it.
    const inside = props.get('kind') !== 'frame' && inPolygon(at, edge)
    if (!inside && far > (props.get('kind') === 'frame' ? EDGE : REACH) * pixel) continue
    const { w, h } = boxAround(edge)!
    if (best === null || w * h <= best.size) best = { id, props, size: w * h }
  }
  return best && tieTo(best.id, best.props, at, alt, pixel)
}

function tieTo(id: string, p: ElementProps, at: BoardPoint, exactly: boolean, pixel: number): TieHere {
  const edge = kindOf(p).edge!(p)
  const whole: Anchor = { id, x: MIDDLE, y: MIDDLE }
  const middle = anchorPoint(p, whole)
  const said = (anchor: Anchor) => ({ anchor, edge, at: anchorPoint(p, anchor) })
  if (exactly && inPolygon(at, edge)) return said(anchorAt(id, p, at))
  const far = distanceToLine(at, edge)
  // On something small there is hardly anything but edge: there the middle counts for more.
  const inside = p.get('kind') !== 'frame' && inPolygon(at, edge)
  const narrow = inside && distance(at, middle) < far
  if (narrow || (inside && far > EDGE * pixel)) return said(whole)
  const on = sideNear(edge, at, SIDE * pixel) ?? nearestOnLine(at, edge)
  return said(anchorAt(id, p, on))
}

/** The middle of a side, where the edge meets the upright line or the level one through the middle of its box. */
function sideNear(edge: readonly BoardPoint[], at: BoardPoint, reach: number): BoardPoint | null {
  const box = boxAround(edge)!
  const { x, y } = { x: box.x + box.w / 2, y: box.y + box.h / 2 }
  let nearest: BoardPoint | null = null
  for (let i = 1; i < edge.length; i++) {
    const [a, b] = [edge[i - 1]!, edge[i]!]
    const candidates = [
      a.x <= x !== b.x <= x ? { x, y: a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x) } : null,
      a.y <= y !== b.y <= y ? { x: a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y), y } : null,
    ]
    for (const one of candidates)
      if (one !== null && distance(one, at) <= reach && (nearest === null || distance(one, at) < distance(nearest, at)))
        nearest = one
  }
  return nearest
}
