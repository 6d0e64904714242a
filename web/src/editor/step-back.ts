import type { BoardEditor } from './editor'

/** The tool that others give way to. */
export const SELECT = 'select'

/** What Esc does: ends the innermost of what goes on, or lets go of it. */
export function stepBack(editor: BoardEditor): void {
  const { entered, editing, selection, tool, zen } = editor.state
  if (editor.busy) editor.hand({ t: 'cancel' })
  else if (editing !== null) editor.endTyping()
  else if (entered !== '') editor.select([entered])
  else if (selection.size > 0 && editor.tool.mode !== true) editor.select([])
  else if (tool !== SELECT) editor.setTool(SELECT)
  else if (zen) editor.setZen(false)
}
