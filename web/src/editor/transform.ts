import type { Board } from '../board/board'
import type { SetProps, Value } from '../board/types'
import type { Changes, ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { number } from '../elements/props'
import { resizedWithin } from '../elements/turning'
import { type Box, boxAround, cornersOf, grown, mapped } from '../geometry/box'
import { carriedFrame, type Frame, inward, outward, pulledFrame, turnedFrame } from '../geometry/frame'
import { type BoardPoint, turned } from '../geometry/point'
import type { BoardEditor } from './editor'
import { carried, placed } from './work'

/** What becomes of all elements of a gesture alike: at most one of `by`, `pull` and `turn`. */
export type Transform = {
  /** They are carried that far. */
  readonly by?: BoardPoint
  /** `by` carries copies, and the elements stay. */
  readonly copy?: boolean
  /** What fills the frame fills `to`, which is turned as the frame is; negative sides mirror. */
  readonly pull?: { readonly frame: Frame; readonly to: Box }
  /** They are turned about a point by hundredths of a degree. */
  readonly turn?: { readonly by: number; readonly about: BoardPoint }
  /** Where those lay that another has put elsewhere since this hand took hold of them: from there they go. The others are not told. */
  readonly lay?: ReadonlyMap<string, Value>
}

const laids = new WeakMap<ElementProps, { readonly at: Value; readonly props: ElementProps }>()

/** An element as it is held: where it lay when the hand took hold of it. The same value for as long as nothing of that changes. */
export function laid(id: string, props: ElementProps, { lay }: Transform): ElementProps {
  const at = lay?.get(id)
  if (at === undefined) return props
  let found = laids.get(props)
  if (found === undefined || found.at !== at) {
    found = { at, props: new Map([...props, ['at', at]]) }
    laids.set(props, found)
  }
  return found.props
}

/** What to set on one element. */
export function transformed(p: ElementProps, { by, pull, turn }: Transform): Changes {
  const kind = kindOf(p)
  if (pull !== undefined) return resizedWithin(kind, p, pull.frame.box, pull.to, pull.frame.tilt)
  if (turn !== undefined) return kind.turned(p, turn.by, turn.about)
  return by === undefined ? new Map() : kind.moved(p, by)
}

/** The ops that do it to several; locked elements are left alone. Frames are pulled by themselves, and carried with all that lies in them. */
export function transformOps(board: Board, ids: Iterable<string>, transform: Transform): SetProps[] {
  return (transform.by === undefined ? placed : carried)(board, ids, (props, id) => {
    const at = transform.lay?.get(id)
    const changes = transformed(laid(id, props, transform), transform)
    return at === undefined ? changes : new Map([['at', at], ...changes])
  })
}

/** A box around where a box goes, large enough for whatever is drawn in it: turned elements that are pulled keep their right angles. */
export function transformedReach(box: Box, { by, pull, turn }: Transform): Box {
  if (by !== undefined) return { ...box, x: box.x + by.x, y: box.y + by.y }
  if (turn !== undefined) return boxAround(cornersOf(box).map((p) => turned(p, turn.about, turn.by)))!
  if (pull === undefined) return box
  const to = (p: BoardPoint) => outward(pull.frame, mapped(inward(pull.frame, p), pull.frame.box, pull.to))
  const reach = boxAround(cornersOf(box).map(to))!
  return grown(reach, (reach.w + reach.h) / 2)
}

/** Where a frame goes with what it is around. */
export function transformedFrame(frame: Frame, { by, pull, turn }: Transform): Frame {
  if (pull !== undefined) return pulledFrame(pull.frame, pull.to)
  if (turn !== undefined) return turnedFrame(frame, turn.by, turn.about)
  return by === undefined ? frame : carriedFrame(frame, by)
}

/** The frame around the selection at rest: a single element's is turned like it. Null for nothing. */
export function selectionFrame(editor: BoardEditor): Frame | null {
  const leaves = editor.finder.leavesOf(editor.state.selection)
  const [only] = leaves
  const props = leaves.size === 1 ? editor.finder.shown(only!)?.props : undefined
  if (props !== undefined) return frameOf(props)
  const box = editor.finder.frameOf(editor.state.selection)
  return box === null ? null : { box, tilt: 0 }
}

/** The frame of one element. */
export function frameOf(p: ElementProps): Frame {
  return { box: kindOf(p).own(p), tilt: number(p, 'angle') }
}
