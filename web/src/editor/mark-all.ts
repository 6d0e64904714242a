import type { Op } from '../board/types'
import type { Inline } from '../elements/marks'
import type { Pen } from '../elements/text-changes'
import { toggled } from '../elements/text-marking'
import { runsOf } from '../elements/text-runs'
import { partsOf, wordsOf } from '../elements/words'
import { sayLocked } from './lock'
import { withMeasure } from './text-measure'
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
  const texts = [...finder.leavesOf(state.selection)].flatMap((id) => {
    const props = client.view.element(id)?.props
    const runs = props === undefined ? [] : runsOf(props)
    return props === undefined || runs.length === 0 ? [] : [{ id, props, runs, words: wordsOf(runs) }]
  })
  const on = !texts.every(({ words }) =>
    partsOf(words).every(({ text, marks }) => text.trim() === '' || marks.includes(mark)),
  )
  const pen: Pen = { mine: new Set(), shut: new Set(), told: new Map(), newID: editor.newID }
  const ops: Op[] = []
  for (const { id, props, runs, words } of texts) {
    const changes = toggled(runs, 0, words.text.length, mark, on, pen)
    if (changes.size > 0) ops.push({ op: 'set', id, props: withMeasure(props, changes) })
  }
  editor.commit(ops, editor.newID())
}
