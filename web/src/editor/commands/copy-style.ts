import type { Command, Editor, Style } from '../types'

/** The look that was copied last; a page's own, since it means nothing to other programs. */
let copied: Partial<Style> | null = null

/** What the selected agree on. */
function styleNow(editor: Editor): Partial<Style> {
  return Object.fromEntries(Object.entries(editor.styleOf()).filter(([, value]) => value !== null))
}

/** Taking the look of one thing over to others. */
export const copyStyleCommands: readonly Command[] = [
  {
    id: 'copy-style',
    title: 'Copy the style',
    keys: ['mod+alt+c'],
    words: 'look format painter colours',
    enabled: (editor) => editor.state.selection.size > 0,
    run: (editor) => {
      copied = styleNow(editor)
    },
  },
  {
    id: 'paste-style',
    title: 'Paste the style',
    keys: ['mod+alt+v'],
    words: 'look format painter colours',
    enabled: (editor) => copied !== null && editor.state.selection.size > 0 && !editor.state.readOnly,
    run: (editor) => copied !== null && editor.setStyle(copied),
  },
]
