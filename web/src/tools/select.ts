import { gripCursor } from '../editor/grip'
import { fieldsIn } from '../editor/snap-field'
import {
  dragDistance,
  type Effect,
  type Hand,
  hitPixels,
  type Mark,
  type Pointer,
  type Tool,
  type ToolView,
} from '../editor/tool'
import { heldStill } from '../editor/tree'
import { type Box, boxOf } from '../geometry/box'
import { type BoardPoint, distance } from '../geometry/point'
import { begun, type Lassoing, lassoed } from './lasso-line'
import {
  type Carried,
  carried,
  carry,
  carryMarks,
  holdingFast,
  keepsEven,
  lying,
  type Moving,
  type Resizing,
  type Turning,
  turnedBy,
  wholeFrame,
} from './select-carry'
import {
  click,
  grasps,
  type Idle,
  type Over,
  overOf,
  type Pointing,
  selecting,
  stackOf,
  unitAt,
  withOne,
} from './select-click'
import { type Bending, bend, bendFrom, bendMarks, bent, knotMarks } from './select-knots'
import { selectName } from './select-name'
import { stay } from './stay'
import { type Holding, tableSteps } from './table-hold'

type Brushing = {
  readonly is: 'brushing'
  readonly from: BoardPoint
  readonly to: BoardPoint
  /** What was selected before and stays. */
  readonly base: readonly string[]
}
/** Pulling at what is locked: the person was told, and nothing comes of it. */
type Pulling = { readonly is: 'pulling' }
type Gesture = Idle | Pointing | Brushing | Lassoing | Pulling | Bending | Holding | Carried
type Step = readonly [Gesture, readonly Effect[]]

const rest: Gesture = { is: 'idle', over: null }

function hover(g: Idle, e: Pointer, view: ToolView): Step {
  const over = overOf(e, unitAt(e, view), view)
  return JSON.stringify(over) === JSON.stringify(g.over) ? stay<Gesture>(g) : [{ is: 'idle', over }, []]
}

function press(e: Extract<Hand, { t: 'press' }>, view: ToolView): Step {
  const hit = unitAt(e, view)
  const over = overOf(e, hit, view)
  const held =
    hit !== null && (view.selection.has(hit) || (e.alt && stackOf(e, view).some((id) => view.selection.has(id))))
  const next: Pointing = { is: 'pointing', from: e, clicks: e.clicks, over, hit, held }
  // With mod it is decided later: a drag draws a box even over elements.
  if ((over !== null && !('body' in over)) || e.mod) return stay<Gesture>(next)
  if (hit !== null && !held) return [next, e.shift ? [{ do: 'select', ids: withOne(hit, view) }] : selecting(hit)]
  if (hit === null && !e.shift && over === null && !e.alt) return [next, selecting()]
  return stay<Gesture>(next)
}

/** Far enough from where it was pressed to be a drag: now it is decided which. */
function drag(g: Pointing, e: Pointer, view: ToolView): Step {
  if (g.over !== null && 'knot' in g.over) return bendFrom(g.over.knot, e, view) ?? stay(rest)
  if (g.over !== null && 'table' in g.over) return tableSteps()?.holdFrom(g.over.table, g.from, e, view) ?? stay(rest)
  const ids = view.leaves()
  const frame = view.selectionFrame()
  const grasped = g.over !== null && 'grip' in g.over
  if (!view.readOnly && frame !== null && g.over !== null && ids.length > 0 && (grasped || !g.from.mod)) {
    const common = {
      id: view.newID(),
      ids,
      from: g.from.at,
      last: e,
      frame: wholeFrame(frame),
      guides: [],
      fields: fieldsIn(view, ids),
      lay: lying(ids, view),
      strays: new Map(),
      transform: {},
    }
    if ('body' in g.over) return carry<Moving>({ is: 'moving', ...common }, e, view)
    const { grip } = g.over
    if ('turn' in grip) return carry<Turning>({ is: 'turning', ...common }, e, view)
    const { handle } = grip
    return carry<Resizing>({ is: 'resizing', ...common, handle, even: keepsEven(ids, handle, view) }, e, view)
  }
  if (pullsLocked(g, view)) return [{ is: 'pulling' }, [{ do: 'sayLocked', ids: view.selection }]]
  const base = g.from.shift ? [...view.selection] : []
  if (g.from.alt) return lassoed(begun(g.from.at, base), e, view)
  return brush({ is: 'brushing', from: g.from.at, to: e.at, base }, e, view)
}

/** Whether a drag would take along what is selected, if that were not locked. */
function pullsLocked({ from, over, hit }: Pointing, view: ToolView): boolean {
  if (view.readOnly || hit !== null || over === null || from.shift || from.alt || from.mod) return false
  return heldStill(view.board, view.selection)
}

function brush(g: Brushing, e: Pointer, view: ToolView): Step {
  const next = { ...g, to: e.at }
  return [next, [{ do: 'select', ids: new Set([...g.base, ...view.unitsInBox(area(next))]) }]]
}

function area(g: Brushing): Box {
  return boxOf(g.from, g.to)
}

