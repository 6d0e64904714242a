import type { Op, Value } from '../board/types'
import { duplicated } from '../editor/duplicate'
import { type Handle, pulled } from '../editor/handles'
import { settled } from '../editor/snap'
import { clingReach, type Fields, fieldNow, fieldsStill } from '../editor/snap-field'
import { clung } from '../editor/snap-pull'
import { ANGLE_STEP, type Effect, type Guide, type Mark, type Pointer, type ToolView } from '../editor/tool'
import { type Transform, transformOps } from '../editor/transform'
import { centreOf } from '../geometry/box'
import { aroundFrame, carriedFrame, type Frame } from '../geometry/frame'
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
  /** What they may cling to, and what they cling to now. */
  readonly fields: Fields
  readonly guides: readonly Guide[]
  /** Where each of them lay when it was taken hold of, or when another put all of them elsewhere since. */
  readonly lay: ReadonlyMap<string, Value | undefined>
  /** Of these, those that another has put elsewhere without the rest: they stay in this hand where it has them. */
  readonly strays: ReadonlyMap<string, Value>
  /** What becomes of them if the hand lets go now. */
  readonly transform: Transform
}

/** Elements being carried; with alt copies of them. */
export type Moving = Carrying & { readonly is: 'moving' }

/** Whether proportions are kept: with shift, always, or but for shift. */
export type Even = 'by shift' | 'always' | 'unless shift'

/** Elements being resized by a handle of their frame. */
export type Resizing = Carrying & { readonly is: 'resizing'; readonly handle: Handle; readonly even: Even }

/** Elements being turned about the middle of their frame. */
export type Turning = Carrying & { readonly is: 'turning' }

export type Carried = Moving | Resizing | Turning

/** What comes of where the hand is now. */
type Outcome = Pick<Carrying, 'transform' | 'guides'>

/** Copies cling to their models too. */
function besideModels({ fields, frame }: Moving): Fields {
  return { ...fields, boxes: [...fields.boxes, aroundFrame(frame)] }
}

/** How far: with shift along one axis only. */
function moved(g: Moving, view: ToolView): Outcome {
  const x = g.last.at.x - g.from.x
  const y = g.last.at.y - g.from.y
  const across = Math.abs(x) >= Math.abs(y)
  const free = { x: !g.last.shift || across, y: !g.last.shift || !across }
  const by = { x: free.x ? x : 0, y: free.y ? y : 0 }
  const field = fieldNow(g.last.alt ? besideModels(g) : g.fields, view, g.last.mod)
  const box = aroundFrame(carriedFrame(g.frame, by))
  const more = field === null ? null : settled(field, box, free, clingReach(view))
  return {
    transform: {
      by: { x: whole(by.x + (more?.by.x ?? 0)), y: whole(by.y + (more?.by.y ?? 0)) },
      ...(g.last.alt && { copy: true }),
    },
    guides: more?.guides ?? [],
  }
}

/** What the frame's box becomes, before it is turned; what is not turned clings with the sides that are pulled. */
function resized(g: Resizing, view: ToolView): Outcome {
  const { x, y } = g.last.at
  const by = turned({ x: x - g.from.x, y: y - g.from.y }, { x: 0, y: 0 }, -g.frame.tilt)
  const even = g.even === 'always' || g.last.shift === (g.even === 'by shift')
  const to = pulled(g.frame.box, g.handle, by, even, g.last.alt)
  const field = g.frame.tilt === 0 ? fieldNow(g.fields, view, g.last.mod) : null
  const more = field === null ? null : clung(to, g.handle, even, g.last.alt, field, clingReach(view))
  const box = more?.box ?? to
  return {
    transform: { pull: { frame: g.frame, to: { x: whole(box.x), y: whole(box.y), w: whole(box.w), h: whole(box.h) } } },
    guides: more?.guides ?? [],
  }
}

function turning(g: Turning): Outcome {
  const { x, y } = centreOf(g.frame.box)
  return { transform: { turn: { by: turnedBy(g), about: { x: whole(x), y: whole(y) } } }, guides: [] }
}

function outcome(g: Carried, view: ToolView): Outcome {
  if (g.is === 'moving') return moved(g, view)
  return g.is === 'resizing' ? resized(g, view) : turning(g)
}

function directionFrom(centre: BoardPoint, p: BoardPoint): number {
  return (Math.atan2(p.y - centre.y, p.x - centre.x) / Math.PI) * 18000
}

