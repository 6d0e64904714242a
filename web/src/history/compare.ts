import type { Board } from '../board/board'
import { cutPath } from '../board/names'
import type { Element } from '../board/types'
import { sameValue } from '../board/values'

/** What lies between two moments of a board, by element. */
export type Comparison = {
  /** What is there only at the later one, in the order in which it was made. */
  readonly added: readonly string[]
  /** What is there at both and is not the same, with the names of the properties that are others ('text' for any entry of it), in order. */
  readonly changed: ReadonlyMap<string, readonly string[]>
  /** What is there only at the earlier one. */
  readonly removed: readonly string[]
}

/** Compares a board with what it became; costs a look at each element of both. */
export function compareBoards(earlier: Board, later: Board): Comparison {
  const added: string[] = []
  const changed = new Map<string, readonly string[]>()
  for (const element of later.elements()) {
    const before = earlier.element(element.id)
    if (before === undefined) added.push(element.id)
    else {
      const names = differing(before, element)
      if (names.length > 0) changed.set(element.id, names)
    }
  }
  const removed = [...earlier.elements()].filter(({ id }) => later.element(id) === undefined).map(({ id }) => id)
  return { added, changed, removed }
}

/** How many elements are not as they were. */
export function countOf({ added, changed, removed }: Comparison): number {
  return added.length + changed.size + removed.length
}

/** The names of the properties that are not the same. Elements that share their properties cost nothing. */
function differing(before: Element, after: Element): readonly string[] {
  if (before.props === after.props) return []
  const names = new Set<string>()
  for (const [path, value] of after.props) if (!sameValue(before.props.get(path), value)) names.add(cutPath(path).name)
  for (const path of before.props.keys()) if (!after.props.has(path)) names.add(cutPath(path).name)
  return [...names].sort()
}
