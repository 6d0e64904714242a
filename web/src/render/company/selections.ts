import type { BoardEditor } from '../../editor/editor'
import { frameGap } from '../../editor/handles'
import { heardTransform } from '../../editor/presence'
import { colourOf, roomColour } from '../../elements/palette'
import type { Box } from '../../geometry/box'
import { touches } from '../../geometry/box'
import { aroundFrame } from '../../geometry/frame'
import type { Gesture } from '../../wire/messages'
import { frameUnder } from '../frames'
import type { Look } from '../look'
import type { Marks } from '../marks'

/** Of one person no more frames than this are drawn. */
const MOST = 200

/** What others have selected, each in their colour, where their hands have it now; around one's own frame where one has it, too. */
export function drawSelections(
  to: CanvasRenderingContext2D,
  marks: Marks,
  editor: BoardEditor,
  held: ReadonlyMap<string, Gesture>,
  view: Box,
  { camera, theme }: Look,
): void {
  for (const [session, { selection, member, state }] of editor.client.others) {
    if (state === 'away') continue
    const gesture = held.get(session)
    // Whoever transforms anything transforms all of their selection.
    const transform = gesture === undefined ? {} : heardTransform(gesture)
    to.strokeStyle = colourOf(member.colour, theme) ?? roomColour('accent', theme)
    to.lineWidth = 1.5
    for (const id of selection.slice(0, MOST)) {
      const frame = frameUnder(editor, id, transform)
      if (frame === null || !touches(aroundFrame(frame), view)) continue
      const gap = frameGap(editor.finder.overhang(id), camera.zoom) + (editor.state.selection.has(id) ? 3 : -1)
      to.globalAlpha = state === 'idle' ? 0.45 : 0.85
      marks.tilted(frame, gap, (rect) => {
        to.beginPath()
        to.roundRect(...rect, 3)
        to.stroke()
      })
    }
  }
  to.globalAlpha = 1
}
