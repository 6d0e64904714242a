import type { Board } from '../../board/board'
import { folded } from '../find'
import type { Finder } from '../finder'
import { calledOut } from './names'
import { type ReadingTree, readingTree } from './reading'

/** A line of the outline: something on the board, and where it is in the tree. */
export type OutlineRow = {
  readonly id: string
  /** From 1. */
  readonly level: number
  /** Its place among those it lies beside, from 1, and how many these are. */
  readonly place: number
  readonly of: number
  readonly parent: string
  /** Whether something lies in it, and whether that is shown. */
  readonly holds: boolean
  readonly open: boolean
}

/** What lies on a board as a tree in reading order; read anew when the board has changed. */
export class Outline {
  readonly tree: ReadingTree
  private readonly board: Board
  private readonly finder: Finder
  private readonly names = new Map<string, string>()

  constructor(board: Board, finder: Finder) {
    this.board = board
    this.finder = finder
    this.tree = readingTree(board, finder)
  }

  /** What something is called; it is looked up once. */
  nameOf(id: string): string {
    const known = this.names.get(id)
    if (known !== undefined) return known
    const name = calledOut(this.board, id, this.finder.shown(id)?.props)
    this.names.set(id, name)
    return name
  }

  /** The lines that are shown: all but what lies in those that are shut. With a query only what fits it, and what that lies in. */
  rows(shut: ReadonlySet<string>, query = ''): OutlineRow[] {
    const asked = folded(query).trim()
    const rows: OutlineRow[] = []
    const walk = (parent: string, level: number): boolean => {
      const all = this.tree.get(parent) ?? []
      let any = false
      for (const [i, id] of all.entries()) {
        const holds = this.tree.has(id)
        const open = holds && (asked !== '' || !shut.has(id))
        const at = rows.length
        rows.push({ id, level, place: i + 1, of: all.length, parent, holds, open })
        const within = open && walk(id, level + 1)
        if (asked === '' || within || folded(this.nameOf(id)).includes(asked)) any = true
        else rows.length = at
      }
      return any
    }
    walk('', 1)
    return rows
  }
}
