import { type Handle, handleAt } from '../editor/handles'
import { dragDistance, type Effect, type Hand, hitPixels, type Pointer, type Tool, type ToolView } from '../editor/tool'
import { type Box, boxOf, within } from '../geometry/box'
import { type BoardPoint, distance } from '../geometry/point'
import { carried, carry, type Moving, type Resizing } from './select-carry'
import { stay } from './stay'
import { freshText, lineTop } from './text'

/** What is under the pointer: a handle, something to move, or the bare board. A place for turning is kept here. */
type Over = { readonly handle: Handle } | { readonly body: true } | null

type Idle = { readonly is: 'idle'; readonly over: Over }
type Pointing = {
  readonly is: 'pointing'
  readonly from: Pointer
  readonly clicks: number
  readonly over: Over
  /** The element that was hit, if one was. */
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
type Gesture = Idle | Pointing | Brushing | Moving | Resizing
type Step = readonly [Gesture, readonly Effect[]]

const rest: Gesture = { is: 'idle', over: null }

/** Handles are grasped within so many CSS pixels (Excalidraw: 8 with a mouse, 28 across for a finger). */
function graspPixels(coarse: boolean): number {
  return coarse ? 16 : 8
}

function inSelection(e: Pointer, view: ToolView): boolean {
  const box = view.selectionBox()
  return box !== null && within(box, e.at)
}

function overOf(e: Pointer, hit: string | null, view: ToolView): Over {
  const box = view.readOnly ? null : view.selectionBox()
  const handle =
    box === null ? null : handleAt(box, view.selectionOverhang(), e.at, graspPixels(e.coarse), view.camera.zoom)
  if (handle !== null) return { handle }
  return hit !== null || inSelection(e, view) ? { body: true } : null
}

function hover(g: Idle, e: Pointer, view: ToolView): Step {
  const over = overOf(e, view.topmost(e.at, hitPixels(e.coarse)), view)
  return JSON.stringify(over) === JSON.stringify(g.over) ? stay<Gesture>(g) : [{ is: 'idle', over }, []]
}

function press(e: Extract<Hand, { t: 'press' }>, view: ToolView): Step {
  const hit = view.topmost(e.at, hitPixels(e.coarse))
  const over = overOf(e, hit, view)
  const held = hit !== null && view.selection.has(hit)
  const next: Pointing = { is: 'pointing', from: e, clicks: e.clicks, over, hit, held }
  if (over !== null && 'handle' in over) return stay<Gesture>(next)
  if (hit !== null && !held) return [next, [{ do: 'select', ids: e.shift ? [...view.selection, hit] : [hit] }]]
  if (hit === null && !e.shift && over === null) return [next, [{ do: 'select', ids: [] }]]
  return stay<Gesture>(next)
}

/** Far enough from where it was pressed to be a drag: now it is decided which. */
function drag(g: Pointing, e: Pointer, view: ToolView): Step {
  const ids = [...view.selection]
  const box = view.selectionBox()
  if (!view.readOnly && box !== null && g.over !== null && ids.length > 0) {
    const common = { id: view.newID(), ids, from: g.from.at, last: e }
    if ('handle' in g.over) return carry<Resizing>({ is: 'resizing', ...common, handle: g.over.handle, box }, e, view)
    return carry<Moving>({ is: 'moving', ...common }, e, view)
  }
  return brush({ is: 'brushing', from: g.from.at, to: e.at, base: g.from.shift ? ids : [] }, e, view)
}

function brush(g: Brushing, e: Pointer, view: ToolView): Step {
  const next = { ...g, to: e.at }
  return [next, [{ do: 'select', ids: new Set([...g.base, ...view.inBox(area(next))]) }]]
}

function area(g: Brushing): Box {
  return boxOf(g.from, g.to)
}

/** A press that was no drag. */
function click(g: Pointing, view: ToolView): Step {
  const { hit } = g
  if (g.clicks === 2 && !view.readOnly) return [rest, twice(g, view)]
  if (g.over !== null && 'handle' in g.over) return stay(rest)
  if (hit === null) return g.from.shift ? stay(rest) : [rest, [{ do: 'select', ids: [] }]]
  if (!g.held) return stay(rest)
  const ids = g.from.shift ? [...view.selection].filter((id) => id !== hit) : [hit]
  return [rest, [{ do: 'select', ids }]]
}

/** A double click writes: into the text that was hit, or a new one on the bare board. */
function twice(g: Pointing, view: ToolView): readonly Effect[] {
  if (g.hit !== null) return view.element(g.hit)?.props.get('kind') === 'text' ? [{ do: 'edit', id: g.hit }] : []
  return [freshText(lineTop(g.from.at, view), 0, view)]
}

function pointing(g: Pointing, e: Hand, view: ToolView): Step {
  if (e.t === 'release') return click(g, view)
  if (e.t === 'move')
    return distance(e.screen, g.from.screen) < dragDistance(e.coarse) ? stay<Gesture>(g) : drag(g, e, view)
  return e.t === 'keys' ? stay<Gesture>(g) : stay(rest)
}

function carrying(g: Moving | Resizing, e: Hand, view: ToolView): Step {
  switch (e.t) {
    case 'move':
      return carry(g, e, view)
    case 'keys':
      return carry(g, { ...g.last, shift: e.shift, alt: e.alt, mod: e.mod }, view)
    case 'release':
      return [rest, carried({ ...g, last: e }, view)]
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

const cursors: { readonly [handle in Handle]: string } = {
  nw: 'nwse-resize',
  se: 'nwse-resize',
  ne: 'nesw-resize',
  sw: 'nesw-resize',
  n: 'ns-resize',
  s: 'ns-resize',
  e: 'ew-resize',
  w: 'ew-resize',
}

function cursorOver(over: Over): string {
  if (over === null) return 'default'
  return 'handle' in over ? cursors[over.handle] : 'move'
}

/** Takes hold of what is there: by a click, by a box, to move it and to change its size. */
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
    if (g.is === 'idle') {
      if (e.t === 'press') return press(e, view)
      return e.t === 'move' ? hover(g, e, view) : stay<Gesture>(g)
    }
    if (g.is === 'pointing') return pointing(g, e, view)
    if (g.is === 'brushing') {
      if (e.t === 'move') return brush(g, e, view)
      if (e.t === 'cancel') return [rest, [{ do: 'select', ids: g.base }]]
      return e.t === 'release' || e.t === 'interrupt' ? stay(rest) : stay<Gesture>(g)
    }
    return carrying(g, e, view)
  },
  preview: (g) => (g.is === 'brushing' ? [{ mark: 'brush', box: area(g) }] : []),
  cursorOf(g) {
    if (g.is === 'idle') return cursorOver(g.over)
    if (g.is === 'resizing') return cursors[g.handle]
    if (g.is === 'pointing' && g.over !== null) return cursorOver(g.over)
    return g.is === 'moving' ? 'move' : 'default'
  },
}
