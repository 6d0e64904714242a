import { seen } from '../editor/camera'
import { shownSlides } from '../editor/slides'
import { isFrame } from '../editor/tree'
import type { Editor } from '../editor/types'
import { string } from '../elements/props'
import { shownLine } from '../elements/shown'
import type { What } from '../export/scope'
import { frameOf } from './framing'
import type { Choices } from './segments'

/** Which part of the board becomes a picture, as the dialog offers it. 'area': what the person drags on the board; 'frames': each by itself. */
export type Part = 'all' | 'selection' | 'frame' | 'frames' | 'screen' | 'area'

/** The frame that is selected, if that is all. */
function frameAlone({ client, state }: Editor): string | null {
  const [id] = state.selection
  return id !== undefined && state.selection.size === 1 && isFrame(client.view, id) ? id : null
}

/** What may be chosen now. */
export function partsOf(editor: Editor): Choices<Part> {
  return [
    { value: 'all', name: 'All' },
    ...(frameAlone(editor) === null ? [] : [{ value: 'frame' as const, name: 'Frame' }]),
    ...(partOfSelection(editor) === 'selection' ? [{ value: 'selection' as const, name: 'Selection' }] : []),
    ...(shownSlides(editor.client.view).length > 0 ? [{ value: 'frames' as const, name: 'Frames [all of them]' }] : []),
    { value: 'screen', name: 'Screen' },
    { value: 'area', name: 'Area' },
  ]
}

/** What the dialog begins with: what was just framed, else what is selected, else everything. */
export function firstPart(editor: Editor): Part {
  if (frameOf(editor) !== null) return 'area'
  return partOfSelection(editor) ?? 'all'
}

function partOfSelection(editor: Editor): 'frame' | 'selection' | null {
  if (editor.state.selection.size === 0) return null
  return frameAlone(editor) === null ? 'selection' : 'frame'
}

/** The part as it goes into a picture; an area that nobody has framed is what is on the screen. */
export function whatOf(editor: Editor, part: Part): What {
  if (part === 'selection') return { of: part, ids: editor.state.selection }
  if (part === 'all') return { of: part }
  // Of all frames the first is what is seen of it beforehand.
  if (part === 'frame' || part === 'frames') {
    const id = part === 'frame' ? frameAlone(editor) : null
    return { of: 'frame', id: id ?? shownSlides(editor.client.view)[0]?.id ?? '' }
  }
  const screen = seen(editor.state.camera, editor.viewport)
  return { of: 'area', box: part === 'area' ? (frameOf(editor) ?? screen) : screen }
}

/** What the picture is of, as its file is named after it: the frame by itself, else the board; '' where that has no name. */
export function titleOf(editor: Editor, part: Part): string {
  const { view } = editor.client
  const id = part === 'frame' ? frameAlone(editor) : null
  const name = id === null ? '' : shownLine(string(view.element(id)!.props, 'name'))
  return name === '' ? view.title : name
}
