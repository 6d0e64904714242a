import { type Grip, gripAt, gripCursor } from '../editor/grip'
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
import { ancestors, isGroup } from '../editor/tree'
import { type Box, boxOf } from '../geometry/box'
import { inFrame } from '../geometry/frame'
import { type BoardPoint, distance } from '../geometry/point'
import { begun, type Lassoing, lassoed } from './lasso-line'
import {
  type Carried,
  carried,
  carry,
  carryMarks,
  keepsEven,
  type Moving,
  type Resizing,
  type Turning,
  turnedBy,
  wholeFrame,
} from './select-carry'
import { stay } from './stay'
import { freshText, lineTop } from './text'

/** What is under the pointer: a grip of the frame, something to move, or the bare board. */
type Over = { readonly grip: Grip; readonly tilt: number } | { readonly body: true } | null

type Idle = { readonly is: 'idle'; readonly over: Over }
type Pointing = {
  readonly is: 'pointing'
  readonly from: Pointer
  readonly clicks: number
  readonly over: Over
  /** The unit that was hit, if one was. */
  readonly hit: string | null
  /** Whether it was selected before. */
  readonly held: boolean
}
type Brushing = {
  readonly is: 'brushing'
  readonly from: BoardPoint
  readonly to: BoardPoint
  /** What was selected before and stays. */
  readonly base: readonly string[]
}
type Gesture = Idle | Pointing | Brushing | Lassoing | Carried
type Step = readonly [Gesture, readonly Effect[]]

const rest: Gesture = { is: 'idle', over: null }

/** Handles are grasped within so many CSS pixels (Excalidraw: 8 with a mouse, 28 across for a finger). */
function graspPixels(coarse: boolean): number {
  return coarse ? 16 : 8
}

function inSelection(e: Pointer, view: ToolView): boolean {
  const frame = view.selectionFrame()
  return frame !== null && inFrame(frame, e.at)
}

function overOf(e: Pointer, hit: string | null, view: ToolView): Over {
  const frame = view.readOnly ? null : view.selectionFrame()
  const grip =
    frame === null ? null : gripAt(frame, view.selectionOverhang(), e.at, graspPixels(e.coarse), view.camera.zoom)
  const other = hit !== null && !view.selection.has(hit)
  // Around a corner what lies there comes first: it could not be reached otherwise.
  if (frame !== null && grip !== null && !(other && 'turn' in grip && grip.turn !== 'knob'))
    return { grip, tilt: frame.tilt }
  return hit !== null || inSelection(e, view) ? { body: true } : null
}

function hover(g: Idle, e: Pointer, view: ToolView): Step {
  const over = overOf(e, unitAt(e, view), view)
  return JSON.stringify(over) === JSON.stringify(g.over) ? stay<Gesture>(g) : [{ is: 'idle', over }, []]
}

/** What the pointer would take hold of; with mod the element itself, through all groups. */
function unitAt(e: Pointer, view: ToolView): string | null {
  const leaf = view.topmost(e.at, hitPixels(e.coarse))
  if (leaf === null) return null
  return e.mod ? leaf : view.unit(leaf)
}

function selecting(...ids: string[]): Effect[] {
  return [{ do: 'select', ids }]
}

/** The selection with one more: no group stays selected beside what lies in it. */
function withOne(id: string, view: ToolView): string[] {
  const around = new Set(ancestors(view.board, id))
  return [...[...view.selection].filter((one) => !around.has(one)), id]
}

function press(e: Extract<Hand, { t: 'press' }>, view: ToolView): Step {
  const hit = unitAt(e, view)
  const over = overOf(e, hit, view)
  const held =
    hit !== null && (view.selection.has(hit) || (e.alt && stackOf(e, view).some((id) => view.selection.has(id))))
  const next: Pointing = { is: 'pointing', from: e, clicks: e.clicks, over, hit, held }
  // With mod it is decided later: a drag draws a box even over elements.
  if ((over !== null && 'grip' in over) || e.mod) return stay<Gesture>(next)
  if (hit !== null && !held) return [next, e.shift ? [{ do: 'select', ids: withOne(hit, view) }] : selecting(hit)]
  if (hit === null && !e.shift && over === null && !e.alt) return [next, selecting()]
  return stay<Gesture>(next)
}

/** Far enough from where it was pressed to be a drag: now it is decided which. */
function drag(g: Pointing, e: Pointer, view: ToolView): Step {
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
      transform: {},
    }
    if ('body' in g.over) return carry<Moving>({ is: 'moving', ...common }, e, view)
    const { grip } = g.over
    if ('turn' in grip) return carry<Turning>({ is: 'turning', ...common }, e, view)
    const { handle } = grip
    return carry<Resizing>({ is: 'resizing', ...common, handle, even: keepsEven(ids, handle, view) }, e, view)
  }
  const base = g.from.shift ? [...view.selection] : []
  if (g.from.alt) return lassoed(begun(g.from.at, base), e, view)
  return brush({ is: 'brushing', from: g.from.at, to: e.at, base }, e, view)
}

