import type { BoardEditor } from '../editor'
import { sayLocked } from '../lock'
import { titleOf } from './title'

/** Does what a command says, if it can be done when its turn comes: after what is still being committed, and shown first if it takes long. */
export function perform(editor: BoardEditor, id: string): void {
  const command = editor.commands.find((one) => one.id === id)
  if (command === undefined) return
  const elements = command.onEach === true ? editor.finder.leavesOf(editor.state.selection).size : 0
  editor.turns.weighed(elements, titleOf(command, editor), () => {
    if (command.enabled(editor)) command.run(editor)
    else if (command.lockedOut?.(editor)) sayLocked(editor)
  })
}
