import type { Element } from '../board/types'
import type { Finder } from '../editor/finder'
import { kindOf } from '../elements/kind-of'
import type { Item } from './job'

/** An element as it is painted now. */
export function itemOf(finder: Pick<Finder, 'bounds' | 'clip'>, element: Element): Item {
  const { id, props } = element
  const clip = finder.clip(element)
  // What is cut off is as fine as it is as a whole.
  const box = clip === null ? finder.bounds(id) : kindOf(props).bounds(props)
  return { id, props, span: box === null ? Number.POSITIVE_INFINITY : Math.max(box.w, box.h), clip }
}
