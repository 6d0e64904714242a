import { textsIn } from '../../elements/cells'
import type { Inline } from '../../elements/marks'
import { hasRuns } from '../../elements/text-runs'
import type { Command, Editor } from '../types'

/** Whether anything that is selected says something. */
function saysSomething({ client, state, finder }: Editor): boolean {
  if (state.readOnly || state.editing !== null) return false
  for (const id of finder.leavesOf(state.selection)) {
    const props = client.view.element(id)?.props
    if (props !== undefined && textsIn(props).some(hasRuns)) return true
  }
  return false
}

const words = (mark: Inline, id: string, title: string, keys: string, more: string): Command => ({
  id: `words-${id}`,
  title,
  keys: [keys],
  words: more,
  enabled: saysSomething,
  run: (editor) => void import('../mark-all').then(({ markAll }) => markAll(editor, mark)),
})

/** What is done to all the words of what is selected; those of which some are marked in the field are its own (field/keyed.ts). */
export const wordCommands: readonly Command[] = [
  words('b', 'bold', 'Bold words', 'mod+b', 'strong fat weight'),
  words('i', 'italic', 'Italic words', 'mod+i', 'slope emphasis'),
  words('u', 'underlined', 'Underlined words', 'mod+u', 'line below'),
  words('s', 'struck-out', 'Struck out words', 'mod+shift+x', 'strike through cross'),
  words('c', 'code', 'Code words', 'mod+e', 'monospace program'),
]
