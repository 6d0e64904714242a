import { fitted, seen } from '../editor/camera'
import { type Carried, encodePayload } from '../editor/clipboard-payload'
import type { Editor } from '../editor/types'
import { kinds } from '../elements'
import { kindOf, learn, visible } from '../elements/kind-of'
import { type Box, boxUnion, centreOf, grown, overlap } from '../geometry/box'
import { type BoardPoint, whole } from '../geometry/point'

/** Kept free between what lies on the board and what is put beside it, in hundredths. */
const GAP = 8000

/** So much of the window is taken by what stands at each of its edges, in CSS pixels. */
const BARS = 72

/** The box around elements. */
function boxAround(elements: readonly Carried[]): Box | null {
  return boxUnion(elements.filter(({ props }) => visible(props)).map(({ props }) => kindOf(props).frame(props)))
}

/** Where the middle of something so large comes to lie: in the middle of what is seen, where that is free; else beside all that is there. */
export function freePlace(editor: Editor, { w, h }: Box): BoardPoint {
  const view = seen(editor.heading, editor.viewport)
  const { x, y } = centreOf(view)
  const middle = { x: whole(x), y: whole(y) }
  const all = editor.extent()
  const wanted = grown({ x: middle.x - w / 2, y: middle.y - h / 2, w, h }, GAP / 4)
  if (all === null || overlap(wanted, all) === null || editor.finder.near(wanted).length === 0) return middle
  return { x: whole(all.x + all.w + GAP + w / 2), y: whole(all.y + h / 2) }
}

/** Where elements are put: their middle at a point, in the middle of the view, or where it is free. */
export type At = BoardPoint | 'middle' | 'free'

/**
 * Puts elements on the board as one step, in the hand. Where the view is not free, so that they are put beside what is there, it goes there. `pictures`: the bytes of those among them. Never throws; what goes wrong is said.
 */
export async function putElements(
  editor: Editor,
  elements: readonly Carried[],
  { at = 'free', pictures = new Map() }: { readonly at?: At; readonly pictures?: ReadonlyMap<string, Blob> } = {},
): Promise<void> {
  learn(kinds)
  const box = boxAround(elements)
  if (box === null) return
  const place = at === 'free' ? freePlace(editor, box) : at === 'middle' ? undefined : at
  const { clipboardOf } = await import('../editor/clipboard')
  await clipboardOf(editor).paste({ is: 'elements', payload: encodePayload(elements), pictures }, place)
  if (at !== 'free' || place === undefined) return
  const put = { x: place.x - box.w / 2, y: place.y - box.h / 2, w: box.w, h: box.h }
  const view = seen(editor.heading, editor.viewport)
  const bars = (BARS * 100) / editor.heading.zoom
  const shown = overlap(grown(view, -bars), put)
  if (shown !== null && shown.w >= put.w && shown.h >= put.h) return
  editor.setCamera(fitted(put, editor.viewport), true)
}
