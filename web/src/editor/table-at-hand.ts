import type { ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import type { ToolView } from './tool'
import { isLocked } from './tree'

/** The table that is selected, if that is all and it may be changed; what of it is meant, as Cells names it: '' for nothing. */
export type TableAtHand = { readonly id: string; readonly props: ElementProps; readonly meant: string }

/** The table at hand; null for none. */
export function tableAtHand({
  board,
  selection,
  knot,
  readOnly,
}: Pick<ToolView, 'board' | 'selection' | 'knot' | 'readOnly'>): TableAtHand | null {
  const [id] = selection
  if (readOnly || id === undefined || selection.size > 1 || isLocked(board, id)) return null
  const props = board.element(id)?.props
  return props === undefined || kindOf(props).cells === undefined ? null : { id, props, meant: knot }
}
