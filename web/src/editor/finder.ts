import type { Board } from '../board/board'
import type { Element } from '../board/types'
import { kindOf, unknown, visible } from '../elements'
import { flag } from '../elements/props'
import { type Box, boxUnion, grown } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { SpatialIndex } from '../geometry/spatial-index'
import { paintedBefore } from './order'

/** What lies around several elements. */
type Framed = { readonly ids: ReadonlySet<string>; readonly box: Box | null; readonly overhang: number }

/** Knows where everything on the board is, and answers what lies at a place. It follows the board by what it is told has changed. */
export class Finder {
  private board: Board
  private readonly index = new SpatialIndex()
  private readonly unknowns = new Set<string>()
  /** The last that was asked for: selections are asked about with every move of the hand, and may be large. */
  private framed: Framed | null = null

  constructor(board: Board) {
    this.board = board
    this.reload(board)
  }

  /** Looks at everything anew. */
  reload(board: Board): void {
    this.board = board
    this.framed = null
    this.unknowns.clear()
    const boxes: [string, Box][] = []
    for (const element of board.elements()) {
      if (unknown(element.props)) this.unknowns.add(element.id)
      if (visible(element.props)) boxes.push([element.id, kindOf(element.props).bounds(element.props)])
    }
    this.index.load(boxes)
    // The board sorts itself when it is first asked: while it loads, and not under the first stroke.
    board.paintOrder()
  }

  /** Looks at what was touched; returns the boxes where the picture is no longer right. */
  update(board: Board, touched: ReadonlySet<string>): Box[] {
    this.board = board
    this.framed = null
    const stale: Box[] = []
    for (const id of touched) {
      const before = this.index.box(id)
      const element = board.element(id)
      const now = element !== undefined && visible(element.props) ? kindOf(element.props).bounds(element.props) : null
      if (element !== undefined && unknown(element.props)) this.unknowns.add(id)
      else this.unknowns.delete(id)
      this.index.set(id, now)
      if (before !== null) stale.push(before)
      if (now !== null) stale.push(now)
    }
    return stale
  }

  /** Whether the board holds kinds that this page does not know. */
  get hasUnknown(): boolean {
    return this.unknowns.size > 0
  }

  /** The box around everything; null for an empty board. */
  extent(): Box | null {
    return this.index.extent()
  }

  /** Whether anything is drawn in a box, as far as boxes tell. */
  any(box: Box): boolean {
    return this.index.any(box)
  }

  /** The box of what lies nearest to a point; null for an empty board. */
  nearest(at: BoardPoint): Box | null {
    return this.index.nearest(at)
  }

  /** All that is drawn of an element. */
  bounds(id: string): Box | null {
    return this.index.box(id)
  }

  /** The box that handles go around: the element without the width of its lines. */
  frame(id: string): Box | null {
    const element = this.board.element(id)
    return element !== undefined && visible(element.props) ? kindOf(element.props).frame(element.props) : null
  }

  /** How far an element's lines stand out of its frame, in board units. */
  overhang(id: string): number {
    const frame = this.frame(id)
    const drawn = this.index.box(id)
    return frame === null || drawn === null ? 0 : Math.max(0, frame.x - drawn.x)
  }

  /** The frame around several. */
  frameOf(ids: ReadonlySet<string>): Box | null {
    return this.around(ids).box
  }

  /** The widest overhang among several. */
  overhangOf(ids: ReadonlySet<string>): number {
    return this.around(ids).overhang
  }

  private around(ids: ReadonlySet<string>): Framed {
    if (this.framed?.ids === ids) return this.framed
    const boxes = [...ids].map((id) => this.frame(id)).filter((box) => box !== null)
    let overhang = 0
    for (const id of ids) overhang = Math.max(overhang, this.overhang(id))
    this.framed = { ids, box: boxUnion(boxes), overhang }
    return this.framed
  }

  /** What may be drawn in a box, in paint order. */
  painted(box: Box): Element[] {
    const found: Element[] = []
    for (const id of this.index.search(box)) {
      const element = this.board.element(id)
      if (element !== undefined) found.push(element)
    }
    return found.sort((a, b) => paintedBefore(this.board, a.id, b.id))
  }

  /** What lies on top at a point, give or take `slack` hundredths; locked elements are left out. */
  topmost(at: BoardPoint, slack: number): string | null {
    const here = this.painted(grown({ x: at.x, y: at.y, w: 0, h: 0 }, slack))
    const hit = here.findLast(({ props }) => !flag(props, 'locked') && kindOf(props).hit(props, at, slack))
    return hit?.id ?? null
  }

  /** What comes into a box; locked elements are left out. */
  inBox(box: Box): string[] {
    return this.index.search(box).filter((id) => {
      const props = this.board.element(id)?.props
      return props !== undefined && !flag(props, 'locked') && kindOf(props).enters(props, box)
    })
  }

  /** What a segment comes within `slack` of; locked elements are left out. */
  crossing(from: BoardPoint, to: BoardPoint, slack: number): string[] {
    const box = {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      w: Math.abs(from.x - to.x),
      h: Math.abs(from.y - to.y),
    }
    return this.index.search(grown(box, slack)).filter((id) => {
      const props = this.board.element(id)?.props
      return props !== undefined && !flag(props, 'locked') && kindOf(props).cross(props, from, to, slack)
    })
  }
}
