import type { Value } from '../board/types'
import { pair, sized, string } from '../elements/props'
import { withoutWords } from '../elements/text-runs'
import type { Box } from '../geometry/box'
import { topOrder } from './order'
import type { Editor } from './types'

/** Sticky notes. */

/** A note in no colour would not be seen: it is yellow, as notes are. */
export function noteFill(fill: string): string {
  return fill === 'none' ? 'soft-yellow' : fill
}

/** The way from one note to the next, in hundredths. */
const GAP = 2000
/** So many places in a row are tried for a free one. */
const TRIES = 50

/** The note at hand: the one that is written in, or the only one that is selected; null for none. */
export function noteAtHand(editor: Editor): string | null {
  const { editing, selection } = editor.state
  const [only] = selection
  const id = editing ?? (selection.size === 1 ? only! : null)
  return id !== null && editor.client.view.element(id)?.props.get('kind') === 'note' ? id : null
}

/** Puts a note like the one at hand beside it, at the first place that is free, and writes in it. `way`: 1 after it, -1 before. */
export function noteBeside(editor: Editor, way: 1 | -1): void {
  const id = noteAtHand(editor)
  const props = id === null ? undefined : editor.client.view.element(id)?.props
  if (props === undefined || editor.state.readOnly) return
  const parent = string(props, 'parent')
  const next = new Map<string, Value>([...withoutWords(props)].filter(([path]) => path !== 'locked'))
  const { x, y } = freeBeside(editor, sized(props), way)
  next.set('at', [x, y]).set('size', pair(props, 'size')).set('order', topOrder(editor.client.view, parent))
  const fresh = editor.newID()
  editor.commit([{ op: 'put', id: fresh, props: next }], editor.newID())
  editor.edit(fresh)
}

function freeBeside(editor: Editor, own: Box, way: 1 | -1): Box {
  let place = own
  for (let i = 0; i < TRIES; i++) {
    place = { ...place, x: place.x + way * (own.w + GAP) }
    if (!editor.finder.any(place)) return place
  }
  return place
}
