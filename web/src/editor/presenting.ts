import { sized } from '../elements/props'
import type { Box } from '../geometry/box'
import { seen } from './camera'
import { showInstead, tellView } from './presence'
import { isFrame } from './tree'
import type { Editor } from './types'

/**
 * Who shows a board frame by frame. What is shown is told to the others as the view that one has: for as long as it is exactly a frame's
 * box, one presents. Nobody's view is that by accident, and older pages understand it as what it is.
 */

const shown = new WeakMap<Editor, string>()
const listeners = new Set<() => void>()

/** The frame that is shown to the audience; '' where nobody presents here. */
export function presented(editor: Editor): string {
  return shown.get(editor) ?? ''
}

/** Shows a frame to the audience, or the same where it has moved; '' ends it. */
export function present(editor: Editor, frame: string): void {
  const other = presented(editor) !== frame
  shown.set(editor, frame)
  tellShown(editor)
  if (other) for (const listener of [...listeners]) listener()
}

/** Calls when another frame is shown, or none. */
export function onPresenting(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells the others what is shown, where that is a frame, and else what is seen. */
function tellShown(editor: Editor): void {
  const { client, state, viewport } = editor
  showInstead(client, boxOf(editor, presented(editor)))
  tellView(client, seen(state.camera, viewport))
}

/** The box of a frame that is on the board. */
export function boxOf(editor: Editor, frame: string): Box | null {
  const { view } = editor.client
  return isFrame(view, frame) ? sized(view.element(frame)!.props) : null
}
