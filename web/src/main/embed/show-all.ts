import { fitted } from '../../editor/camera'
import type { Editor } from '../../editor/types'

/** Everything that is drawn, as large as fits. */
export function showAll(editor: Editor, glides = false): void {
  editor.setCamera(fitted(editor.extent(), editor.viewport), glides)
}
