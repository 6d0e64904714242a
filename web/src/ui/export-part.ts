import { seen } from '../editor/camera'
import type { Editor } from '../editor/types'
import type { What } from '../export/scope'
import { frameOf } from './framing'
import type { Choices } from './segments'

/** Which part of the board becomes a picture, as the dialog offers it. 'area': what the person frames on the board. */
export type Part = 'all' | 'selection' | 'screen' | 'area'

/** What may be chosen now. */
export function partsOf(editor: Editor): Choices<Part> {
  return [
    { value: 'all', name: 'All' },
    ...(editor.state.selection.size > 0 ? [{ value: 'selection' as const, name: 'Selection' }] : []),
    { value: 'screen', name: 'Screen' },
    { value: 'area', name: 'Area' },
  ]
}

/** What the dialog begins with: what was just framed, else what is selected, else everything. */
export function firstPart(editor: Editor): Part {
  if (frameOf(editor) !== null) return 'area'
  return editor.state.selection.size > 0 ? 'selection' : 'all'
}

/** The part as it goes into a picture; an area that nobody has framed is what is on the screen. */
export function whatOf(editor: Editor, part: Part): What {
  if (part === 'selection') return { of: part, ids: editor.state.selection }
  if (part === 'all') return { of: part }
  const screen = seen(editor.state.camera, editor.viewport)
  return { of: 'area', box: part === 'area' ? (frameOf(editor) ?? screen) : screen }
}