function brush(g: Brushing, e: Pointer, view: ToolView): Step {
  const next = { ...g, to: e.at }
  return [next, [{ do: 'select', ids: new Set([...g.base, ...view.unitsInBox(area(next))]) }]]
}

function area(g: Brushing): Box {
  return boxOf(g.from, g.to)
}

/** A press that was no drag. */
function click(g: Pointing, view: ToolView): Step {
  const { hit, from } = g
  const group = hit !== null && isGroup(view.board, hit)
  if (!from.mod && !from.alt && (g.clicks === 2 || (g.clicks > 2 && group))) return [rest, twice(g, view)]
  if (g.over !== null && 'grip' in g.over && ('handle' in g.over.grip || g.over.grip.turn === 'knob')) return stay(rest)
  if (hit === null) return from.shift ? stay(rest) : [rest, selecting()]
  if (from.shift) return [rest, toggled(g, hit, view)]
  if (from.mod || (from.alt && g.held)) return [rest, selecting(below(g, hit, view))]
  return [rest, selecting(hit)]
}

function toggled(g: Pointing, hit: string, view: ToolView): readonly Effect[] {
  if (g.held) return [{ do: 'select', ids: [...view.selection].filter((id) => id !== hit) }]
  return g.from.mod ? [{ do: 'select', ids: withOne(hit, view) }] : []
}

/** What the pointer could take hold of, what is on top first. */
function stackOf(e: Pointer, view: ToolView): string[] {
  const leaves = view.stack(e.at, hitPixels(e.coarse))
  return e.mod ? leaves : [...new Set(leaves.map((id) => view.unit(id)))]
}

/** What lies below the only thing that is selected here; from the lowest on it begins again at the top. */
function below(g: Pointing, hit: string, view: ToolView): string {
  const stack = stackOf(g.from, view)
  const [only] = view.selection
  const at = view.selection.size === 1 ? stack.indexOf(only!) : -1
  return at < 0 ? hit : stack[(at + 1) % stack.length]!
}

/** A double click enters a group and takes what it hit in it; or it writes: into the text that was hit, or a new one on the bare board. */
function twice(g: Pointing, view: ToolView): readonly Effect[] {
  const { hit } = g
  if (hit !== null && isGroup(view.board, hit)) return inside(g, hit, view)
  if (view.readOnly) return []
  if (hit !== null) return view.element(hit)?.props.get('kind') === 'text' ? [{ do: 'edit', id: hit }] : []
  return [freshText(lineTop(g.from.at, view), 0, view)]
}

function inside(g: Pointing, group: string, view: ToolView): readonly Effect[] {
  const leaf = view.topmost(g.from.at, hitPixels(g.from.coarse))
  if (leaf === null) return []
  const path = [leaf, ...ancestors(view.board, leaf)]
  const child = path[path.indexOf(group) - 1]
  return child === undefined ? [] : selecting(child)
}

function pointing(g: Pointing, e: Hand, view: ToolView): Step {
  if (e.t === 'release') return click(g, view)
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
      return ids.length === 0 ? [rest, [{ do: 'present', live: null }]] : carry({ ...g, ids }, g.last, view)
    }
    case 'cancel':
      return [rest, [{ do: 'present', live: null }]]
    default:
      return stay<Gesture>(g)
  }
}

function selectingArea(g: Brushing | Lassoing, e: Hand, view: ToolView): Step {
  if (e.t === 'move') return g.is === 'brushing' ? brush(g, e, view) : lassoed(g, e, view)
  if (e.t === 'cancel') return [rest, [{ do: 'select', ids: g.base }]]
  return e.t === 'release' || e.t === 'interrupt' ? stay(rest) : stay<Gesture>(g)
}

function cursorOver(over: Over): string {
  if (over === null) return 'default'
  return 'grip' in over ? gripCursor(over.grip, over.tilt) : 'move'
}

function marks(g: Gesture): readonly Mark[] {
  switch (g.is) {
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
  id: 'select',
  title: 'Select',
  icon: 'select',
  key: 'v',
  keys: ['v', '1'],
  cursor: 'default',
  writes: false,
  makes: [],
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
      default:
        return carrying(g, e, view)
    }
  },
  preview: marks,
  follows: (g) => ['brushing', 'lassoing', 'moving', 'resizing'].includes(g.is),
  cursorOf(g) {
    switch (g.is) {
      case 'idle':
      case 'pointing':
        return cursorOver(g.over)
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
