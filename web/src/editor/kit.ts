import { toolCommands } from './commands/tool'
import type { Tool } from './tool'
import type { Command } from './types'

/** What an editor is fitted out with: its tools and commands. */
export type Kit = {
  /** In the order of the toolbar; the first is the one that others give way to. */
  readonly tools: readonly Tool[]
  /** Without the taking of tools. */
  readonly commands: readonly Command[]
}

/** The tools and commands of an editor. It begins with what a first stroke needs; the whole kit comes when it has been loaded. */
export class Fittings {
  tools: readonly Tool[] = []
  /** Every command, those of the tools too. */
  commands: readonly Command[] = []

  constructor(first: Kit) {
    this.take(first)
  }

  /** Takes another kit in the place of this one. */
  take({ tools, commands }: Kit): void {
    this.tools = tools
    this.commands = [...toolCommands(tools), ...commands]
  }

  /** The tool of this name. */
  tool(id: string): Tool | undefined {
    return this.tools.find((tool) => tool.id === id)
  }
}
