import { grow, growing } from '../grow'
import type { Command } from '../types'

function growth(way: string, title: string, x: number, y: number): Command {
  return {
    id: `grow-${way}`,
    title,
    keys: [`mod+arrow${way}`],
    words: 'flowchart mind map connected node connect next child diagram',
    enabled: (editor) => !editor.state.readOnly && growing(editor) !== null,
    run: (editor) => grow(editor, { x, y }),
  }
}

/** Flowcharts by keys. */
export const growCommands: readonly Command[] = [
  growth('right', 'Neighbour with an arrow, right', 1, 0),
  growth('left', 'Neighbour with an arrow, left', -1, 0),
  growth('down', 'Neighbour with an arrow, down', 0, 1),
  growth('up', 'Neighbour with an arrow, up', 0, -1),
]
