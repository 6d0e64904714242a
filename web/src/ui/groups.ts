import { commandGroups } from '../editor/commands'
import { lateGroups } from '../editor/commands/walk'
import type { Command, CommandGroup, Editor } from '../editor/types'

/** All commands of an editor under their headings, with the keys they have now: tools first, then those of the lists, then what only the chrome has. */
export function groupsOf(editor: Editor): readonly CommandGroup[] {
  const left = new Map(editor.commands.map((command) => [command.id, command]))
  const taken = (ids: readonly string[]) => {
    const found = ids.flatMap((id): Command | readonly Command[] => left.get(id) ?? [])
    for (const { id } of found) left.delete(id)
    return found
  }
  const listed = [...lateGroups, ...commandGroups].map(({ title, commands }) => ({
    title,
    commands: taken(commands.map(({ id }) => id)),
  }))
  const tools = { title: 'Tools', commands: taken([...left.keys()].filter((id) => id.startsWith('tool-'))) }
  const others = { title: 'Around the board', commands: [...left.values()] }
  return [tools, ...listed, others].filter((group) => group.commands.length > 0)
}
