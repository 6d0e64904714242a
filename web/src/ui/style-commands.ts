import { noticesOf } from '../editor/notices'
import type { Command, Editor } from '../editor/types'
import { say } from '../words/say'
import { openChoices } from './style-open'

const writes = (editor: Editor) => !editor.state.readOnly

/** Taking colours from the board is loaded when it is first done. */
function pick(editor: Editor): void {
  import('./pick-colour').then(
    ({ pickColour }) => pickColour(editor),
    () => noticesOf(editor).say(say('This could not be loaded'), say('Look to your connection and try again.')),
  )
}

/** Opening the choices of the style by keys, and taking colours from the board. */
export const styleChoosing: readonly Command[] = [
  {
    id: 'style-colour',
    title: 'Choose a colour',
    keys: ['s'],
    words: 'stroke line palette',
    enabled: writes,
    run: () => openChoices('Any colour'),
  },
  {
    id: 'style-fill',
    title: 'Choose a fill',
    keys: ['g'],
    words: 'background hatch pattern',
    enabled: writes,
    run: () => openChoices('Fill'),
  },
  {
    id: 'pick-colour',
    title: 'Take a colour from the board',
    keys: ['i'],
    words: 'eyedropper pipette',
    enabled: writes,
    run: pick,
  },
]
