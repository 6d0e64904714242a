import { heldStill } from '../tree'
import type { Command, Editor } from '../types'

const still = ({ client, state }: Editor) => heldStill(client.view, state.selection)

/** The same commands, for what changes nothing that is locked: they cannot be done where all that is selected is, and say why when asked by a key. */
export function onFree(...commands: readonly Command[]): readonly Command[] {
  return commands.map((command) => ({
    ...command,
    enabled: (editor) => command.enabled(editor) && !still(editor),
    lockedOut: (editor) => command.enabled(editor) && still(editor),
  }))
}

/** Whether the press of a command's key has an answer: it can be done, or the person is told that only locks keep it from being done. */
export function answersKey(command: Command, editor: Editor, repeated: boolean): boolean {
  // A key that is held down is told once.
  return command.enabled(editor) || (!repeated && command.lockedOut?.(editor) === true)
}
