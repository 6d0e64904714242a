import { commands } from '../../editor/commands'
import type { Kit } from '../../editor/kit'
import type { EmbedOptions } from '../../embed/options'
import { tools } from '../../tools'

/** What has no place in a frame: it belongs to the chrome of a board's own page, or leads out of what the address allows. */
const elsewhere = new Set(['view-mode', 'zen', 'theme'])

/** Without a toolbar these are taken all the same: to move about, and to take hold of things. */
const always = ['select', 'hand']

/** The tools of a frame in which one may draw, in the order that its address gives, and the commands. */
export function kitFor({ tools: named }: Pick<EmbedOptions, 'tools'>): Kit {
  return { tools: toolsFor(named), commands: commands.filter(({ id }) => !elsewhere.has(id)) }
}

function toolsFor(named: EmbedOptions['tools']): Kit['tools'] {
  if (named === null) return tools
  const wanted = [...always.filter((id) => !named.includes(id)), ...named]
  return [
    ...wanted.flatMap((id) => tools.filter((tool) => tool.id === id)),
    ...tools.filter(({ mode }) => mode === true),
  ]
}
