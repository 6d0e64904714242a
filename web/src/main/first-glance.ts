import { seen } from '../editor/camera'
import type { BoardEditor } from '../editor/editor'
import { MANY } from './canvas'
import { painted, RoughCanvas } from './rough-canvas'

/** As many as a usual window has: what is seen first is to be taken for the board. */
const PIXELS = 1_100_000

/** Shows roughly a board that has come with more to be seen than is painted in a moment, until it is painted or becomes another. */
export function glanceFirst(editor: BoardEditor): void {
  const { finder, state, viewport } = editor
  if (painted(editor)) return
  const there = finder.painted(seen(state.camera, viewport))
  if (there.length < MANY) return
  const rough = new RoughCanvas(editor, PIXELS)
  const gone = () => {
    for (const end of ends) end()
    rough.close()
  }
  const ends = [
    // What is drawn meanwhile would lie beneath.
    editor.watch({ stale: (boxes) => boxes.length > 0 && gone(), live() {} }),
    // It left by itself: the view is another.
    editor.subscribe(() => {
      if (!rough.shown) gone()
    }),
  ]
  if (rough.clear()) {
    rough.draw(there.map((element) => ({ props: element.props, clip: finder.clip(element) })))
    rough.show()
    rough.leaveWhenPainted(gone)
  } else gone()
}
