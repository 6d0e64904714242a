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
