import { orderBetween } from '../board/order-keys'
import type { Op } from '../board/types'
import { type KnotGrip, knotPlace, lineAtHand, middles, withoutKnot } from '../editor/knot-grip'
import { drawnTo, type Fields, fieldsIn, fieldsStill } from '../editor/snap-field'
import { type TieHere, tieMark } from '../editor/tie-at'
import { ANGLE_STEP, type Effect, type Guide, type Live, type Mark, type Pointer, type ToolView } from '../editor/tool'
import { anchorOf, anchorValue, apart, untied } from '../elements/arrow-end'
import { kindOf } from '../elements/kind-of'
import { type Knot, knotPath, knotsOf, knotValue } from '../elements/knots'
import { atOf, flag } from '../elements/props'
import { carriesWords } from '../elements/writing'
import { type BoardPoint, inSteps, rounded } from '../geometry/point'

/** Bending lines: their points are dragged, added, taken away, and made round or sharp. */

/** A point of a line in the hand; it may be a new one. */
export type Bending = {
  readonly is: 'bending'
  readonly id: string
  readonly line: string
  readonly knot: Omit<Knot, 'x' | 'y'>
  /** Which end of an arrow it is; null for a point between, and for lines that are tied to nothing. */
  readonly end: 'start' | 'end' | null
  /** What that end takes hold of. */
  readonly tie: TieHere | null
  /** Where it is, on the board. */
  readonly at: BoardPoint
  /** What it is bent from, for angles in whole steps; the point before it, or after it where it is the first. */
  readonly beside: BoardPoint
  readonly last: Pointer
  readonly fields: Fields
  readonly guides: readonly Guide[]
}

type Step = readonly [Bending, readonly Effect[]]

/** Takes hold of a point; null where it has gone meanwhile. */
export function bendFrom(grip: KnotGrip, e: Pointer, view: ToolView): Step | null {
  const line = lineAtHand(view)
  if (line === null || line.id !== grip.line) return null
  const { knots, props } = line
  const index = 'knot' in grip ? knots.findIndex(({ id }) => id === grip.knot) : grip.after
  const here = knots[index]
  if (here === undefined) return null
  const fresh = 'after' in grip
  const next = knots[index + 1]
  const knot = fresh
    ? {
        id: view.newID(),
        order: orderBetween(here.order, next?.order ?? null),
        smooth: here.smooth && (next ?? knots[0]!).smooth,
      }
    : here
  const neighbour = fresh ? here : (knots[index - 1] ?? (flag(props, 'closed') ? knots.at(-1)! : next!))
  const fields = fieldsIn(view, [line.id])
  const beside = knotPlace(line, neighbour)
  const end = fresh || kindOf(props).ties === undefined ? null : endOf(index, knots.length)
  const held = { id: view.newID(), line: line.id, knot, end, tie: null, at: e.at, beside }
  return bend({ is: 'bending', ...held, last: e, fields, guides: [] }, e, view)
}

function endOf(index: number, length: number): 'start' | 'end' | null {
  return index === 0 ? 'start' : index === length - 1 ? 'end' : null
}

/** The point follows the hand; an end of an arrow takes hold of what it comes upon. */
export function bend(g: Bending, last: Pointer, view: ToolView): Step {
  const fields = fieldsStill(g.fields, view, [g.line])
  const tie = g.end === null ? null : view.tieAt(last)
  if (tie !== null) return bentTo({ ...g, last, fields, tie, at: rounded(tie.at), guides: [] }, view)
  const drawn = last.shift
    ? { at: rounded(inSteps(g.beside, last.at, ANGLE_STEP)), guides: [] }
    : drawnTo(fields, last, view)
  return bentTo({ ...g, last, fields, tie, at: drawn.at, guides: drawn.guides }, view)
}

function bentTo(next: Bending, view: ToolView): Step {
  return [next, [{ do: 'present', live: shown(next, view) }]]
}

function changes({ knot, at, line, end, tie, last }: Bending, view: ToolView) {
  const { props } = view.element(line)!
  const from = atOf(props)
  const place = [knotPath(knot.id), knotValue({ ...knot, x: at.x - from.x, y: at.y - from.y })] as const
  if (end === null) return new Map([place])
  const other = anchorOf(props, end === 'start' ? 'end' : 'start')?.id
  return new Map([
    place,
    [end, tie === null ? untied : anchorValue(apart(tie.anchor, other, view.element(tie.anchor.id)?.props, last.at))],
  ])
}

function shown(g: Bending, view: ToolView): Live | null {
  return view.element(g.line) === undefined ? null : { id: g.id, ids: [g.line], props: changes(g, view) }
}

/** Lets go of it. */
export function bent(g: Bending, view: ToolView): readonly Effect[] {
  if (view.element(g.line) === undefined) return [{ do: 'present', live: null }]
  return [set(g.line, changes(g, view), view), { do: 'present', live: null }]
}

function set(id: string, props: Extract<Op, { op: 'set' }>['props'], view: ToolView): Effect {
  return { do: 'commit', step: view.newID(), ops: [{ op: 'set', id, props }] }
}

/** A click on a point means it, so that Delete takes it away; with alt it goes at once. A double click makes it round, or sharp again. */
export function knotClicked(grip: KnotGrip, clicks: number, alt: boolean, view: ToolView): readonly Effect[] {
  const props = view.element(grip.line)?.props
  if (props === undefined) return []
  if (clicks === 2 && carriesWords(props)) return [{ do: 'edit', id: grip.line }]
  if (!('knot' in grip)) return []
  const knots = knotsOf(props)
  const knot = knots.find(({ id }) => id === grip.knot)
  if (knot === undefined) return []
  if (alt) return withoutKnot(props, knot.id).map((changes) => set(grip.line, changes, view))
  if (clicks !== 2) return [{ do: 'select', ids: [grip.line], knot: knot.id }]
  return [set(grip.line, new Map([[knotPath(knot.id), knotValue({ ...knot, smooth: !knot.smooth })]]), view)]
}

/** What the point in the hand clings to, or takes hold of. */
export function bendMarks({ guides, tie }: Bending): readonly Mark[] {
  return [...tieMark(tie), ...guides.map((guide) => ({ mark: 'guide', guide }) as const)]
}

/** The points of the line at hand, as they are shown. */
export function knotMarks(view: ToolView): readonly Mark[] {
  const line = lineAtHand(view)
  if (line === null) return []
  const points = line.knots.map((knot) => ({
    at: knotPlace(line, knot),
    round: knot.smooth,
    meant: knot.id === view.knot,
  }))
  return [{ mark: 'knots', points, middles: [...middles(line, view.camera.zoom)].map(({ at }) => at) }]
}
