import type { ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { linkOf } from '../elements/link'
import { leadsAt } from '../elements/link-mark'
import { number } from '../elements/props'
import { centreOf, grown } from '../geometry/box'
import { type BoardPoint, distance, type ScreenPoint, screenPoint, turned } from '../geometry/point'
import { toScreen } from './camera'
import { KNOB } from './grip'
import { frameGap } from './handles'
import type { Beside } from './notes'
import { isLocked } from './tree'
import type { Editor } from './types'

/** What an element offers beside itself while the pointer rests on it or it is selected: where it leads, and its next notes. All in CSS pixels. */

/** The buttons of a note stand so far off its frame. */
const OFF = 24
/** A note shorter than this on the screen has no room for them. */
const ROOM = 56
/** While the pointer is this near to a note that shows them, they stay. */
const NEAR = 56
/** At smaller zooms what opens a link would cover more than its mark: it stands beside what is selected. */
const LEAST = 0.5
/** How near to the mark of a link one is on it. */
const ON_MARK = 12

/** A button at a note: on which of its sides, and where. */
export type Plus = { readonly side: Beside; readonly at: ScreenPoint }

const sides: readonly (readonly [side: Beside, x: number, y: number])[] = [
  ['above', 0, -1],
  ['right', 1, 0],
  ['below', 0, 1],
  ['left', -1, 0],
]

/** Where the buttons of a note are; none where it is too small for them, locked, or only to look at. */
export function plusesOf(editor: Editor, id: string): readonly Plus[] {
  const { client, state } = editor
  const { camera, selection } = state
  const props = client.view.element(id)?.props
  if (props?.get('kind') !== 'note' || state.readOnly || isLocked(client.view, id)) return []
  const box = kindOf(props).own(props)
  const centre = centreOf(box)
  const long = (length: number) => (length * camera.zoom) / 100
  if (Math.min(long(box.w), long(box.h)) < ROOM) return []
  const off = (side: Beside) => frameGap(0, camera.zoom) + OFF + (side === 'above' && selection.has(id) ? KNOB : 0)
  return sides.map(([side, x, y]) => {
    const out = (off(side) * 100) / camera.zoom
    const at = { x: centre.x + x * (box.w / 2 + out), y: centre.y + y * (box.h / 2 + out) }
    return { side, at: toScreen(camera, turned(at, centre, number(props, 'angle'))) }
  })
}

/** Where what opens an element's link is, and where it leads; null for what leads nowhere. */
export function openerOf(editor: Editor, id: string): { readonly href: string; readonly at: ScreenPoint } | null {
  const { camera } = editor.state
  const props = editor.finder.shown(id)?.props
  const at = props === undefined ? null : leadsAt(props)
  const href = props === undefined ? null : linkOf(props)
  const frame = editor.finder.frame(id)
  if (at === null || href === null || frame === null) return null
  if (camera.zoom >= LEAST) return { href, at: toScreen(camera, at) }
  if (!editor.state.selection.has(id)) return null
  const { x, y } = toScreen(camera, { x: frame.x + frame.w, y: frame.y })
  return { href, at: screenPoint(x + OFF, y) }
}

/** What the pointer is on and offers something: an element on top, or the mark of a link beside one. `before` stays while one is near. */
export function offeringAt(editor: Editor, at: BoardPoint, pixels: number, before: string | null): string | null {
  const { finder, state } = editor
  const slack = (pixels * 100) / state.camera.zoom
  const here = finder.painted(grown({ x: at.x, y: at.y, w: 0, h: 0 }, slack))
  const marked = here.findLast(({ props }) => onMark(props, at, (ON_MARK * 100) / state.camera.zoom))
  if (marked !== undefined) return marked.id
  const top = here.findLast(({ props }) => kindOf(props).hit(props, at, slack))
  if (top !== undefined) return top.props.has('link') || top.props.get('kind') === 'note' ? top.id : null
  return before !== null && near(editor, before, at) ? before : null
}

function onMark(props: ElementProps, at: BoardPoint, slack: number): boolean {
  const mark = leadsAt(props)
  return mark !== null && distance(mark, at) <= slack
}

function near({ finder, state }: Editor, id: string, { x, y }: BoardPoint): boolean {
  const frame = finder.frame(id)
  if (frame === null) return false
  const box = grown(frame, (NEAR * 100) / state.camera.zoom)
  return x >= box.x && y >= box.y && x <= box.x + box.w && y <= box.y + box.h
}

/**
 * The link that a click on the board opens: with mod that of anything; for who may only look that of a card, too. Null where the click
 * means something else.
 */
export function clickOpens(editor: Editor, at: BoardPoint, pixels: number, mod: boolean): string | null {
  const { state, finder, client } = editor
  if (state.editing !== null || (state.tool !== 'select' && state.tool !== 'hand')) return null
  const id = offeringAt(editor, at, pixels, null)
  const props = id === null ? undefined : client.view.element(id)?.props
  if (id === null || props === undefined || finder.bounds(id) === null) return null
  return mod || (state.readOnly && kindOf(props).leads !== undefined) ? linkOf(props) : null
}
