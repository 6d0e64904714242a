import type { Command } from '../types'
import { movedBy } from '../work'

/** Hundredths: 1 unit, and 10 with shift (the steps of tldraw and FigJam). */
const STEP = 100
const FAR = 1000

function nudge(key: string, word: string, x: number, y: number, far: boolean): Command {
  const by = far ? FAR : STEP
  return {
    id: `nudge-${word}${far ? '-far' : ''}`,
    title: `Move ${word}${far ? ' by ten' : ''}`,
    keys: [far ? `shift+${key}` : key],
    enabled: (editor) => editor.state.selection.size > 0 && !editor.state.readOnly,
    run: (editor) =>
      editor.commit(movedBy(editor.client.view, editor.state.selection, { x: x * by, y: y * by }), editor.nudgeStep()),
  }
}

const ways = [
  ['arrowleft', 'left', -1, 0],
  ['arrowright', 'right', 1, 0],
  ['arrowup', 'up', 0, -1],
  ['arrowdown', 'down', 0, 1],
] as const

/** Moving the selection by keys. Nudges that follow each other are one step. */
export const nudgeCommands: readonly Command[] = [false, true].flatMap((far) =>
  ways.map(([key, word, x, y]) => nudge(key, word, x, y, far)),
)
