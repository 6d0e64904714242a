import { isShape, string } from '../elements/props'
import type { Editor } from './types'
import { each } from './work'

/** Which closed shape something is: a kind, and of a figure its form. */
export type ShapeName = { readonly kind: string; readonly form?: string }

function sameShape(a: ShapeName, b: ShapeName): boolean {
  return a.kind === b.kind && a.form === b.form
}

function named(kind: string, form: string): ShapeName {
  return kind === 'figure' ? { kind, form } : { kind }
}

/** The shape at hand: what all selected shapes are, or what is drawn next; null where they do not agree, or where no shape is at hand. */
export function shapeAtHand(editor: Editor): ShapeName | null {
  const { selection, tool, style } = editor.state
  if (selection.size === 0) return isShape(tool) ? named(tool, style.form) : null
  let found: ShapeName | null = null
  for (const id of editor.finder.leavesOf(selection)) {
    const props = editor.client.view.element(id)?.props
    if (props === undefined || !isShape(string(props, 'kind'))) continue
    const one = named(string(props, 'kind'), string(props, 'form'))
    if (found !== null && !sameShape(found, one)) return null
    found = one
  }
  return found
}

/** Makes the selected shapes another one, in one step, and keeps all else of them; with nothing selected it is what is drawn next. */
export function reshape(editor: Editor, { kind, form }: ShapeName): void {
  if (editor.state.selection.size === 0) editor.setTool(kind)
  const ops = each(editor.client.view, editor.state.selection, (props) =>
    isShape(string(props, 'kind'))
      ? new Map([['kind', kind], ...(form === undefined ? [] : [['form', form] as const])])
      : new Map(),
  )
  editor.commit(ops, editor.newID())
  if (form !== undefined) editor.setStyle({ form })
}
