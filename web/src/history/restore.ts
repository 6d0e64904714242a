import type { Board } from '../board/board'
import { parentOf } from '../board/element'
import { settingsID } from '../board/names'
import type { Element, Op, Value } from '../board/types'
import { sameValue } from '../board/values'
import { isMoment } from './moments'

/**
 * What makes a board what it was: history is never rewritten, it goes on with a change that leads back. Things keep who made them. What is said of the
 * board itself (its title, its paper) comes back too, but it is never taken away; and the names of its moments stay as they are.
 */
export function leadingBack(now: Board, then: Board): Op[] {
  const back: Op[] = []
  const freed: Op[] = []
  const sets: Op[] = []
  for (const element of then.elements()) {
    const op = backAs(now, element)
    if (op === null) continue
    if (op.op !== 'set') back.push(op)
    else {
      sets.push(op)
      // Two that change places in a tree must not lie in each other meanwhile: that would be refused.
      if (op.props.has('parent') && parentOf(now.element(op.id)!) !== '')
        freed.push({ op: 'set', id: op.id, props: new Map([['parent', null]]) })
    }
  }
  const gone = [...now.elements()].filter(({ id }) => id !== settingsID && then.element(id) === undefined)
  // What goes goes first: others may lie in it, and it in what is to lie in them.
  return [...gone.map(({ id }): Op => ({ op: 'remove', id })), ...freed, ...back, ...sets]
}

/** What makes one element of a board as it was; null where it is. */
export function backAs(now: Board, { id, props: then }: Pick<Element, 'id' | 'props'>): Op | null {
  const here = now.element(id)
  if (here === undefined) return { op: now.grave(id) === undefined ? 'put' : 'restore', id, props: then }
  const props = differing(here, then)
  return props.size === 0 ? null : { op: 'set', id, props }
}

/** What is to be set on an element so that it is as another. */
function differing(here: Element, then: Element['props']): ReadonlyMap<string, Value | null> {
  const props = new Map<string, Value | null>()
  for (const [path, value] of then) if (!sameValue(here.props.get(path), value)) props.set(path, value)
  for (const path of here.props.keys()) if (!then.has(path)) props.set(path, null)
  if (here.id === settingsID) for (const path of props.keys()) if (isMoment(path)) props.delete(path)
  return props
}
