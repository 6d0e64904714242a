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

const words = (mark: Inline, title: string, keys: string, more: string): Command => ({
  id: `words-${title.toLowerCase().replaceAll(' ', '-')}`,
  title: `${title} words`,
  keys: [keys],
  words: more,
  enabled: saysSomething,
  run: (editor) => void import('../mark-all').then(({ markAll }) => markAll(editor, mark)),
})

/** What is done to all the words of what is selected; those of which some are marked in the field are its own (field/keyed.ts). */
export const wordCommands: readonly Command[] = [
  words('b', 'Bold', 'mod+b', 'strong fat weight'),
  words('i', 'Italic', 'mod+i', 'slope emphasis'),
  words('u', 'Underlined', 'mod+u', 'line below'),
  words('s', 'Struck out', 'mod+shift+x', 'strike through cross'),
  words('c', 'Code', 'mod+e', 'monospace program'),
]
