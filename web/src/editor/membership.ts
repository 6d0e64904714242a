import type { Board } from '../board/board'
import type { Op } from '../board/types'
import { kindOf } from '../elements/kind-of'
import { sized } from '../elements/props'
import { type Box, boxUnion, centreOf, holds, overlap, within } from '../geometry/box'
import { clipOf } from './clip'
import type { BoardEditor } from './editor'
import type { Finder } from './finder'
import { putInto } from './group'
import { layerAround } from './layers'
import { paintedBefore } from './order'
import { ancestors, groupAround, isFrame, isLocked, leavesOf } from './tree'

/**
 * What lies in which frame. It is decided when a step has placed something: what has its middle in a frame lies in it, in the uppermost
 * where several are, and whatever has not lies where the frame lies that it has left. A group is one thing, an arrow has to be in the
 * frame as a whole, for it would else be cut off between what it joins, and so has another frame. A layer is stronger than a frame:
 * what lies on one does not go into a frame on another. A frame that is drawn or pulled takes what it comes to hold as a whole, and lets go
 * of what comes to lie outside. Locked frames neither take nor give.
 */

/** The properties that say where something is. */
const placing: ReadonlySet<string> = new Set(['at', 'size', 'points', 'angle', 'start', 'end', 'width'])

const places = (path: string) => placing.has(path) || path.startsWith('knots/')

/** What is decided about as one: the outermost group around something, or itself; frames and layers are no part of it. */
export function pieceOf(board: Board, id: string): string {
  let piece = id
  for (let group = groupAround(board, piece); group !== '' && board.parent(piece) === group; ) {
    piece = group
    group = groupAround(board, piece)
  }
  return piece
}

/** The box of a piece wherever it is, also where no frame lets it be seen. */
export function placeOf(finder: Pick<Finder, 'board' | 'shown'>, piece: string): Box | null {
  const boxes: Box[] = []
  for (const id of leavesOf(finder.board, [piece])) {
    const props = finder.shown(id)?.props
    if (props !== undefined) boxes.push(kindOf(props).frame(props))
  }
  return boxUnion(boxes)
}

/** Where something lies that lies in no frame: what is around all frames around it. */
function outside(board: Board, parent: string): string {
  let at = parent
  for (let depth = 0; depth < 200 && isFrame(board, at); depth++) at = board.parent(at)
  return at
}

/** Whether a piece may lie in a frame, given the boxes of both. */
function fits(board: Board, piece: string, box: Box, frame: Box): boolean {
  const props = board.element(piece)?.props
  const whole = props !== undefined && (props.get('kind') === 'frame' || kindOf(props).ties !== undefined)
  return whole ? holds(frame, box) : !holds(box, frame)
}

/** The frame that a piece lies in if it is in this box, or else what lies around the frames that it lies in now; '' for the board itself. */
export function homeOf(finder: Finder, piece: string, box: Box): string {
  const { board, frames } = finder
  const middle = centreOf(box)
  const layer = layerAround(board, piece)
  const home = frames.in(board, { ...middle, w: 0, h: 0 }).findLast((frame) => {
    if (frame === piece || isLocked(board, frame) || ancestors(board, frame).includes(piece)) return false
    const clip = clipOf(board, frame)
    if (layerAround(board, frame) !== layer || (clip !== null && !within(clip, middle))) return false
    return fits(board, piece, box, sized(board.element(frame)!.props))
  })
  return home ?? outside(board, board.parent(piece))
}

/** What has come to lie in other frames, or in none, now that these have been placed: the ops that say so. `pulled`: of these, frames of another size. */
export function homing(finder: Finder, ids: ReadonlySet<string>, pulled: ReadonlySet<string>): Op[] {
  const { board } = finder
  const homes = new Map<string, string>()
  for (const piece of piecesOf(finder, ids)) {
    const box = placeOf(finder, piece)
    if (box !== null && !isLocked(board, piece)) homes.set(piece, homeOf(finder, piece, box))
  }
  for (const frame of pulled) if (isFrame(board, frame) && !isLocked(board, frame)) repeople(finder, frame, homes)
  const moving = new Map<string, string[]>()
  for (const [piece, home] of [...homes].sort(([a], [b]) => paintedBefore(board, a, b))) {
    if (home === board.parent(piece)) continue
    const those = moving.get(home)
    if (those === undefined) moving.set(home, [piece])
    else those.push(piece)
  }
  return [...moving].flatMap(([home, pieces]) => putInto(board, pieces, home, true))
}

/** The pieces that were placed by themselves, and not with their frame, and those that are tied to what was. */
function piecesOf({ board, tied }: Finder, ids: ReadonlySet<string>): ReadonlySet<string> {
  const pieces = new Set<string>()
  const add = (id: string) => {
    if (board.element(id) === undefined || ancestors(board, id).some((one) => ids.has(one) && isFrame(board, one)))
      return
    pieces.add(pieceOf(board, id))
  }
  for (const id of ids) {
    add(id)
    for (const follower of tied.followers(id)) add(follower)
  }
  return pieces
}

/** A frame has another size: it takes what it holds as a whole, of what lies beside it, and lets go of what is not in it at all. */
function repeople(finder: Finder, frame: string, homes: Map<string, string>): void {
  const { board } = finder
  const box = sized(board.element(frame)!.props)
  const parent = homes.get(frame) ?? board.parent(frame)
  for (const id of finder.inBox(box, 'contain')) {
    const piece = pieceOf(board, id)
    if (piece === frame || homes.has(piece) || board.parent(piece) !== board.parent(frame)) continue
    const own = placeOf(finder, piece)
    if (own !== null && holds(box, own)) homes.set(piece, frame)
  }
  for (const { id } of board.children(frame)) {
    const own = placeOf(finder, id)
    if (own === null || homes.has(id) || isLocked(board, id)) continue
    // A line may have no width: what touches the frame is still in it.
    if (overlap(box, { ...own, w: Math.max(own.w, 1), h: Math.max(own.h, 1) }) === null) {
      const home = homeOf(finder, id, own)
      homes.set(id, home === frame ? outside(board, parent) : home)
    }
  }
}

/** Goes along with what one hand commits, and sees to it that what was placed comes into its frame in the same step. */
export class Membership {
  private readonly editor: BoardEditor
  private step = ''
  /** What was put in this step: what lies in something of that has come with it. */
  private readonly put = new Set<string>()

  constructor(editor: BoardEditor) {
    this.editor = editor
  }

  /** These were committed just now, or are on their way. */
  follow(ops: readonly Op[], step: string): void {
    if (step !== this.step) this.put.clear()
    this.step = step
    const placed = new Set<string>()
    const pulled = new Set<string>()
    for (const op of ops) {
      if (op.op === 'put') this.put.add(op.id)
      if (op.op === 'put' ? this.put.has(String(op.props.get('parent'))) : op.op !== 'set') continue
      const { id, props } = op as Extract<Op, { readonly op: 'put' | 'set' }>
      if (op.op === 'set' && (props.has('parent') || ![...props.keys()].some(places))) continue
      placed.add(id)
      if (props.has('size')) pulled.add(id)
    }
    if (placed.size > 0) this.decide(placed, pulled, step)
  }

  /** What was put part by part is whole now: groups among it have their place. */
  whole(ids: Iterable<string>, step: string): void {
    this.decide(new Set(ids), new Set(), step)
  }

  private decide(placed: ReadonlySet<string>, pulled: ReadonlySet<string>, step: string): void {
    const { turns, finder } = this.editor
    turns.afterwards(() => {
      if (finder.frames.any) this.editor.commit(homing(finder, placed, pulled), step)
    })
  }
}
