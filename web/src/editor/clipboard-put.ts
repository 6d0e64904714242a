import { orderBetween } from '../board/order-keys'
import type { Op, Value } from '../board/types'
import type { ElementProps } from '../elements/element'
import { kindOf, visible } from '../elements/kind-of'
import { pair } from '../elements/props'
import { type Box, boxAround, centreOf } from '../geometry/box'
import { type BoardPoint, EDGE, whole } from '../geometry/point'
import type { Carried } from './clipboard-payload'
import { leaveShutLayer, parentOfNew } from './layers'
import { topOrder } from './order'
import type { Pace } from './pace'
import { renamed } from './renamed'
import { isHidden, isLocked } from './tree'
import type { Editor } from './types'

/** Where what is pasted comes to lie: its middle at a point, or every element where it was copied. */
export type Place = BoardPoint | 'in place'

/** Milliseconds one commit should take: a few frames at most, with all that follows from it. */
const COMMIT = 25
/** Ops of the first commit; what follows depends on how long it took. */
const FIRST = 100
const FEWEST = 50
/** More than this would be one long task on a slow machine before it is known to be slow. */
const MOST = 400

/** What putting needs to know of the whole before it begins. */
type Plan = {
  readonly ids: ReadonlyMap<string, string>
  readonly by: BoardPoint
  /** The parent of what had none, or whose parent is not among what is put. */
  readonly under: string
}

/** How far elements are carried, kept within what a board holds. */
async function carry(elements: readonly Carried[], place: Place, pace: Pace): Promise<BoardPoint> {
  if (place === 'in place') return { x: 0, y: 0 }
  const corners: BoardPoint[] = []
  const ats: BoardPoint[] = []
  for (const { props } of elements) {
    if (pace.due) await pace.turn()
    if (!visible(props)) continue
    const { x, y, w, h } = kindOf(props).frame(props)
    corners.push({ x, y }, { x: x + w, y: y + h })
    const [atX, atY] = pair(props, 'at')
    ats.push({ x: atX, y: atY })
  }
  const box = boxAround(corners)
  const span = boxAround(ats)
  if (box === null || span === null) return { x: 0, y: 0 }
  const middle = centreOf(box)
  const keep = (by: number, from: number, length: number) =>
    Math.min(EDGE - from - length, Math.max(-EDGE - from, Math.round(by))) + 0
  return { x: keep(place.x - middle.x, span.x, span.w), y: keep(place.y - middle.y, span.y, span.h) }
}

function propsOf(props: ElementProps, plan: Plan, order: string): Map<string, Value> {
  const next = new Map<string, Value>()
  for (const [path, value] of props) {
    const kept = renamed(path, value, plan.ids)
    if (kept !== null) next.set(path, kept)
  }
  if (plan.by.x !== 0 || plan.by.y !== 0)
    for (const [path, value] of kindOf(props).moved(props, plan.by)) next.set(path, value)
  // What was hidden or locked there is not meant to be out of reach here.
  next.delete('locked')
  next.delete('hidden')
  if (!next.has('parent')) {
    next.set('order', order)
    if (plan.under !== '') next.set('parent', plan.under)
  }
  return next
}

/**
 * The group that is entered, unless it has been hidden or locked since; else the layer drawn on. Where that is hidden or locked, it is
 * left, and the person is told, as when they draw.
 */
function placeOfPasted(editor: Editor): string {
  const { entered } = editor.state
  const board = editor.client.view
  if (board.element(entered) !== undefined && !isHidden(board, entered) && !isLocked(board, entered)) return entered
  leaveShutLayer(editor)
  return parentOfNew(editor)
}

/** What came of putting: the new ids of what has no parent among it. `stopped`: nothing of it stays. */
export type Outcome = { readonly ids: readonly string[]; readonly stopped: boolean }

/** Puts elements on the board: new ids, on top of everything in the order they had, one step of however many changes it takes. */
export class Putting {
  private readonly editor: Editor
  private readonly pace: Pace
  private readonly now: () => number
  private readonly step: string
  private readonly put: string[] = []
  private size = FIRST

  constructor(editor: Editor, pace: Pace, now: () => number = () => performance.now()) {
    this.editor = editor
    this.pace = pace
    this.now = now
    this.step = editor.newID()
  }

  /** `going` hears the share and says whether to go on; where it does not, what was put is taken away again. */
  async run(elements: readonly Carried[], place: Place, going: (share: number) => boolean): Promise<Outcome> {
    const { editor } = this
    const board = editor.client.view
    const ids = new Map<string, string>()
    for (const { id } of elements) {
      ids.set(id, editor.newID())
      if (this.pace.due) await this.pace.turn()
    }
    const under = placeOfPasted(editor)
    const plan: Plan = { ids, by: await carry(elements, place, this.pace), under }
    const tops: string[] = []
    let order = topOrder(board, under)
    let ops: Op[] = []
    for (const [i, { id, props }] of elements.entries()) {
      const next = propsOf(props, plan, order)
      const own = ids.get(id)!
      if (next.get('order') === order && (next.get('parent') ?? '') === under) {
        tops.push(own)
        order = orderBetween(order, null)
      }
      ops.push({ op: 'put', id: own, props: next })
      if (ops.length < this.size && i < elements.length - 1) continue
      this.commit(ops)
      ops = []
      if (!this.pace.due) continue
      await this.pace.turn()
      if (!going((i + 1) / elements.length) || editor.state.readOnly) return this.takeBack()
    }
    editor.membership.whole(tops, this.step)
    return { ids: tops, stopped: false }
  }

  private commit(ops: readonly Op[]): void {
    const begun = this.now()
    this.editor.commit(ops, this.step)
    for (const op of ops) if (op.op === 'put') this.put.push(op.id)
    const took = Math.max(1, this.now() - begun)
    this.size = Math.round(Math.min(MOST, this.size * 2, Math.max(FEWEST, (ops.length * COMMIT) / took)))
  }

  private async takeBack(): Promise<Outcome> {
    const { put } = this
    for (let at = put.length; at > 0; at -= FIRST) {
      const ids = put.slice(Math.max(0, at - FIRST), at).reverse()
      this.editor.commit(
        ids.map((id) => ({ op: 'remove', id })),
        this.step,
      )
      if (this.pace.due) await this.pace.turn()
    }
    return { ids: [], stopped: true }
  }
}

/** The middle of what the person sees, as a whole point of the board. */
export function middleOf(box: Box): BoardPoint {
  const { x, y } = centreOf(box)
  return { x: whole(x), y: whole(y) }
}
