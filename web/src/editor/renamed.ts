import type { Board } from '../board/board'
import { properties } from '../board/dictionary'
import { cutPath } from '../board/names'
import type { Element, Value } from '../board/types'
import type { ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { shownOn } from './tied'

/** A value of a copy: the elements that it names are the copies of those; what is not among them is free. Null: the property goes. */
export function renamed(path: string, value: Value, ids: ReadonlyMap<string, string>): Value | null {
  const type = properties.get(cutPath(path).name)?.type
  if (type === 'element') return ids.get(String(value)) ?? null
  if (type === 'free-element') return ids.get(String(value)) ?? ''
  if (type !== 'anchor' || !Array.isArray(value)) return value
  const [id, ...rest] = value as readonly Value[]
  return [ids.get(String(id)) ?? '', ...rest]
}

/** What is copied of an element: all that is stored, its place where it is drawn, so that it stands by itself. */
export function copyable(board: Board, element: Element): ElementProps {
  const { ties } = kindOf(element.props)
  if (ties === undefined) return element.props
  const drawn = shownOn(board, element).props
  return new Map([...element.props, ...ties.left(drawn, () => true)])
}
