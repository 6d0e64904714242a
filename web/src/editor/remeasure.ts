import type { Op } from '../board/types'
import { cellPrefix, prefix } from '../elements/text-runs'
import { refitted } from '../elements/writing'
import type { BoardEditor } from './editor'
import { differing } from './text-measure'

function changesLetters(op: Op): boolean {
  return op.op === 'set' && [...op.props.keys()].some((path) => path.startsWith(prefix) || path.startsWith(cellPrefix))
}

/**
 * Measures the texts whose letters these ops have changed, as they stand now. The size that a step of undo brings back is that of a text in
 * which nobody else has written, and where another measured it last, their size stays for letters that are gone.
 */
export function remeasure({ client, turns }: BoardEditor, ops: readonly Op[], step: string): void {
  const found: Op[] = []
  for (const id of new Set(ops.filter(changesLetters).map((op) => op.id))) {
    const props = client.view.element(id)?.props
    const changes = props === undefined ? new Map() : differing(props, refitted(props))
    if (changes.size > 0) found.push({ op: 'set', id, props: changes })
  }
  if (found.length > 0) turns.commit(found, step)
}
