import type { Board } from '../board/board'
import type { Op, Value } from '../board/types'
import { kindOf, visible } from '../elements/kind-of'
import type { Box } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { groupable } from './group'
import { between } from './order'
import { copyable, renamed } from './renamed'
import { wholeOf } from './tree'
import type { Editor } from './types'

/** How far a duplicate lies from its model at first, in hundredths. */
const ASIDE = { x: 1600, y: 1600 }

/** Copies that are about to be put: `ids` are the units among them, a copy for each model. */
export type Copies = { readonly ops: readonly Op[]; readonly ids: readonly string[] }

/** Copies of an element and of all that lies in it, under fresh ids, in the same order; what holds others comes first. */
function copied(board: Board, model: string, by: BoardPoint, order: string, names: ReadonlyMap<string, string>): Op[] {
  return wholeIn(board, model).map((id) => {
    const props = copyable(board, board.element(id)!)
    const copy = new Map<string, Value>()
    for (const [path, value] of visible(props) ? [...props, ...kindOf(props).moved(props, by)] : props) {
      const kept = path === 'parent' ? value : renamed(path, value, names)
      if (kept !== null) copy.set(path, kept)
    }
    if (id === model) copy.set('order', order)
    else copy.set('parent', names.get(board.parent(id))!)
    return { op: 'put', id: names.get(id)!, props: copy }
  })
}

/** An element, and all that lies in it; what holds others comes first. */
const wholeIn = (board: Board, model: string): readonly string[] => wholeOf(board, model).reverse()

function byParent(board: Board, ids: readonly string[]): ReadonlyMap<string, string[]> {
  const parents = new Map<string, string[]>()
  for (const id of ids) {
    const parent = board.parent(id)
    const siblings = parents.get(parent)
    if (siblings === undefined) parents.set(parent, [id])
    else siblings.push(id)
  }
  return parents
}

/** Copies right above the topmost of their models in each group and layer, in the order in which the models lie, carried by a vector. */
export function duplicated(board: Board, selection: Iterable<string>, by: BoardPoint, newID: () => string): Copies {
  const ops: Op[] = []
  const ids: string[] = []
  const all = groupable(board, selection)
  const names = new Map(all.flatMap((model) => wholeIn(board, model)).map((id) => [id, newID()]))
  for (const [parent, models] of byParent(board, all)) {
    const siblings = board.children(parent)
    const at = siblings.findIndex((one) => one.id === models.at(-1))
    const copies = models.map((model) => names.get(model)!)
    const keys = between(siblings.slice(0, at + 1), copies, siblings.slice(at + 1))
    for (const [i, model] of models.entries()) ops.push(...copied(board, model, by, keys.get(copies[i]!)!, names))
    const own = new Set(copies)
    for (const [id, key] of keys) if (!own.has(id)) ops.push({ op: 'set', id, props: new Map([['order', key]]) })
    ids.push(...copies)
  }
  return { ops, ids }
}

/** What was duplicated last: where the models were, and the copies. */
type Last = { readonly from: Box; readonly ids: readonly string[] }

const lasts = new WeakMap<Editor, Last>()

/** Says that a duplicate was made otherwise, by dragging: the next one goes on as far. */
export function remember(editor: Editor, from: Box, ids: readonly string[]): void {
  lasts.set(editor, { from, ids })
}

/** How far the copies lie from their models now; undefined where the selection is not what was duplicated last. */
function carried(editor: Editor): BoardPoint | undefined {
  const last = lasts.get(editor)
  const { selection } = editor.state
  if (last === undefined || last.ids.length !== selection.size || !last.ids.every((id) => selection.has(id))) return
  const now = editor.selectionBox()
  if (now === null || now.w !== last.from.w || now.h !== last.from.h) return
  return { x: now.x - last.from.x, y: now.y - last.from.y }
}

/** Duplicates the selection: a little aside, or as far as the person has carried the last duplicate from its model. */
export function duplicate(editor: Editor): void {
  const { ops, ids } = duplicated(editor.client.view, editor.state.selection, carried(editor) ?? ASIDE, () =>
    editor.newID(),
  )
  const from = editor.selectionBox()
  if (ids.length === 0 || from === null) return
  editor.commit(ops, editor.newID())
  editor.turns.afterwards(() => {
    editor.select(ids)
    remember(editor, from, ids)
  })
}
