import type { Board } from '../board/board'
import type { Element } from '../board/types'
import type { ElementProps, Neighbours } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import type { Box } from '../geometry/box'
import { SpatialIndex } from '../geometry/spatial-index'

/** What is nowhere in the way, for whoever only asks where ends are. */
export const nothingStands = (): readonly Box[] => []

/** An element of a board as it is drawn, without minding what stands in its way. */
export function shownOn(board: Board, element: Element): Element {
  const { ties } = kindOf(element.props)
  if (ties === undefined) return element
  const props = ties.tied(element.props, { props: (id) => board.element(id)?.props, standing: nothingStands })
  return props === element.props ? element : { ...element, props }
}

/** Elements that are tied to others: how they are drawn now, and which are to be looked at again when something else has changed. */
export class Tied {
  private readonly board: () => Board
  private readonly standing: Neighbours['standing']
  /** What each of them is tied to, and who is tied to something. */
  private readonly to = new Map<string, readonly string[]>()
  private readonly on = new Map<string, Set<string>>()
  private readonly shown = new Map<string, Element>()
  /** Where what stands there matters to them. */
  private readonly areas = new SpatialIndex()
  /** Those whose way does not mind, for now, what stands there, or what stood there before (see late-ways.ts). */
  private readonly rough = new Set<string>()

  constructor(board: () => Board, standing: Neighbours['standing']) {
    this.board = board
    this.standing = standing
  }

  /** Forgets everything. */
  clear(): void {
    this.to.clear()
    this.on.clear()
    this.shown.clear()
    this.areas.load([])
    this.rough.clear()
  }

  /** Leaves the way of one as it is for now, although something else stands there. */
  defer(id: string): void {
    this.rough.add(id)
  }

  /** The same of all. */
  deferAll(): void {
    for (const id of this.areas.ids()) this.rough.add(id)
  }

  /** One whose way does not mind what stands there, until it is looked at anew; null for none. */
  get roughly(): string | null {
    for (const id of this.rough) return id
    return null
  }

  /** Goes on from one that is drawn so; whether it minds what stands around, and so is to be drawn anew. */
  smoothen(id: string): boolean {
    this.rough.delete(id)
    const props = this.board().element(id)!.props
    const area = kindOf(props).ties!.area(props, this.around())
    if (area !== null || this.areas.box(id) !== null) this.areas.set(id, area)
    if (area !== null) this.shown.delete(id)
    return area !== null
  }

  /** What the kinds ask about the board as it is; some may be told to be otherwise. */
  around(instead: (id: string) => ElementProps | undefined = () => undefined): Neighbours {
    const board = this.board()
    return { props: (id) => instead(id) ?? board.element(id)?.props, standing: this.standing }
  }

  /** The element as it is drawn; the same value for as long as nothing has changed. */
  element(id: string): Element | undefined {
    const shown = this.shown.get(id)
    if (shown !== undefined) return shown
    const element = this.board().element(id)
    return element === undefined || !this.to.has(id) ? element : this.drawn(element)
  }

  private drawn(element: Element): Element {
    const around = this.rough.has(element.id)
      ? { ...this.around(), standing: nothingStands, rough: true }
      : this.around()
    const props = kindOf(element.props).ties?.tied(element.props, around) ?? element.props
    const shown = props === element.props ? element : { ...element, props }
    this.shown.set(element.id, shown)
    return shown
  }

  /** Looks at an element anew; true if it is of a sort that can be tied. `rough`: for now it is drawn without minding what stands around. */
  note(id: string, rough = false): boolean {
    for (const other of this.to.get(id) ?? []) this.on.get(other)?.delete(id)
    this.shown.delete(id)
    this.rough.delete(id)
    const props = this.board().element(id)?.props
    const ties = props && kindOf(props).ties
    if (props === undefined || ties === undefined) {
      if (this.to.delete(id)) this.areas.set(id, null)
      return false
    }
    const to = ties.to(props)
    this.to.set(id, to)
    for (const other of to) {
      const those = this.on.get(other)
      if (those === undefined) this.on.set(other, new Set([id]))
      else those.add(id)
    }
    if (rough) {
      this.rough.add(id)
      return true
    }
    const area = ties.area(props, this.around())
    if (area !== null || this.areas.box(id) !== null) this.areas.set(id, area)
    return true
  }

  /** Who is tied to an element. */
  followers(id: string): Iterable<string> {
    return this.on.get(id) ?? []
  }

  /** Whether anything on the board is tied at all. */
  get any(): boolean {
    return this.to.size > 0
  }

  /** Whose way may be another when something changes in a box. */
  concerned(box: Box): Iterable<string> {
    return this.areas.size === 0 ? [] : this.areas.search(box)
  }
}
