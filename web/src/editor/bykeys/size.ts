import type { Editor } from '../types'
import { resizedTo } from '../work'

/** By so much a press makes it wider or higher, in hundredths; with a grid by its step. */
export const STEP = 1000
/** Nothing is made smaller than this, in hundredths. */
const LEAST = 1000

/** Makes what is selected wider and higher by so much, its top left corner where it is. Presses that follow each other are one step. */
export function resizeBy(editor: Editor, dw: number, dh: number): void {
  const from = editor.selectionBox()
  if (from === null || editor.state.readOnly) return
  const to = {
    ...from,
    w: dw === 0 ? from.w : Math.max(LEAST, from.w + dw),
    h: dh === 0 ? from.h : Math.max(LEAST, from.h + dh),
  }
  editor.commit(resizedTo(editor.client.view, editor.state.selection, from, to), editor.nudgeStep())
}
