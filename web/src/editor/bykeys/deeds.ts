import type { Board } from '../../board/board'
import type { Op } from '../../board/types'
import { visible } from '../../elements/kind-of'
import { say } from '../../words/say'
import { calledTogether } from './names'

/** What ops come to, as one would say it. */
type Deed = 'made' | 'deleted' | 'moved' | 'resized' | 'changed'

/** What of an element says where it is. */
const placing: ReadonlySet<string> = new Set(['at', 'angle', 'start', 'end'])

const sentences: { readonly [deed in Deed]: (what: string) => string } = {
  made: (what) => say('{what} made', { what }),
  deleted: (what) => say('{what} deleted', { what }),
  moved: (what) => say('{what} moved', { what }),
  resized: (what) => say('{what} resized', { what }),
  changed: (what) => say('{what} changed', { what }),
}

function deedOf(op: Op): Deed {
  if (op.op === 'remove') return 'deleted'
  if (op.op !== 'set') return 'made'
  const paths = [...op.props.keys()]
  if (paths.every((path) => placing.has(path) || path.startsWith('knots/'))) return 'moved'
  return paths.every((path) => path === 'at' || path === 'size') ? 'resized' : 'changed'
}

const undone = (deed: Deed): Deed => (deed === 'made' ? 'deleted' : deed === 'deleted' ? 'made' : deed)

/** What there is more of stands for the whole; what is made and deleted, before the rest. */
const weight: readonly Deed[] = ['made', 'deleted', 'moved', 'resized', 'changed']

/**
 * Says what ops come to on a board that they have not been done to yet: "Rectangle, Invoice deleted". `undoes`: what they take back
 * instead. '' where nothing is to be said.
 */
export function deedWords(board: Board, ops: readonly Op[], undoes = false): string {
  const ids = new Map<Deed, string[]>()
  for (const op of ops) {
    const deed = undoes ? undone(deedOf(op)) : deedOf(op)
    const props = op.op === 'put' || op.op === 'restore' ? op.props : board.element(op.id)?.props
    if (props === undefined || !visible(props as ReadonlyMap<string, never>)) continue
    const list = ids.get(deed)
    if (list === undefined) ids.set(deed, [op.id])
    else if (!list.includes(op.id)) list.push(op.id)
  }
  const deed = weight.find((one) => ids.has(one))
  if (deed === undefined) return ''
  return sentences[deed](calledTogether(laidOver(board, ops), ids.get(deed)!))
}

/** The board as names are read off it: with what the ops put there. */
function laidOver(board: Board, ops: readonly Op[]): Pick<Board, 'element' | 'children'> {
  const put = new Map(ops.flatMap((op) => (op.op === 'put' || op.op === 'restore' ? [[op.id, op.props] as const] : [])))
  return {
    element: (id) => {
      const props = put.get(id)
      return props === undefined ? board.element(id) : ({ id, props } as ReturnType<Board['element']>)
    },
    children: (id) => board.children(id),
  }
}
