import type { Board } from '../board/board'
import { parentOf } from '../board/element'
import { visible } from '../elements/kind-of'

/**
 * The one tree of a board (design, section 5): elements lie in groups, groups in groups, all of it in layers. Coordinates stay
 * absolute. What is drawn are the leaves; what a hand takes hold of are units: outermost groups, or elements in none.
 * The board keeps who lies in whom (Board.children), so nothing here grows with the board, only with what is asked about.
 *
 * Frames hold others, and are drawn themselves. What that comes to:
 *
 * - A frame is a leaf. Whoever asks what is drawn of it (leavesOf) gets the frame alone: it is styled, pulled and framed without
 *   what lies in it, for it is a window.
 * - It is no unit. A click on something in it takes that, and the group to be taken is looked for beyond the frames on the way
 *   (groupAround); so a group that holds a frame holds what lies in the frame too.
 * - What carries a frame carries all that lies in it (contentsOf), locked or not: moving, mirroring, copying. A gesture names the
 *   frame alone, and everybody finds out by themselves what goes along.
 * - Locks and hiding come from all that lies around, from frames as from groups and layers; so does the order, in which a frame
 *   comes right before what lies in it.
 * - Of what lies in a frame only what is within its box is seen (clip.ts), so nothing else can be hit either.
 * - What lies in which frame is decided by where it lies when a hand lets go of it (membership.ts). A frame that goes leaves
 *   what lay in it to what it lay in itself (group.ts).
 */

/** Deeper than this a tree is not followed: the core lets nobody build higher (maxDepth), but it reads old logs. */
const DEEP = 200

/** The parents of an element, nearest first; absent ones read as none. */
export function ancestors(board: Board, id: string): string[] {
  const ids: string[] = []
  for (let at = board.parent(id); at !== '' && ids.length < DEEP; at = board.parent(at)) ids.push(at)
  return ids
}

function kindOf(board: Board, id: string): unknown {
  return board.element(id)?.props.get('kind')
}

/** Whether it is a group that is on the board. */
export function isGroup(board: Board, id: string): boolean {
  return kindOf(board, id) === 'group'
}

/** Whether it is a layer that is on the board. */
export function isLayer(board: Board, id: string): boolean {
  return kindOf(board, id) === 'layer'
}

/** Whether it is a frame that is on the board. */
export function isFrame(board: Board, id: string): boolean {
  return kindOf(board, id) === 'frame'
}

/** Whether these are frames and nothing else: they are held by their edges. */
export function onlyFrames(board: Board, ids: ReadonlySet<string>): boolean {
  for (const id of ids) if (!isFrame(board, id)) return false
  return ids.size > 0
}

/** Whether these are frames and tables and nothing else: they stay upright. */
export function onlyUpright(board: Board, ids: ReadonlySet<string>): boolean {
  for (const id of ids) if (!isFrame(board, id) && kindOf(board, id) !== 'table') return false
  return ids.size > 0
}

/** The innermost group that an element lies in, if only frames are between; '' for none. */
export function groupAround(board: Board, id: string): string {
  let parent = board.parent(id)
  for (let depth = 0; depth < DEEP && isFrame(board, parent); depth++) parent = board.parent(parent)
  return isGroup(board, parent) ? parent : ''
}

/** The groups around an element, the nearest first. */
function groupsAround(board: Board, id: string): string[] {
  const groups: string[] = []
  for (let at = groupAround(board, id); at !== '' && groups.length < DEEP; at = groupAround(board, at)) groups.push(at)
  return groups
}

/** Whether an element lies in a group, at any depth; in '' lies everything. */
export function isWithin(board: Board, id: string, group: string): boolean {
  return group === '' || groupsAround(board, id).includes(group)
}

/** The groups that are open when one is entered: that one and those around it. */
export function opened(board: Board, entered: string): ReadonlySet<string> {
  return new Set(entered === '' ? [] : [entered, ...groupsAround(board, entered)])
}

/** What a click on an element takes hold of, given the groups that are open: the outermost closed group around it, or itself. */
export function unitIn(board: Board, id: string, open: ReadonlySet<string>): string {
  let unit = id
  for (let depth = 0; depth < DEEP; depth++) {
    const group = groupAround(board, unit)
    if (group === '' || open.has(group)) break
    unit = group
  }
  return unit
}

/** What lies around an element, for whoever asks about many: `unit` is '' where it is a unit itself. */
export type Around = {
  readonly unit: string
  readonly within: boolean
  readonly locked: boolean
  readonly hidden: boolean
}

