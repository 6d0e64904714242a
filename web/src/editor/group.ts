import type { Board } from '../board/board'
import type { Op, Value } from '../board/types'
import { kindOf, visible } from '../elements/kind-of'
import { between, paintedBefore, topOrders } from './order'
import { chosen } from './selection'
import { shownOn } from './tied'
import { isFrame, isGroup, isLocked, outermost, wholeOf } from './tree'

/** Ops on the tree: what puts elements into groups and takes them out. A group that is left with nothing in it goes in the same step. */

/** The groups that hold nothing any more once these have left them, the innermost first; `kept` is one that something new comes into. */
function emptied(board: Board, leaving: Iterable<string>, kept = ''): string[] {
  const groups: string[] = []
  const left = new Map<string, number>()
  const queue = new Set(leaving)
  // What is added on the way is come to in its turn.
  for (const id of queue) {
    const group = board.parent(id)
    if (group === kept || queue.has(group) || !isGroup(board, group)) continue
    const count = (left.get(group) ?? 0) + 1
    left.set(group, count)
    if (count < board.children(group).length) continue
    groups.push(group)
    queue.add(group)
  }
  return groups
}

function removal(ids: readonly string[]): Op[] {
  return ids.map((id) => ({ op: 'remove', id }))
}

/** What may be grouped of these: units that are seen and free, in paint order. */
export function groupable(board: Board, ids: Iterable<string>): string[] {
  return chosen(board, ids)
    .filter((id) => !isLocked(board, id))
    .sort((a, b) => paintedBefore(board, a, b))
}

/**
 * Puts elements into a new group, which takes the place of the topmost of them. Those with one parent keep their order keys; those
 * from several get new ones, in the order in which they are painted. Fewer than two make no group.
 */
export function grouped(board: Board, ids: Iterable<string>, group: string): Op[] {
  const members = groupable(board, ids)
  const top = members.at(-1)
  if (top === undefined || members.length < 2) return []
  const parent = board.parent(top)
  const siblings = board.children(parent)
  const at = siblings.findIndex((one) => one.id === top)
  const places = between(siblings.slice(0, at + 1), [group], siblings.slice(at + 1))
  const props = new Map<string, Value>([
    ['kind', 'group'],
    ['order', places.get(group)!],
  ])
  if (parent !== '') props.set('parent', parent)
  const together = members.every((id) => board.parent(id) === parent)
  const keys = together ? [] : topOrders(board, group, members.length)
  return [
    { op: 'put', id: group, props },
    ...[...places].filter(([id]) => id !== group).map(([id, key]) => set(id, [['order', key]])),
    ...members.map((id, i) => set(id, [['parent', group], ...(together ? [] : [['order', keys[i]!] as const])])),
    ...removal(emptied(board, members, parent)),
  ]
}

function set(id: string, props: readonly (readonly [path: string, value: Value | null])[]): Op {
  return { op: 'set', id, props: new Map(props) }
}

/** Takes one level of grouping away: what lay in the groups lies where they lay, in the same order. Also says what is free now. */
export function ungrouped(board: Board, ids: Iterable<string>): { readonly ops: Op[]; readonly ids: string[] } {
  const ops: Op[] = []
  const free: string[] = []
  for (const group of outermost(board, ids)) {
    if (!isGroup(board, group) || isLocked(board, group)) {
      free.push(group)
      continue
    }
    const inside = board.children(group).map((one) => one.id)
    ops.push(...unwrapped(board, group), ...removal(inside.length > 0 ? [group] : [group, ...emptied(board, [group])]))
    free.push(...inside)
  }
  return { ops, ids: free }
}

/** What lies in a group or a frame comes to lie where that lies, in its place and in the same order. */
export function unwrapped(board: Board, holder: string): Op[] {
  const parent = board.parent(holder)
  const siblings = board.children(parent)
  const at = siblings.findIndex((one) => one.id === holder)
  const inside = board.children(holder).map((one) => one.id)
  const own = new Set(inside)
  const leaves: readonly (readonly [string, Value | null])[] = [['parent', parent === '' ? null : parent]]
  return [...between(siblings.slice(0, at + 1), inside, siblings.slice(at + 1))].map(([id, key]) =>
    set(id, [...(own.has(id) ? leaves : []), ['order', key]]),
  )
}

/** Who is tied to an element. */
export type Followers = (id: string) => Iterable<string>

/** What stays where it is drawn when some that it is tied to go: those are told no more where it is. */
function leftBehind(board: Board, gone: ReadonlySet<string>, followers: Followers): Op[] {
  const behind = new Set<string>()
  for (const id of gone) for (const follower of followers(id)) if (!gone.has(follower)) behind.add(follower)
  const ops: Op[] = []
  for (const id of behind) {
    const element = board.element(id)
    const ties = element && kindOf(element.props).ties
    if (element === undefined || ties === undefined) continue
    const props = ties.left(shownOn(board, element).props, (one) => gone.has(one))
    if (props.size > 0) ops.push({ op: 'set', id, props })
  }
  return ops
}

/** What becomes of what lies in frames that are taken away by themselves: it stays, or goes too. Frames in groups take it along. */
export type Contents = 'stay' | 'go'

/** Takes elements away, and what lies in groups with them; locked ones stay, and with them what they lie in. */
export function removed(board: Board, ids: Iterable<string>, followers: Followers, contents: Contents = 'stay'): Op[] {
  const gone = new Set<string>()
  const kept: Op[] = []
  for (const unit of outermost(board, ids)) {
    if (contents === 'stay' && isFrame(board, unit)) {
      if (isLocked(board, unit)) continue
      kept.push(...unwrapped(board, unit))
      gone.add(unit)
    } else for (const id of wholeOf(board, unit)) if (mayGo(board, id, gone)) gone.add(id)
  }
  // What lay in a frame takes its place, and with that keeps a group from being empty.
  const leaving = [...gone].filter(
    (id) => !isFrame(board, id) || board.children(id).every((child) => gone.has(child.id)),
  )
  return [...leftBehind(board, gone, followers), ...kept, ...removal([...gone, ...emptied(board, leaving)])]
}

/** Whether it may be taken away with those that go already: it is free, and nothing in it stays. */
function mayGo(board: Board, id: string, gone: ReadonlySet<string>): boolean {
  const holds = isGroup(board, id) || isFrame(board, id)
  if (isLocked(board, id) || (!holds && !visible(board.element(id)!.props))) return false
  return !holds || board.children(id).every((child) => gone.has(child.id))
}

/** What lay in the frames that are selected, and stays when they go. */
export function leftBy(board: Board, ids: Iterable<string>): string[] {
  const frames = outermost(board, ids).filter((id) => isFrame(board, id) && !isLocked(board, id))
  return frames.flatMap((id) => board.children(id).map((child) => child.id))
}

/** Puts elements on top of what lies in a parent ('' for none), keeping the order in which they are painted; `all`: locked and hidden ones too. */
export function putInto(board: Board, ids: readonly string[] | ReadonlySet<string>, parent: string, all = false): Op[] {
  const units = (all ? [...ids] : groupable(board, ids)).filter((id) => board.parent(id) !== parent)
  const keys = topOrders(board, parent, units.length)
  return [
    ...units.map((id, i) =>
      set(id, [
        ['parent', parent === '' ? null : parent],
        ['order', keys[i]!],
      ]),
    ),
    ...removal(emptied(board, units, parent)),
  ]
}
