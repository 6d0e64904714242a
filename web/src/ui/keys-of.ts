import type { Editor } from '../editor/types'
import { useEditorPart } from './hooks'

/** The keys that a command has now, which the person chooses; the first is the one that is shown. */
export function keysOf(editor: Pick<Editor, 'commands'>, id: string): string | undefined {
  return editor.commands.find((command) => command.id === id)?.keys[0]
}

/** Looks keys up, and again when others are chosen. */
export function useKeys(editor: Editor): (id: string) => string | undefined {
  useEditorPart(editor, () => editor.commands)
  return (id) => keysOf(editor, id)
}
