import type { Op } from '../../board/types'
import { takesArrows } from '../../elements/arrow-end'
import { kindOf } from '../../elements/kind-of'
import { arrowBetween } from '../arrow-between'
import { topOrders } from '../order'
import type { Editor } from '../types'

/** Those of some elements that arrows can be tied to, in their order. */
export function connectable(editor: Editor, ids: Iterable<string>): string[] {
  return [...ids].filter((id) => {
    const props = editor.client.view.element(id)?.props
    return props !== undefined && takesArrows(props)
  })
}

/** Joins elements by arrows, each to the next, in one step; returns the ids of the arrows. */
export function connect(editor: Editor, ids: readonly string[]): string[] {
  const { view } = editor.client
  const chain = connectable(editor, ids)
  if (chain.length < 2 || editor.state.readOnly) return []
  const orders = new Map<string, readonly string[]>()
  const ops: Op[] = []
  for (const [i, from] of chain.slice(0, -1).entries()) {
    const to = chain[i + 1]!
    const [a, b] = [view.element(from)!.props, view.element(to)!.props]
    // What lies in one group or frame is joined within it.
    const parent = view.parent(from) === view.parent(to) ? view.parent(from) : ''
    const keys = orders.get(parent) ?? topOrders(view, parent, chain.length)
    orders.set(parent, keys)
    const order = keys[i]!
    const place = new Map([['order', order], ...(parent === '' ? [] : [['parent', parent] as const])])
    ops.push(arrowBetween(editor, a, [from, to], [kindOf(a).frame(a), kindOf(b).frame(b)], place))
  }
  editor.commit(ops, editor.newID())
  return ops.map(({ id }) => id)
}
