import type { BoardEditor } from '../editor/editor'
import { styleChanges } from '../editor/style'
import { isLocked } from '../editor/tree'
import type { Style } from '../editor/types'
import { styledAs } from '../editor/work'
import type { ElementProps } from '../elements/element'
import { type Box, grown, touches } from '../geometry/box'
import type { Moving } from './lifted'

/** How far outside of what is seen something may lie and still come into it with a wider line or larger letters, in hundredths. */
const REACH = 20_000

const outcomes = new WeakMap<
  Partial<Style>,
  Map<string, { readonly from: ElementProps; readonly props: ElementProps }>
>()

/** What is selected and near what is seen, as it would look in the style that is tried on; nothing where none is. */
export function triedOn(editor: BoardEditor, view: Box): readonly Moving[] {
  const { trying, selection } = editor.state
  if (trying === null || selection.size === 0) return []
  const near = grown(view, REACH)
  const drawn: Moving[] = []
  for (const id of editor.finder.leavesOf(selection)) {
    const box = editor.finder.bounds(id)
    const from = editor.finder.shown(id)?.props
    if (from === undefined || (box !== null && !touches(box, near))) continue
    // Also where nothing differs just now: what goes through its own value on the way stays in the hand.
    if (styleChanges(from, trying).size === 0 || isLocked(editor.client.view, id)) continue
    drawn.push({ id, props: outcome(editor, id, from, trying), strength: 1 })
  }
  return drawn
}

/** Worked out once for each value that is tried: what is drawn is kept by identity. */
function outcome(editor: BoardEditor, id: string, from: ElementProps, style: Partial<Style>): ElementProps {
  let known = outcomes.get(style)
  if (known === undefined) {
    known = new Map()
    outcomes.set(style, known)
  }
  const found = known.get(id)
  if (found?.from === from) return found.props
  const [op] = styledAs(editor.client.view, [id], style)
  const props = op === undefined ? from : new Map([...from, ...op.props])
  known.set(id, { from, props: props as ElementProps })
  return props as ElementProps
}
