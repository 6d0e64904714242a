import { commandGroups } from '../editor/commands'
import type { Command, CommandGroup, Editor } from '../editor/types'

/** All commands of an editor under their headings: tools first, then those of commands/index.ts, then what only the chrome has. */
export function groupsOf(editor: Editor): readonly CommandGroup[] {
  const known = new Set<Command>(commandGroups.flatMap((group) => group.commands))
  const tools = editor.commands.filter((command) => command.id.startsWith('tool-') && !known.has(command))
  const others = editor.commands.filter((command) => !known.has(command) && !tools.includes(command))
  return [
    { title: 'Tools', commands: tools },
    ...commandGroups,
    { title: 'Around the board', commands: others },
  ].filter((group) => group.commands.length > 0)
}
