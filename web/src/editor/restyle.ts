import type { BoardEditor } from './editor'
import { sayLocked } from './lock'
import type { MixedStyle } from './style'
import { heldStill } from './tree'
import type { Style } from './types'
import { styledAs } from './work'

/** What the style is about: the text that is being typed into, or else what is selected. */
const meant = ({ state }: BoardEditor) => (state.editing === null ? state.selection : new Set([state.editing]))

/** Gives another style to what is selected, or to the text that is being typed into. What is locked keeps its own, and the person is told. */
export function restyle(editor: BoardEditor, change: Partial<Style>): void {
  const { client, state } = editor
  const ids = meant(editor)
  if (!state.readOnly && heldStill(client.view, ids)) sayLocked(editor)
  else editor.commit(styledAs(client.view, ids, change), editor.newID())
}

/** The style of that; null where it does not agree, and where there is nothing the style of what is drawn next. */
export function styleAtHand(editor: BoardEditor): MixedStyle {
  const { style } = editor.state
  return editor.finder.looksOf(meant(editor)).common({ ...style, ...editor.tool.wears?.(style) })
}
