import type { Board } from '../board/board'
import { orderOf } from '../board/element'
import type { ElementProps } from '../elements/element'
import { visible } from '../elements/kind-of'
import { sized } from '../elements/props'
import { type Box, within } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { SpatialIndex } from '../geometry/spatial-index'
import { paintedBefore } from './order'
import { isHidden } from './tree'

/** Whether others may lie in it, so that how it stands matters to them. */
export function holdsOthers(p: ElementProps): boolean {
  return !visible(p) || p.get('kind') === 'frame'
}

/** What matters to those that lie in something: whether it shows them, where it stands itself, and what a frame lets be seen. */
export function standing(board: Board, id: string): string {
  const element = board.element(id)!
  const { props } = element
  const window = props.get('kind') === 'frame' ? `${props.get('at')} ${props.get('size')}` : ''
  return `${isHidden(board, id)} ${board.parent(id)} ${orderOf(element)} ${window}`
}

/** Where the frames of a board are that are seen. There are few of them, and they are asked about with every move of a hand. */
export class FrameIndex {
  private readonly index = new SpatialIndex()

  /** Forgets all. */
  clear(): void {
    this.index.load([])
  }

  /** Looks at an element anew: it may be a frame, or have been one. */
  note(board: Board, id: string): void {
    const props = board.element(id)?.props
    const seen = props?.get('kind') === 'frame' && visible(props) && !isHidden(board, id)
    if (seen || this.index.box(id) !== null) this.index.set(id, seen ? sized(props!) : null)
  }

  /** Whether there is any. */
  get any(): boolean {
    return this.index.size > 0
  }

  /** Whether it is a frame that is seen. */
  has(id: string): boolean {
    return this.index.box(id) !== null
  }

  /** Those that come into a box, in paint order. */
  in(board: Board, box: Box): string[] {
    if (!this.any) return []
    return this.index.search(box).sort((a, b) => paintedBefore(board, a, b))
  }

  /** Whether a point is in a frame in which nothing lies. */
  bare(board: Board, id: string, at: BoardPoint): boolean {
    const box = this.index.box(id)
    return box !== null && within(box, at) && board.children(id).length === 0
  }
}
