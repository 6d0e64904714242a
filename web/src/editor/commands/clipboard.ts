import { copyStyle, hasCopiedStyle, pasteStyle } from '../clipboard-style'
import type { Command, Editor } from '../types'
import { onFree } from './free'

/** It is loaded with the first frame (main/canvas.ts), and not before the first stroke. */
const clipboard = async (editor: Editor) => (await import('../clipboard')).clipboardOf(editor)

/** Copying between boards, tabs and machines. Their keys are the browser's: it answers them with events (see clipboard-events.ts). */
export const clipboardCommands: readonly Command[] = [
  ...onFree({
    id: 'cut',
    title: 'Cut',
    keys: ['mod+x'],
    byEvent: true,
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly,
    run: async (editor) => (await clipboard(editor)).cutOut(),
  }),
  {
    id: 'copy',
    title: 'Copy',
    keys: ['mod+c'],
    byEvent: true,
    enabled: (editor) => editor.state.selection.size > 0,
    run: async (editor) => (await clipboard(editor)).copyOut(),
  },
  {
    id: 'paste',
    title: 'Paste',
    keys: ['mod+v'],
    byEvent: true,
    words: 'insert clipboard',
    enabled: (editor) => !editor.state.readOnly,
    run: async (editor) => (await clipboard(editor)).pasteIn(false),
  },
  {
    id: 'paste-in-place',
    title: 'Paste in place',
    keys: [],
    words: 'same position clipboard',
    enabled: (editor) => !editor.state.readOnly,
    run: async (editor) => (await clipboard(editor)).pasteIn(true),
  },
  {
    id: 'copy-style',
    title: 'Copy style',
    keys: ['mod+alt+c'],
    words: 'format look colour',
    enabled: (editor) => editor.state.selection.size > 0,
    run: copyStyle,
  },
  ...onFree({
    id: 'paste-style',
    title: 'Paste style',
    keys: ['mod+alt+v'],
    words: 'format look colour apply',
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly && hasCopiedStyle(),
    run: pasteStyle,
  }),
]
