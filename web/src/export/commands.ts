import type { Command, Editor } from '../editor/types'
import type { Wish } from './deliver'

/** The board, or what is selected of it, as a picture for other programs. What it takes is loaded when it is first asked for. */

function wishOf(editor: Editor, kind: Wish['kind']): Wish {
  const { selection, theme } = editor.state
  return {
    what: selection.size > 0 ? { of: 'selection', ids: selection } : { of: 'all' },
    kind,
    scale: 2,
    look: { room: theme, ground: kind === 'png' ? 'plain' : 'none', title: editor.client.view.title },
  }
}

function copyAs(kind: Wish['kind'], keys: string, title: string): Command {
  return {
    id: `copy-${kind}`,
    title,
    keys: [keys],
    words: 'picture image export clipboard',
    enabled: (editor) => editor.extent() !== null,
    run: (editor) => {
      const wish = wishOf(editor, kind)
      void import('./deliver').then(({ copyPicture }) => copyPicture(editor, wish))
    },
  }
}

/** Copying as a picture; the selection, or all where nothing is selected. */
export const pictureCommands: readonly Command[] = [
  copyAs('png', 'shift+alt+c', 'Copy as PNG'),
  copyAs('svg', 'mod+shift+c', 'Copy as SVG'),
]
