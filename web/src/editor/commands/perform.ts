import type { BoardEditor } from '../editor'
import type { Command } from '../types'

/** Does what a command says, if it can be done when its turn comes: after what is still being committed, and shown first if it takes long. */
export function perform(editor: BoardEditor, command: Command): void {
  const elements = command.onEach === true ? editor.finder.leavesOf(editor.state.selection).size : 0
  editor.turns.weighed(elements, command.title, () => {
    if (command.enabled(editor)) command.run(editor)
  })
}
