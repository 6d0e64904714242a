import type { Command, Editor } from '../types'

/** What a command is called as things stand: "Unlock" where it would unlock. */
export function titleOf(command: Command, editor: Editor): string {
  return command.titleNow?.(editor) ?? command.title
}
