import { grow, growing } from '../grow'
import type { Command } from '../types'

function growth(way: string, x: number, y: number): Command {
  return {
    id: `grow-${way}`,
    title: `Neighbour with an arrow, ${way}`,
    keys: [`mod+arrow${way}`],
    words: 'flowchart mind map connected node connect next child diagram',
    enabled: (editor) => !editor.state.readOnly && growing(editor) !== null,
    run: (editor) => grow(editor, { x, y }),
  }
}

/** Flowcharts by keys. */
export const growCommands: readonly Command[] = [
  growth('right', 1, 0),
  growth('left', -1, 0),
  growth('down', 0, 1),
  growth('up', 0, -1),
]
