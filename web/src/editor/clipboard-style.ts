import { styleNames, styleValue, usesStyle } from './style'
import { leavesOf } from './tree'
import type { Editor, Style } from './types'
import { styledAs } from './work'

/** The style that was copied last, on whichever board of this page. */
let copied: Partial<Style> | null = null

/** Keeps how the first of what is selected looks, as far as its kind has it. */
export function copyStyle(editor: Editor): void {
  const { view } = editor.client
  const [first] = leavesOf(view, editor.state.selection)
  const props = first === undefined ? undefined : view.element(first)?.props
  if (props === undefined) return
  copied = Object.fromEntries(
    styleNames.filter((name) => usesStyle(props, name)).map((name) => [name, styleValue(props, name)]),
  )
}

/** Gives what is selected the style that was copied, as far as the kinds of it have it. */
export function pasteStyle(editor: Editor): void {
  if (copied === null) return
  editor.commit(styledAs(editor.client.view, editor.state.selection, copied), editor.newID())
}

/** Whether a style was copied. */
export function hasCopiedStyle(): boolean {
  return copied !== null
}
