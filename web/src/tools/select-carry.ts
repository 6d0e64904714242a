import type { Op } from '../board/types'
import { duplicated } from '../editor/duplicate'
import { type Handle, pulled } from '../editor/handles'
import type { Effect, Guide, Mark, Pointer, ToolView } from '../editor/tool'
import { type Transform, transformOps } from '../editor/transform'
import { type Box, centreOf } from '../geometry/box'
import type { Frame } from '../geometry/frame'
import { type BoardPoint, normalAngle, turned, whole } from '../geometry/point'

/** What every way of carrying elements has in common. */
type Carrying = {
  readonly id: string
  /** What is drawn of the selection; in place of a group what lies in it. */
  readonly ids: readonly string[]
  readonly from: BoardPoint
  readonly last: Pointer
  /** The frame around them before. */
  readonly frame: Frame
  readonly guides: readonly Guide[]
}

/** Elements being carried; with alt copies of them. */
export type Moving = Carrying & { readonly is: 'moving' }

/** Elements being resized by a handle of their frame. */
export type Resizing = Carrying & { readonly is: 'resizing'; readonly handle: Handle; readonly even: boolean }

/** Elements being turned about the middle of their frame. */
export type Turning = Carrying & { readonly is: 'turning' }

export type Carried = Moving | Resizing | Turning

/** With shift an angle goes in steps of so many hundredths of a degree (Excalidraw and tldraw: 15°). */
const STEP = 1500

/** How far: with shift along one axis only. */
function carriedBy(g: Moving): BoardPoint {
  const x = g.last.at.x - g.from.x
  const y = g.last.at.y - g.from.y
  if (!g.last.shift) return { x: whole(x), y: whole(y) }
  return Math.abs(x) >= Math.abs(y) ? { x: whole(x), y: 0 } : { x: 0, y: whole(y) }
}

/** What the frame's box becomes, before it is turned. */
function pulledTo(g: Resizing): Box {
  const { x, y } = g.last.at
  const by = turned({ x: x - g.from.x, y: y - g.from.y }, { x: 0, y: 0 }, -g.frame.tilt)
  const to = pulled(g.frame.box, g.handle, by, g.last.shift !== g.even, g.last.alt)
  return { x: whole(to.x), y: whole(to.y), w: whole(to.w), h: whole(to.h) }
}

function directionFrom(centre: BoardPoint, p: BoardPoint): number {
  return (Math.atan2(p.y - centre.y, p.x - centre.x) / Math.PI) * 18000
}

/** How far it is turned. With shift a single element comes to rest at whole steps, and several turn by whole steps. */
export function turnedBy(g: Turning): number {
  const centre = centreOf(g.frame.box)
  const by = directionFrom(centre, g.last.at) - directionFrom(centre, g.from)
  if (!g.last.shift) return normalAngle(by)
  return normalAngle(Math.round((g.frame.tilt + by) / STEP) * STEP - g.frame.tilt)
}

function transformBy(g: Carried): Transform {
  if (g.is === 'moving') return { by: carriedBy(g), ...(g.last.alt && { copy: true }) }
  if (g.is === 'resizing') return { pull: { frame: g.frame, to: pulledTo(g) } }
  const { x, y } = centreOf(g.frame.box)
  return { turn: { by: turnedBy(g), about: { x: whole(x), y: whole(y) } } }
}

/** Corners keep the proportions by themselves where letters or turned elements would else be bent out of shape. */
export function keepsEven(ids: readonly string[], handle: Handle, view: ToolView): boolean {
  if (handle.length !== 2) return false
  const props = ids.map((id) => view.element(id)?.props)
  if (props.some((p) => p?.get('kind') === 'text')) return true
  return ids.length > 1 && props.some((p) => Number(p?.get('angle') ?? 0) % 9000 !== 0)
}

/** The gesture with the hand where it is now, shown and told. */
export function carry<G extends Carried>(g: G, last: Pointer): readonly [G, readonly Effect[]] {
  const next = { ...g, last }
  return [next, [{ do: 'present', live: { id: g.id, ids: g.ids, ...transformBy(next) } }]]
}

/** The end of it: committed, and no longer a gesture. */
export function carried(g: Carried, view: ToolView): readonly Effect[] {
  const transform = transformBy(g)
  const step = view.newID()
  if (transform.copy === true && transform.by !== undefined) {
    const { ops, ids } = duplicated(view.board, view.selection, transform.by, () => view.newID())
    return [
      { do: 'commit', step, ops },
      { do: 'present', live: null },
      { do: 'select', ids },
    ]
  }
  const ops: readonly Op[] = transformOps(view.board, g.ids, transform)
  return [
    { do: 'commit', step, ops },
    { do: 'present', live: null },
  ]
}

function units(length: number): string {
  return String(Math.round(Math.abs(length) / 100))
}

/** What is shown beside the elements: the angle, the size, what they cling to. */
export function carryMarks(g: Carried): readonly Mark[] {
  const marks: Mark[] = g.guides.map((guide) => ({ mark: 'guide', guide }))
  if (g.is === 'turning') {
    const degrees = normalAngle(g.frame.tilt + turnedBy(g)) / 100
    marks.push({ mark: 'label', at: g.last.screen, text: `${Math.round(degrees)}°` })
  }
  if (g.is === 'resizing') {
    const { w, h } = pulledTo(g)
    marks.push({ mark: 'label', at: g.last.screen, text: `${units(w)} × ${units(h)}` })
  }
  return marks
}

/** The frame of what is carried as it was, whole numbers throughout: the others are told of it. */
export function wholeFrame({ box, tilt }: Frame): Frame {
  return { box: { x: whole(box.x), y: whole(box.y), w: whole(box.w), h: whole(box.h) }, tilt }
}
