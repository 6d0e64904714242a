import type { BoardEditor } from './editor'
import { topOrder } from './order'
import type { ToolView } from './tool'

/** What tools see of an editor: always as it is now. */
export function sightOf(editor: BoardEditor): ToolView {
  const slack = (pixels: number) => (pixels * 100) / editor.state.camera.zoom
  return {
    get board() {
      return editor.client.view
    },
    get camera() {
      return editor.state.camera
    },
    get selection() {
      return editor.state.selection
    },
    get style() {
      return editor.state.style
    },
    get readOnly() {
      return editor.state.readOnly
    },
    element: (id) => editor.client.view.element(id),
    bounds: (id) => editor.finder.frame(id),
    selectionBox: () => editor.selectionBox(),
    selectionOverhang: () => editor.finder.overhangOf(editor.state.selection),
    topmost: (at, pixels) => editor.finder.topmost(at, slack(pixels)),
    inBox: (box) => editor.finder.inBox(box),
    crossing: (from, to, pixels) => editor.finder.crossing(from, to, slack(pixels)),
    newID: () => editor.newID(),
    topOrder: () => topOrder(editor.client.view),
  }
}