/** Says what lies around elements while the board stays as it is; each parent is looked at once. */
export class Surroundings {
  private readonly board: Board
  private readonly entered: string
  private readonly open: ReadonlySet<string>
  private readonly known = new Map<string, Around>()

  constructor(board: Board, entered = '') {
    this.board = board
    this.entered = entered
    this.open = opened(board, entered)
    this.known.set('', { unit: '', within: entered === '', locked: false, hidden: false })
  }

  /** What lies around an element, given the parent that it names. */
  of(parent: string): Around {
    let found = this.known.get(parent)
    if (found === undefined) {
      found = this.look(parent)
      this.known.set(parent, found)
    }
    return found
  }

  private look(id: string): Around {
    const element = this.board.element(id)
    if (element === undefined) return this.of('')
    const { props } = element
    const up = this.of(parentOf(element))
    const group = props.get('kind') === 'group'
    const frame = props.get('kind') === 'frame'
    const unit = frame ? up.unit : ''
    return {
      unit: group && !this.open.has(id) ? up.unit || id : unit,
      within: this.entered === '' || ((group || frame) && (id === this.entered || up.within)),
      locked: up.locked || props.get('locked') === true,
      hidden: up.hidden || props.get('hidden') === true,
    }
  }
}

/** What a click on an element takes hold of while a group is entered ('' for none). */
export function unitOf(board: Board, id: string, entered: string): string {
  return unitIn(board, id, opened(board, entered))
}

/** The innermost group that all of these lie in; '' where there is none. */
export function levelOf(board: Board, ids: Iterable<string>): string {
  let groups: string[] | null = null
  for (const id of ids) {
    const around: string[] = groupsAround(board, id)
    groups = groups === null ? around : groups.filter((group) => around.includes(group))
    if (groups.length === 0) break
  }
  return groups?.[0] ?? ''
}

function gather(board: Board, id: string, into: Set<string>, depth: number): void {
  const element = board.element(id)
  if (element === undefined) return
  if (visible(element.props)) into.add(id)
  else if (depth < DEEP) for (const child of board.children(id)) gather(board, child.id, into, depth + 1)
}

/** What is drawn of these: themselves, and for groups and layers what lies in them at any depth, down to frames. */
export function leavesOf(board: Board, ids: Iterable<string>): ReadonlySet<string> {
  const leaves = new Set<string>()
  for (const id of ids) gather(board, id, leaves, 0)
  return leaves
}

/** What is drawn in the frames among these, at any depth, without these. */
export function contentsOf(board: Board, ids: Iterable<string>): ReadonlySet<string> {
  const all = new Set<string>()
  const own: string[] = []
  for (const id of ids) {
    if (!isFrame(board, id)) continue
    own.push(id)
    for (const inner of wholeOf(board, id)) if (visible(board.element(inner)!.props)) all.add(inner)
  }
  for (const id of own) all.delete(id)
  return all
}

/** An element and, if it is a group or a frame, everything in it: what lies in another comes before it. */
export function wholeOf(board: Board, id: string, depth = 0): string[] {
  const holds = isGroup(board, id) || isFrame(board, id)
  if (!holds || depth > DEEP) return board.element(id) === undefined ? [] : [id]
  return [...board.children(id).flatMap((child) => wholeOf(board, child.id, depth + 1)), id]
}

/** These without those that lie in another of them. */
export function outermost(board: Board, ids: Iterable<string>): string[] {
  const all = new Set(ids)
  return [...all].filter((id) => {
    let at = board.parent(id)
    for (let depth = 0; at !== '' && depth < DEEP; depth++) {
      if (all.has(at)) return false
      at = board.parent(at)
    }
    return true
  })
}

/** Whether it, or something that it lies in, has a flag. Asked for each element in a box: it looks nothing up twice. */
function flagged(board: Pick<Board, 'element'>, id: string, name: 'locked' | 'hidden'): boolean {
  let element = board.element(id)
  for (let depth = 0; element !== undefined && depth < DEEP; depth++) {
    if (element.props.get(name) === true) return true
    const parent = parentOf(element)
    element = parent === '' ? undefined : board.element(parent)
  }
  return false
}

/** Whether an element may not be touched: it or something around it is locked. */
export function isLocked(board: Pick<Board, 'element'>, id: string): boolean {
  return flagged(board, id, 'locked')
}

/** Whether nothing of a selection can be moved or changed: each of it is locked. */
export function heldStill(board: Board, selection: ReadonlySet<string>): boolean {
  for (const id of selection) if (!isLocked(board, id)) return false
  return selection.size > 0
}

/** Whether an element is not shown: it or something around it is hidden. */
export function isHidden(board: Board, id: string): boolean {
  return flagged(board, id, 'hidden')
}
