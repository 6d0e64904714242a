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
  /** A tool that is in the hand for one gesture; null for none. */
  private lent: Tool | null = null

  constructor(first: Kit) {
    this.take(first)
  }

  /** Takes another kit in the place of this one. */
  take({ tools, commands }: Kit): void {
    this.tools = tools
    this.commands = [...toolCommands(tools), ...commands]
  }

  /** Lends a tool for one gesture, or takes it back. Whether there is such a tool, for one who may only look (`reads`) as well. */
  lend(id: string | null, reads = false): boolean {
    const tool = id === null ? undefined : this.tool(id)
    this.lent = tool?.writes && reads ? null : (tool ?? null)
    return this.lent !== null
  }

  /** The tool that works when the one of this name was taken. */
  inHand(id: string): Tool {
    return this.lent ?? this.tool(id) ?? this.tools[0]!
  }

  /** The tool of this name. */
  tool(id: string): Tool | undefined {
    return this.tools.find((tool) => tool.id === id)
  }
}
