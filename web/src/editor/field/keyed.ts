import { BULLETS, HEADINGS, NUMBERS } from '../../elements/marks'
import { matches } from '../keys'
import { goToCell } from '../tables'
import { textHandsOf } from '../text-hand'
import { moved, styled, written } from './edits'
import type { TextField } from './field'
import { toggles } from './input'
import { notePaste } from './pasted'

type Act = (field: TextField) => void

const paragraph =
  (style: string): Act =>
  (field) =>
    field.does(styled(field.session!, field.selected, style))

/** What keys do to the words; the rest is the browser's. */
const KEYS: readonly (readonly [keys: string, act: Act])[] = [
  ['mod+b', (field) => toggles(field, 'b')],
  ['mod+i', (field) => toggles(field, 'i')],
  ['mod+u', (field) => toggles(field, 'u')],
  ['mod+shift+x', (field) => toggles(field, 's')],
  ['mod+e', (field) => toggles(field, 'c')],
  ['mod+k', (field) => textHandsOf(field.editor).askLink()],
  ['mod+shift+8', paragraph(BULLETS[0]!)],
  ['mod+shift+7', paragraph(NUMBERS[0]!)],
  ['mod+alt+1', paragraph(HEADINGS[0]!)],
  ['mod+alt+2', paragraph(HEADINGS[1]!)],
  ['mod+alt+3', paragraph(HEADINGS[2]!)],
  ['mod+alt+0', paragraph('')],
  ['mod+z', (field) => field.turn('back')],
  ['mod+shift+z', (field) => field.turn('again')],
  ['mod+y', (field) => field.turn('again')],
  ['mod+enter', (field) => field.editor.endTyping()],
  ['escape', (field) => field.editor.endTyping()],
]

/** Hears a key that was pressed in the field; none of them gets to the board. */
export function keyed(field: TextField, e: KeyboardEvent): void {
  notePaste(e)
  if (e.isComposing || field.session === null) return
  field.looked()
  const act = e.key === 'Tab' && !e.ctrlKey && !e.altKey && !e.metaKey ? tabbed(field, e.shiftKey) : actOf(e)
  if (act !== null) {
    e.preventDefault()
    act(field)
  }
  e.stopPropagation()
}

function actOf(e: KeyboardEvent): Act | null {
  return KEYS.find(([keys]) => matches(e, keys))?.[1] ?? null
}

/** Within a list Tab nests; in a cell or a note it goes on to the next one; in other texts it is a letter. */
function tabbed(field: TextField, back: boolean): Act | null {
  const edit = moved(field.session!, field.selected, back ? -1 : 1)
  if (edit !== null) return () => field.does(edit)
  if (field.session!.cell !== '') return () => goToCell(field.editor, back ? -1 : 1)
  if (field.typist.props?.get('kind') === 'note') return () => field.editor.run(back ? 'note-before' : 'note-after')
  return back ? null : () => field.does(written(field.session!, field.selected, '\t', field.next), 'typed')
}
