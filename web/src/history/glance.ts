import { byBytes, orderOf, parentOf } from '../board/element'
import type { Element } from '../board/types'
import type { ElementProps } from '../elements/element'
import { sized } from '../elements/props'
import { type Box, limited } from '../geometry/box'
import type { Film } from './film'

/** Something that is drawn, and where it is seen; null: all of it. */
export type Glanced = { readonly props: ElementProps; readonly clip: Box | null }

/** What stands around something. `key`: where its children are painted, by bytes; null: they are not shown. */
type Around = { readonly key: string; readonly clip: Box | null } | null

/** Deeper than this a tree is not followed. */
const DEEP = 200

/**
 * What lay on a board after so many changes, in the order in which it is painted. No board is led there and nothing is looked up but what others lie in, so a hand
 * that drags along a long life can have each moment at once. Arrows are where they were left, not where the shapes have gone since that they are tied to.
 */
export function glance(film: Film, changes: number): readonly Glanced[] {
  const around = new Map<string, Around>([['', { key: '', clip: null }]])
  const found: (Glanced & { readonly key: string })[] = []
  let sorted = true
  let last = ''
  film.elementsAt(changes, (element) => {
    if (element.props.get('hidden') === true) return
    const within = aroundOf(film, changes, parentOf(element), around)
    if (within === null) return
    const key = within.key + orderOf(element)
    sorted &&= last <= key
    last = key
    found.push({ props: element.props, clip: within.clip, key })
  })
  return sorted ? found : found.sort((a, b) => byBytes(a.key, b.key))
}

/** What stands around the children of an element; what is gone, or would never end, is as if it were not there. */
function aroundOf(film: Film, changes: number, id: string, known: Map<string, Around>, depth = 0): Around {
  const before = known.get(id)
  if (before !== undefined) return before
  const element = depth > DEEP ? undefined : film.elementAt(changes, id)
  const found =
    element === undefined
      ? known.get('')!
      : inside(element, aroundOf(film, changes, parentOf(element), known, depth + 1))
  known.set(id, found)
  return found
}

function inside(element: Element, around: Around): Around {
  if (around === null || element.props.get('hidden') === true) return null
  // Nothing comes before the least of bytes: children follow what they lie in, and come before what follows that.
  const key = `${around.key}${orderOf(element)}\0`
  const frame = element.props.get('kind') === 'frame'
  return { key, clip: frame ? limited(around.clip, sized(element.props)) : around.clip }
}
