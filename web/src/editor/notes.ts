import type { Value } from '../board/types'
import type { ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { number, pair, sized, string } from '../elements/props'
import { signs } from '../elements/signature'
import { withoutWords } from '../elements/text-runs'
import { centreOf, turnedBox } from '../geometry/box'
import { type BoardPoint, distance, turned, whole } from '../geometry/point'
import { inReadingOrder, type Placed, placed } from './arrange'
import { following } from './caret'
import { topOrder } from './order'
import { isLocked } from './tree'
import type { Editor } from './types'

/** Sticky notes. */

/** A note in no colour would not be seen: it is yellow, as notes are. */
export function noteFill(fill: string): string {
  return fill === 'none' ? 'soft-yellow' : fill
}

/** The way from one note to the next, in hundredths. */
export const GAP = 2000
/** So many places in a row are tried for a free one. */
const TRIES = 50

/** The note at hand: the one that is written in, or the only one that is selected; null for none. */
export function noteAtHand(editor: Editor): string | null {
  const { editing, selection } = editor.state
  const [only] = selection
  const id = editing ?? (selection.size === 1 ? only! : null)
  return id !== null && editor.client.view.element(id)?.props.get('kind') === 'note' ? id : null
}

/** On which side of a note the next one comes, as the note is turned. */
export type Beside = 'right' | 'left' | 'below' | 'above'

const ways: { readonly [side in Beside]: readonly [x: number, y: number] } = {
  right: [1, 0],
  left: [-1, 0],
  below: [0, 1],
  above: [0, -1],
}

/** Writes in the note beside another; where there is none, puts one like it at the first place that is free. */
export function noteBeside(editor: Editor, id: string, side: Beside): void {
  const props = editor.client.view.element(id)?.props
  if (props === undefined || editor.state.readOnly) return
  const there = standingBeside(editor, props, side)
  if (there === null) putBeside(editor, props, side)
  else {
    bringIntoView(editor, editor.client.view.element(there)!.props)
    editor.edit(there)
  }
}

function putBeside(editor: Editor, props: ElementProps, side: Beside): void {
  const parent = string(props, 'parent')
  const mere = [...withoutWords(props)].filter(([path]) => path !== 'locked' && path !== 'link' && path !== 'name')
  const next = new Map<string, Value>(mere)
  next.set('at', freeBeside(editor, props, side)).set('size', pair(props, 'size'))
  next.set('order', topOrder(editor.client.view, parent))
  const fresh = editor.newID()
  editor.commit([{ op: 'put', id: fresh, props: next }], editor.newID())
  bringIntoView(editor, next)
  editor.edit(fresh)
}

function bringIntoView(editor: Editor, props: ElementProps): void {
  const { camera } = editor.state
  const seen = following(camera, kindOf(props).frame(props), { x: 0, y: 0, ...editor.viewport })
  if (seen !== camera) editor.setCamera(seen, true)
}

/** The way from a note to the place of the next. */
function stepTo(props: ElementProps, side: Beside): BoardPoint {
  const { w, h } = sized(props)
  const [across, down] = ways[side]
  return turned({ x: across * (w + GAP), y: down * (h + GAP) }, { x: 0, y: 0 }, number(props, 'angle'))
}

/** The note that stands about where the next one would come; null for none that may be written in. */
function standingBeside({ client, finder }: Editor, props: ElementProps, side: Beside): string | null {
  const centre = centreOf(sized(props))
  const step = stepTo(props, side)
  const place = { x: centre.x + step.x, y: centre.y + step.y }
  const about = { x: place.x - GAP, y: place.y - GAP, w: 2 * GAP, h: 2 * GAP }
  const near = finder.painted(about).findLast((one) => {
    if (one.props.get('kind') !== 'note' || isLocked(client.view, one.id)) return false
    return distance(centreOf(sized(one.props)), place) <= GAP
  })
  return near?.id ?? null
}

function freeBeside(editor: Editor, props: ElementProps, side: Beside): readonly [x: number, y: number] {
  const { x, y, w, h } = sized(props)
  const angle = number(props, 'angle')
  const step = stepTo(props, side)
  const at = (i: number) => ({ x: whole(x + i * step.x), y: whole(y + i * step.y) })
  let i = 1
  while (i < TRIES && editor.finder.any(turnedBox({ ...at(i), w, h }, angle))) i++
  return [at(i).x, at(i).y]
}

/** The notes among what is selected that may be moved, in reading order. */
export function notesSelected({ client, finder, state }: Editor): readonly Placed[] {
  const notes = [...finder.leavesOf(state.selection)].filter(
    (id) => client.view.element(id)?.props.get('kind') === 'note' && !isLocked(client.view, id),
  )
  return inReadingOrder(placed(finder, notes))
}

/** Whether all notes that are selected say who made them. */
export function allSigned({ client, finder, state }: Editor): boolean {
  const notes = [...finder.leavesOf(state.selection)].map((id) => client.view.element(id)?.props)
  return notes.every((props) => props?.get('kind') !== 'note' || signs(props))
}
