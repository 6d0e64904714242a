import type { BoardEditor } from '../../editor/editor'
import type { Finder } from '../../editor/finder'
import type { Editor } from '../../editor/types'
import { placeOf } from '../place'
import { LensLayer } from './layer'

/** How a line around something is drawn: who does not tell colours apart tells these. */
export type LensLine = 'whole' | 'dashed' | 'dotted'

/** Elements that are to be seen apart, outlined alike. `colour`: a palette token. `sign`: a letter or sign at their corners; '' for none. */
export type LensGroup = {
  readonly ids: ReadonlySet<string>
  readonly colour: string
  readonly line: LensLine
  readonly sign: string
}

/** Elements that are not on the board that is shown: drawn faintly, as they are on another. */
export type Ghosts = LensGroup & { readonly finder: Finder }

/** What is to be seen apart on a canvas. `dims`: all else is veiled. What is in no group and not on the board is nowhere. */
export type Lens = {
  readonly groups: readonly LensGroup[]
  readonly ghosts?: Ghosts
  readonly dims: boolean
}

const layers = new WeakMap<Editor, LensLayer>()

/** Shows an editor's board through a lens, instead of any other; until the result is called. */
export function showLens(editor: Editor, lens: Lens): () => void {
  let layer = layers.get(editor)
  if (layer === undefined) {
    const place = placeOf(editor)
    if (place === undefined) return () => {}
    // What is shown somewhere is a whole editor.
    layer = new LensLayer(editor as BoardEditor, place.host)
    layers.set(editor, layer)
  }
  const shown = layer
  shown.show(lens)
  return () => {
    if (shown.lens === lens) shown.show(null)
  }
}

/** Whether an editor's board is seen through a lens now. */
export function seenThroughLens(editor: Editor): boolean {
  return (layers.get(editor)?.lens ?? null) !== null
}
