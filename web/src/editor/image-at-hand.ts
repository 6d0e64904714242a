import { assetOf } from '../elements/asset-of'
import type { ElementProps } from '../elements/element'
import { number, sized } from '../elements/props'
import type { Frame } from '../geometry/frame'
import type { ToolView } from './tool'
import { isLocked } from './tree'
import type { Editor } from './types'

/** A picture being cropped. */
export type CropAtHand = { readonly id: string; readonly props: ElementProps; readonly frame: Frame }

/** The only thing that is selected, if it is a picture that may be changed; else null. */
export function cropAtHand({
  board,
  selection,
  readOnly,
}: Pick<ToolView, 'board' | 'selection' | 'readOnly'>): CropAtHand | null {
  const [id] = selection
  if (readOnly || id === undefined || selection.size > 1 || isLocked(board, id)) return null
  const props = board.element(id)?.props
  if (props === undefined || assetOf(props) === '') return null
  return { id, props, frame: imageFrame(props) }
}

/** Where a picture lies, as it is turned. */
export function imageFrame(props: ElementProps): Frame {
  return { box: sized(props), tilt: number(props, 'angle') }
}

/** The same for an editor. */
export function imageAtHand({ client, state }: Editor): CropAtHand | null {
  return cropAtHand({ board: client.view, selection: state.selection, readOnly: state.readOnly })
}
