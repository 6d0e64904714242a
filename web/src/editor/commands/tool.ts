import type { Tool } from '../tool'
import type { Command } from '../types'

/** A command for each tool: "tool-pen" takes the pen. */
export function toolCommands(tools: readonly Tool[]): Command[] {
  const offered = tools.filter(({ mode }) => mode !== true)
  return offered.map((tool) => ({
    id: `tool-${tool.id}`,
    title: tool.title,
    keys: tool.keys,
    enabled: (editor) => !tool.writes || !editor.state.readOnly,
    run: (editor) => (tool.asks === undefined ? editor.setTool(tool.id) : editor.run(tool.asks)),
  }))
}
