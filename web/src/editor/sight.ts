import type { BoardEditor } from './editor'
import { parentOfNew } from './layers'
import { bottomOrder, topOrder } from './order'
import { shapeAround, stackAt, topmostAt, unitsInLasso } from './reach'
import { tieAt } from './tie-at'
import type { ToolView } from './tool'
import { selectionFrame } from './transform'
import { isLocked, unitOf } from './tree'

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
    get knot() {
      return editor.state.knot
    },
    get style() {
      return editor.state.style
    },
    get readOnly() {
      return editor.state.readOnly
    },
    get author() {
      return editor.client.author
    },
    get settings() {
      return editor.state.settings
    },
    get viewport() {
      return editor.viewport
    },
    element: (id) => editor.finder.shown(id),
    bounds: (id) => editor.finder.frame(id),
    selectionBox: () => editor.selectionBox(),
    selectionFrame: () => selectionFrame(editor),
    leaves: () => [...editor.finder.leavesOf(editor.state.selection)].filter((id) => !isLocked(editor.client.view, id)),
    selectionOverhang: () => editor.finder.overhangOf(editor.state.selection),
    topmost: (at, pixels) => topmostAt(editor, at, slack(pixels)),
    shapeAround: (at) => shapeAround(editor, at),
    stack: (at, pixels) => stackAt(editor, at, slack(pixels)),
    lockedAt: (at, pixels) => {
      const [top] = stackAt(editor, at, slack(pixels), true)
      return top !== undefined && isLocked(editor.client.view, top) ? top : null
    },
    unit: (id) => unitOf(editor.client.view, id, editor.state.entered),
    unitsInBox: (box) => editor.finder.unitsInBox(box, editor.state.settings.boxSelects, editor.state.entered),
    unitsInLasso: (line) => unitsInLasso(editor, line),
    tieAt: (pointer) => tieAt(editor, pointer),
    followers: (id) => editor.finder.tied.followers(id),
    held: (id) => [...editor.client.others.values()].some(({ gesture }) => gesture?.ids.includes(id) === true),
    framesIn: (box, without) => editor.finder.framesIn(box, without),
    inBox: (box) => editor.finder.inBox(box),
    near: (box) => editor.finder.near(box),
    crossing: (from, to, pixels) => editor.finder.crossing(from, to, slack(pixels)),
    newID: () => editor.newID(),
    topOrder: () => topOrder(editor.client.view, parentOfNew(editor)),
    bottomOrder: () => bottomOrder(editor.client.view, parentOfNew(editor)),
    newParent: () => parentOfNew(editor),
  }
}
