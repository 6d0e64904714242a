import type { Value } from '../board/types'
import { isShape, string } from '../elements/props'
import type { ShapeName } from './looks'
import type { Editor } from './types'
import { each, withRoom } from './work'

/** The shape at hand: what all selected shapes are, or what is drawn next; null where they do not agree, or where no shape is at hand. */
export function shapeAtHand(editor: Editor): ShapeName | null {
  const { selection, editing, tool, style } = editor.state
  const ids = editing === null ? selection : new Set([editing])
  if (ids.size > 0) {
    const [one, ...others] = editor.finder.looksOf(ids).shapes()
    return one === undefined || others.length > 0 ? null : one
  }
  if (!isShape(tool)) return null
  return tool === 'figure' ? { kind: tool, form: style.form } : { kind: tool }
}

/** Makes the selected shapes another one, in one step, and keeps all else of them, but that they grow where their words need it; with nothing selected it is what is drawn next. */
export function reshape(editor: Editor, { kind, form }: ShapeName): void {
  if (editor.state.selection.size === 0) editor.setTool(kind)
  const changes = new Map<string, Value>([['kind', kind], ...(form === undefined ? [] : [['form', form] as const])])
  const ops = each(editor.client.view, editor.state.selection, (props) =>
    isShape(string(props, 'kind')) ? withRoom(props, changes) : new Map(),
  )
  editor.commit(ops, editor.newID())
  if (form !== undefined) editor.setStyle({ form })
}
