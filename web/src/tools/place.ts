import type { Value } from '../board/types'
import type { ToolView } from '../editor/tool'

/** What puts a new element on top of the layer that is drawn on. */
export function place(view: ToolView): (readonly [property: string, value: Value])[] {
  const parent = view.newParent()
  return [['order', view.topOrder()], ...(parent === '' ? [] : [['parent', parent] as const])]
}
