import type { Command, Editor } from '../editor/types'
import { pickColour } from './pick-colour'
import { openStyle } from './style-open'

/** Whether the button of a property stands in the style bar: it does where it applies. On a narrow window it is in the sheet. */
function open(label: string): void {
  const wide = document.querySelector(`.style-bar [aria-label="${label}"]`)?.checkVisibility() === true
  openStyle(wide ? label : 'Style')
}

const shown = () => document.querySelector('.style-bar') !== null

/** Opening the choices of the style by keys, and taking colours from the board. */
export const styleChoosing: readonly Command[] = [
  {
    id: 'style-colour',
    title: 'Choose a colour',
    keys: ['s'],
    words: 'stroke line palette',
    enabled: shown,
    run: () => open('Any colour'),
  },
  {
    id: 'style-fill',
    title: 'Choose a fill',
    keys: ['g'],
    words: 'background hatch pattern',
    enabled: () => document.querySelector('.style-bar [aria-label="Fill"]') !== null,
    run: () => open('Fill'),
  },
  {
    id: 'pick-colour',
    title: 'Take a colour from the board',
    keys: ['i'],
    words: 'eyedropper pipette',
    enabled: (editor: Editor) => !editor.state.readOnly,
    run: (editor: Editor) => pickColour(editor),
  },
]
