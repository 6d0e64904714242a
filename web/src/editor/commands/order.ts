import { type Layering, relayered } from '../order'
import type { Command } from '../types'
import { onFree } from './free'

function layering(id: Layering, title: string, keys: readonly string[]): Command {
  return {
    id: `order-${id}`,
    title,
    keys,
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly,
    run: (editor) => editor.commit(relayered(editor.client.view, editor.state.selection, id), editor.newID()),
  }
}

/** Which lies over which. */
export const orderCommands: readonly Command[] = onFree(
  layering('front', 'Bring to front', ['mod+shift+]', ']']),
  layering('forward', 'Bring forward', ['mod+]']),
  layering('backward', 'Send backward', ['mod+[']),
  layering('back', 'Send to back', ['mod+shift+[', '[']),
)