/** How far it is turned. With shift a single element comes to rest at whole steps, and several turn by whole steps. */
export function turnedBy(g: Turning): number {
  const centre = centreOf(g.frame.box)
  const by = directionFrom(centre, g.last.at) - directionFrom(centre, g.from)
  if (!g.last.shift) return normalAngle(by)
  return normalAngle(Math.round((g.frame.tilt + by) / ANGLE_STEP) * ANGLE_STEP - g.frame.tilt)
}

/**
 * Corners keep the proportions by themselves where letters or turned elements would else be bent out of shape; pictures keep them at all
 * handles, until the person wants otherwise.
 */
export function keepsEven(ids: readonly string[], handle: Handle, view: ToolView): Even {
  const props = ids.map((id) => view.element(id)?.props)
  if (props.every((p) => p?.get('kind') === 'image')) return 'unless shift'
  if (handle.length !== 2) return 'by shift'
  if (props.some((p) => p?.get('kind') === 'text')) return 'always'
  return ids.length > 1 && props.some((p) => Number(p?.get('angle') ?? 0) % 9000 !== 0) ? 'always' : 'by shift'
}

/** Where elements lie. */
export function lying(ids: readonly string[], view: ToolView): ReadonlyMap<string, Value | undefined> {
  return new Map(ids.map((id) => [id, view.element(id)?.props.get('at')]))
}

/** How far an element lies from where it lay; null where that cannot be told. */
function strayed(id: string, { lay }: Carrying, view: ToolView): BoardPoint | null {
  const before = lay.get(id)
  const now = view.element(id)?.props.get('at')
  if (!Array.isArray(before) || !Array.isArray(now)) return null
  return { x: Number(now[0]) - Number(before[0]), y: Number(now[1]) - Number(before[1]) }
}

/** Another who held the same has let go of it elsewhere: it stays in this hand, so the way from where it lies now is another. */
function heldFast<G extends Carried>(g: G, view: ToolView): G {
  const by = g.is === 'moving' ? strayed(g.ids[0]!, g, view) : null
  if (by === null || (by.x === 0 && by.y === 0)) return g
  for (const id of g.ids) {
    const one = strayed(id, g, view)
    if (one?.x !== by.x || one.y !== by.y) return g
  }
  const from = { x: g.from.x + by.x, y: g.from.y + by.y }
  return { ...g, from, frame: carriedFrame(g.frame, by), lay: lying(g.ids, view) }
}

/** What is held has changed on the board: the hand holds on to all of it. */
export function holdingFast<G extends Carried>(g: G, view: ToolView): G {
  const held = heldFast(g, view)
  const strays = new Map<string, Value>()
  for (const id of held.ids) {
    const by = strayed(id, held, view)
    if (by !== null && (by.x !== 0 || by.y !== 0)) strays.set(id, held.lay.get(id)!)
  }
  return { ...held, strays }
}

/** The gesture with the hand where it is now, shown and told. */
export function carry<G extends Carried>(g: G, last: Pointer, view: ToolView): readonly [G, readonly Effect[]] {
  const held = heldFast(g, view)
  const now = { ...held, last, fields: fieldsStill(held.fields, view, held.ids) }
  const { transform, guides } = outcome(now, view)
  const holds = now.strays.size > 0 && transform.copy !== true
  const next = { ...now, guides, transform: { ...transform, ...(holds && { lay: now.strays }) } }
  return [next, [{ do: 'present', live: { id: g.id, ids: g.ids, ...next.transform } }]]
}

/** The end of it: committed, and no longer a gesture. */
export function carried(g: Carried, view: ToolView): readonly Effect[] {
  const { transform } = g
  const step = view.newID()
  if (transform.copy === true && transform.by !== undefined) {
    const models = view.selectionBox()
    const { ops, ids } = duplicated(view.board, view.selection, transform.by, () => view.newID())
    return [
      { do: 'commit', step, ops },
      { do: 'present', live: null },
      { do: 'select', ids, ...(models && { models }) },
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
  if (g.transform.pull !== undefined) {
    const { w, h } = g.transform.pull.to
    marks.push({ mark: 'label', at: g.last.screen, text: `${units(w)} × ${units(h)}` })
  }
  return marks
}

/** The frame of what is carried as it was, whole numbers throughout: the others are told of it. */
export function wholeFrame({ box, tilt }: Frame): Frame {
  return { box: { x: whole(box.x), y: whole(box.y), w: whole(box.w), h: whole(box.h) }, tilt }
}
