import type { Command } from '../types'

/** How the editor itself is set. */
export const viewCommands: readonly Command[] = [
  {
    id: 'tool-lock',
    title: 'Keep the tool active',
    keys: ['q'],
    enabled: (editor) => !editor.state.readOnly,
    run: (editor) => editor.setToolLocked(!editor.state.toolLocked),
  },
  {
    id: 'theme',
    title: 'Switch between light and dark',
    keys: ['shift+alt+d'],
    enabled: () => true,
    run: (editor) => editor.setTheme(editor.state.theme === 'light' ? 'dark' : 'light'),
  },
]
