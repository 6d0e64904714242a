import { gridStep } from '../snap-field'
import type { Command, Editor } from '../types'
import { movedBy } from '../work'
import { onFree } from './free'

/** Hundredths: 1 unit, and 10 with shift (the steps of tldraw and FigJam). */
const STEP = 100
const FAR = 1000

/** Where things hold the grid they go by its step, and with shift finer (Excalidraw). */
function stepOf(editor: Editor, far: boolean): number {
  const grid = editor.state.settings.snapToGrid ? gridStep({ element: (id) => editor.client.view.element(id) }) : 0
  if (grid > 0) return far ? STEP : grid
  return far ? FAR : STEP
}

function nudge([key, word, title, more, x, y]: (typeof ways)[number], far: boolean): Command {
  return {
    id: `nudge-${word}${far ? '-far' : ''}`,
    title: far ? more : title,
    keys: [far ? `shift+${key}` : key],
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly,
    run(editor) {
      const by = stepOf(editor, far)
      editor.commit(movedBy(editor.client.view, editor.state.selection, { x: x * by, y: y * by }), editor.nudgeStep())
    },
  }
}

const ways = [
  ['arrowleft', 'left', 'Move left', 'Move left by ten', -1, 0],
  ['arrowright', 'right', 'Move right', 'Move right by ten', 1, 0],
  ['arrowup', 'up', 'Move up', 'Move up by ten', 0, -1],
  ['arrowdown', 'down', 'Move down', 'Move down by ten', 0, 1],
] as const

/** Moving the selection by keys. Nudges that follow each other are one step. */
export const nudgeCommands: readonly Command[] = onFree(
  ...[false, true].flatMap((far) => ways.map((way) => nudge(way, far))),
)
