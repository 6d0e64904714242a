import { fontSizeStepped } from '../style'
import type { Command, Editor } from '../types'
import { onFree } from './free'

/** Whether there is anything whose style is at hand: what is selected, or what is drawn next. */
const writes = (editor: Editor) => !editor.state.readOnly

function size(id: string, title: string, keys: readonly string[], way: 1 | -1): Command {
  return {
    id,
    title,
    keys,
    words: 'font size letters',
    enabled: writes,
    run: (editor) => {
      const now = editor.styleOf()['font-size'] ?? editor.state.style['font-size']
      editor.setStyle({ 'font-size': fontSizeStepped(now, way) })
    },
  }
}

/** What changes the look of the selection, and of what is drawn next. */
export const styleCommands: readonly Command[] = onFree(
  size('text-larger', 'Larger text', ['mod+shift+>'], 1),
  size('text-smaller', 'Smaller text', ['mod+shift+<'], -1),
  {
    id: 'hand-drawn',
    title: 'Drawn by hand',
    keys: [],
    words: 'sketchy rough manner clean',
    on: (editor) => editor.styleOf().manner === 'hand',
    enabled: writes,
    run: (editor) => editor.setStyle({ manner: editor.styleOf().manner === 'hand' ? 'clean' : 'hand' }),
  },
)
