import type { Op, Value } from '../board/types'
import { textIn, textNames } from '../elements/cells'
import type { ElementProps } from '../elements/element'
import type { Inline } from '../elements/marks'
import { changed } from '../elements/props'
import type { Pen } from '../elements/text-changes'
import { toggled } from '../elements/text-marking'
import { runsOf } from '../elements/text-runs'
import { partsOf, wordsOf } from '../elements/words'
import { sayLocked } from './lock'
import { told } from './text-measure'
import { heldStill } from './tree'
import type { Editor } from './types'

/** Marks all words of what is selected, in one step; unmarks them where all are marked. What is locked stays, and the person is told. */
export function markAll(editor: Editor, mark: Inline): void {
  const { client, state, finder } = editor
  if (state.readOnly) return
  if (heldStill(client.view, state.selection)) {
    sayLocked(editor)
    return
  }
  const texts = [...finder.leavesOf(state.selection)].flatMap((id) =>
    textsOf(id, client.view.element(id)?.props, state.knot),
  )
  const on = !texts.every(({ words }) =>
    partsOf(words).every(({ text, marks }) => text.trim() === '' || marks.includes(mark)),
  )
  const pen: Pen = { mine: new Set(), shut: new Set(), told: new Map(), newID: editor.newID }
  const all = new Map<string, Map<string, Value | null>>()
  for (const { id, cell, runs, words } of texts) {
    const changes = toggled(runs, 0, words.text.length, mark, on, pen)
    if (changes.size === 0) continue
    // Each of several texts in one element finds it as those before have left it.
    const before = all.get(id) ?? new Map()
    const props = changed(client.view.element(id)!.props, before)
    all.set(id, new Map([...before, ...told(props, cell, changes)]))
  }
  const ops = [...all].map(([id, props]): Op => ({ op: 'set', id, props }))
  editor.commit(ops, editor.newID())
}

/** The texts of an element that say something; of a table those in the cell, row or column that is meant. */
function textsOf(id: string, props: ElementProps | undefined, meant: string) {
  if (props === undefined) return []
  const of = meant.split('-')
  const within = (cell: string) => cell.split('-').every((band, i) => (of[i] ?? '') === '' || of[i] === band)
  return textNames(props)
    .filter((cell) => cell === '' || within(cell))
    .flatMap((cell) => {
      const runs = runsOf(textIn(props, cell)!)
      return runs.length === 0 ? [] : [{ id, cell, runs, words: wordsOf(runs) }]
    })
}
