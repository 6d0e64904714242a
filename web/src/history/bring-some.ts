import type { Board } from '../board/board'
import { parentOf } from '../board/element'
import { maxDepth } from '../board/names'
import type { Op } from '../board/types'
import { backAs } from './restore'

/** What brings a few things back. */
export type BringingSome = {
  readonly ops: readonly Op[]
  /** Things that do not lie in what they lay in then, since that is gone, or lies in them by now. */
  readonly astray: number
}

/**
 * What makes some elements of a board what they were at a moment, and leaves all others alone. What lay in a group or a frame comes with it. What
 * something lay in is not brought back for its sake: it comes to lie in what is left of that around it, or on the board itself. Ends of arrows keep what
 * they were tied to; where that is gone they are free, and tied again should it come back.
 */
export function bringingSome(now: Board, then: Board, ids: Iterable<string>): BringingSome {
  const all = withContents(then, ids)
  const parents = new Parents(now, then, all)
  const back: Op[] = []
  const freed: Op[] = []
  const sets: Op[] = []
  let astray = 0
  for (const id of all) {
    const element = then.element(id)!
    const parent = parents.of(id)
    const props = new Map(element.props)
    if (parent === '') props.delete('parent')
    else props.set('parent', parent)
    if (parent !== then.parent(id)) astray++
    const op = backAs(now, { ...element, props })
    if (op === null) continue
    if (op.op !== 'set') back.push(op)
    else {
      sets.push(op)
      // Two that change places in a tree must not lie in each other meanwhile: that would be refused.
      if (op.props.has('parent') && parentOf(now.element(id)!) !== '')
        freed.push({ op: 'set', id, props: new Map([['parent', null]]) })
    }
  }
  return { ops: [...freed, ...back, ...sets], astray }
}

/** These and all that lies in them, each once, what lies around others before these. What is not on the board is left out. */
function withContents(board: Board, ids: Iterable<string>): ReadonlySet<string> {
  const all = new Set<string>()
  const take = (id: string) => {
    if (all.has(id) || board.element(id) === undefined) return
    all.add(id)
    for (const child of board.children(id)) take(child.id)
  }
  for (const id of ids) take(id)
  return all
}

/** What things come to lie in. */
class Parents {
  readonly #now: Board
  readonly #then: Board
  readonly #all: ReadonlySet<string>
  /** What was decided so far; the others are still where they are. */
  readonly #decided = new Map<string, string>()

  constructor(now: Board, then: Board, all: ReadonlySet<string>) {
    this.#now = now
    this.#then = then
    this.#all = all
  }

  /** The nearest of what it lay in that is there, and does not lie in it; '' for the board itself. */
  of(id: string): string {
    let parent = this.#then.parent(id)
    for (let depth = 0; parent !== '' && depth < maxDepth; depth++) {
      if (this.#there(parent) && !this.#within(parent, id)) break
      parent = this.#then.parent(parent)
    }
    this.#decided.set(id, parent)
    return parent
  }

  #there(id: string): boolean {
    return this.#all.has(id) || this.#now.element(id) !== undefined
  }

  /** Whether something will lie in another, at any depth. */
  #within(id: string, other: string): boolean {
    let at = id
    for (let depth = 0; at !== '' && depth < maxDepth; depth++) {
      if (at === other) return true
      at = this.#around(at)
    }
    return at !== ''
  }

  /** What of these is not decided yet lies nowhere until it is: then it is its turn to look. */
  #around(id: string): string {
    const decided = this.#decided.get(id)
    if (decided !== undefined || this.#all.has(id)) return decided ?? ''
    const here = this.#now.element(id)
    const parent = here === undefined ? '' : parentOf(here)
    return this.#there(parent) ? parent : ''
  }
}