function pointing(g: Pointing, e: Hand, view: ToolView): Step {
  if (e.t === 'release') return [rest, click(g, view)]
  if (e.t === 'move')
    return distance(e.screen, g.from.screen) < dragDistance(e.coarse) ? stay<Gesture>(g) : drag(g, e, view)
  return e.t === 'keys' ? stay<Gesture>(g) : stay(rest)
}

function carrying(g: Carried, e: Hand, view: ToolView): Step {
  switch (e.t) {
    case 'move':
      return carry(g, e, view)
    case 'keys':
      return carry(g, { ...g.last, shift: e.shift, alt: e.alt, mod: e.mod }, view)
    case 'release':
      return [rest, carried(carry(g, e, view)[0], view)]
    case 'interrupt':
      return [rest, carried(g, view)]
    case 'gone': {
      const ids = g.ids.filter((id) => !e.ids.has(id))
      return ids.length === 0
        ? [rest, [{ do: 'present', live: null }]]
        : carry(holdingFast({ ...g, ids }, view), g.last, view)
    }
    case 'cancel':
      return [rest, [{ do: 'present', live: null }]]
    default:
      return stay<Gesture>(g)
  }
}

function bending(g: Bending, e: Hand, view: ToolView): Step {
  switch (e.t) {
    case 'move':
      return bend(g, e, view)
    case 'keys':
      return bend(g, { ...g.last, shift: e.shift, alt: e.alt, mod: e.mod }, view)
    case 'release':
      return [rest, bent(bend(g, e, view)[0], view)]
    case 'interrupt':
      return [rest, bent(g, view)]
    case 'cancel':
      return [rest, [{ do: 'present', live: null }]]
    case 'gone':
      return e.ids.has(g.line) ? [rest, [{ do: 'present', live: null }]] : bend(g, g.last, view)
    default:
      return stay<Gesture>(g)
  }
}

function selectingArea(g: Brushing | Lassoing, e: Hand, view: ToolView): Step {
  if (e.t === 'move') return g.is === 'brushing' ? brush(g, e, view) : lassoed(g, e, view)
  if (e.t === 'cancel') return [rest, [{ do: 'select', ids: g.base }]]
  if (e.t === 'release') return [rest, g.is === 'brushing' ? meantLocked(g, e, view) : []]
  return e.t === 'interrupt' ? stay(rest) : stay<Gesture>(g)
}

/** A box that begins on something locked and catches nothing was meant to drag it. One that catches something was meant as a box. */
function meantLocked({ from }: Brushing, e: Pointer, view: ToolView): readonly Effect[] {
  if (view.readOnly || view.selection.size > 0) return []
  const locked = view.lockedAt(from, hitPixels(e.coarse))
  return locked === null ? [] : [{ do: 'sayLocked', ids: [locked] }]
}

function pulling(g: Pulling, e: Hand): Step {
  return e.t === 'release' || e.t === 'cancel' || e.t === 'interrupt' ? stay(rest) : stay<Gesture>(g)
}

function cursorOver(over: Over): string {
  if (over === null) return 'default'
  if ('knot' in over) return 'pointer'
  if ('table' in over) return tableSteps()?.cursorOver(over.table) ?? 'default'
  return 'grip' in over ? gripCursor(over.grip, over.tilt) : 'move'
}

function marks(g: Gesture, view: ToolView): readonly Mark[] {
  switch (g.is) {
    case 'idle':
    case 'pointing':
      return [...knotMarks(view), ...(tableSteps()?.marks(view, g.over) ?? [])]
    case 'bending':
      return bendMarks(g)
    case 'holding':
      return tableSteps()?.holdMarks(g, view) ?? []
    case 'brushing':
      return [{ mark: 'brush', box: area(g) }]
    case 'lassoing':
      return [{ mark: 'lasso', line: g.line }]
    case 'moving':
    case 'resizing':
    case 'turning':
      return carryMarks(g)
    default:
      return []
  }
}

/** Takes hold of what is there: by a click, by a box or a line around it; moves, resizes and turns it. */
export const select: Tool<Gesture> = {
  ...selectName,
  grasps,
  rest,
  step(g, e, view) {
    switch (g.is) {
      case 'idle':
        if (e.t === 'press') return press(e, view)
        return e.t === 'move' ? hover(g, e, view) : stay<Gesture>(g)
      case 'pointing':
        return pointing(g, e, view)
      case 'brushing':
      case 'lassoing':
        return selectingArea(g, e, view)
      case 'pulling':
        return pulling(g, e)
      case 'bending':
        return bending(g, e, view)
      case 'holding':
        return tableSteps()?.holding(g, e, view) ?? stay(rest)
      default:
        return carrying(g, e, view)
    }
  },
  preview: marks,
  follows: (g) => ['brushing', 'lassoing', 'bending', 'holding', 'moving', 'resizing'].includes(g.is),
  cursorOf(g) {
    switch (g.is) {
      case 'idle':
      case 'pointing':
        return cursorOver(g.over)
      case 'holding':
        return tableSteps()?.cursorOver(g.grip) ?? 'default'
      case 'resizing':
        return gripCursor({ handle: g.handle }, g.frame.tilt)
      case 'turning':
        return gripCursor({ turn: 'knob' }, g.frame.tilt + turnedBy(g))
      case 'moving':
        return g.last.alt ? 'copy' : 'move'
      default:
        return 'default'
    }
  },
}
