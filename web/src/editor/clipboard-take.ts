import type { Board } from '../board/board'
import type { Element } from '../board/types'
import { kindOf, visible } from '../elements/kind-of'
import { flag } from '../elements/props'
import type { Carried } from './clipboard-payload'
import { copyable } from './renamed'

/** What is copied: the selection with all that is seen in its groups, in paint order. */
export function taken(board: Board, selection: ReadonlySet<string>): Element[] {
  if (selection.size === 0) return []
  const found: Element[] = []
  const inside = new Set<string>()
  // Groups come before what lies in them.
  for (const id of board.paintOrder()) {
    if (!selection.has(id) && !inside.has(board.parent(id))) continue
    const element = board.element(id)!
    const kind = element.props.get('kind')
    if (kind === 'board' || flag(element.props, 'hidden')) continue
    inside.add(id)
    // A layer belongs to its board; what lies on it goes along.
    if (kind !== 'layer') found.push({ ...element, props: copyable(board, element) })
  }
  return found
}

/** Lines whose tops are nearer than this share of their height are read as one. */
const LEVEL = 0.5

/** The texts of elements in reading order: line by line from the top, each from the left. */
export function textsOf(elements: readonly Carried[]): string {
  const texts = elements
    .filter(({ props }) => visible(props))
    .map(({ props }) => ({ label: kindOf(props).label(props), box: kindOf(props).frame(props) }))
    .filter(({ label }) => label !== '')
    .sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)
  const rows: (typeof texts)[] = []
  for (const text of texts) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (first !== undefined && text.box.y - first.box.y < Math.min(first.box.h, text.box.h) * LEVEL) row!.push(text)
    else rows.push([text])
  }
  return rows
    .flatMap((row) => row.sort((a, b) => a.box.x - b.box.x))
    .map(({ label }) => label)
    .join('\n')
}
