import { say } from '../../words/say'
import type { Command, Editor } from '../types'

/** What a command is called as things stand, in the language of the page: "Unlock" where it would unlock. */
export function titleOf(command: Command, editor: Editor): string {
  return say(command.titleNow?.(editor) ?? command.title)
}
