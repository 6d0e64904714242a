import { bringBack, hasLostWork } from '../lost-work'
import type { Command } from '../types'

/** Undo and redo of one's own work. */
export const historyCommands: readonly Command[] = [
  {
    id: 'undo',
    title: 'Undo',
    keys: ['mod+z'],
    // Who may only look by now is told so.
    enabled: (editor) => editor.state.canUndo,
    run: (editor) => editor.undo(),
  },
  {
    id: 'redo',
    title: 'Redo',
    keys: ['mod+shift+z', 'mod+y'],
    enabled: (editor) => editor.state.canRedo,
    run: (editor) => editor.redo(),
  },
  {
    id: 'bring-back',
    title: 'Bring back what others removed',
    keys: [],
    words: 'restore deleted offline vain',
    enabled: (editor) => hasLostWork(editor) && !editor.state.readOnly,
    run: bringBack,
  },
]
