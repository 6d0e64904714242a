import type { Board } from '../board/board'
import { settingsID } from '../board/names'
import type { Element } from '../board/types'
import { taken } from '../editor/clipboard-take'
import type { Finder } from '../editor/finder'
import type { Pace } from '../editor/pace'
import { copyable } from '../editor/renamed'
import { visible } from '../elements/kind-of'
import { wholeBounds } from '../elements/link-mark'
import { flag, number, string } from '../elements/props'
import { type Box, boxUnion, grown, touches } from '../geometry/box'
import type { Paper } from '../render/paper'

/** What of a board goes into a picture: everything, what is selected, or what lies in a box. */
export type What =
  | { readonly of: 'all' }
  | { readonly of: 'selection'; readonly ids: ReadonlySet<string> }
  | { readonly of: 'area'; readonly box: Box }

/** What lies under it: nothing, the paper's colour, or the paper with its dots and lines. */
export type Ground = 'none' | 'plain' | 'pattern'

/**
 * What is drawn, in paint order; what is carried along, groups too, so that the picture can become elements again; and the part of the
 * board. `clipped`: what is drawn may reach beyond the box, and is cut off there.
 */
export type Scope = {
  readonly drawn: readonly Element[]
  readonly carried: readonly Element[]
  readonly box: Box
  readonly clipped: boolean
  readonly paper: Paper
}

/** Free room around what is drawn, in hundredths; an area is taken as it is. The field's products have 10 to 32 pixels. */
export const PADDING = 1600

/** The paper as the board's settings have it. */
export function paperOf(board: Board): Paper {
  const props = board.element(settingsID)?.props ?? new Map([['kind', 'board']])
  return { paper: string(props, 'paper'), grid: number(props, 'grid') }
}

/** Finds what goes into a picture; null where that is nothing. */
export async function scopeOf(finder: Pick<Finder, 'board' | 'shown'>, what: What, pace: Pace): Promise<Scope | null> {
  const { board } = finder
  const carried = what.of === 'selection' ? taken(board, what.ids) : allSeen(board)
  const drawn: Element[] = []
  let box: Box | null = null
  for (const element of carried) {
    if (pace.due) await pace.turn()
    if (!visible(element.props)) continue
    const shown = finder.shown(element.id) ?? element
    const own = wholeBounds(shown.props)
    if (what.of === 'area' && !touches(own, what.box)) continue
    drawn.push(shown)
    box = box === null ? own : boxUnion([box, own])
  }
  if (box === null) return null
  const paper = paperOf(board)
  if (what.of !== 'area') return { drawn, carried, box: grown(box, PADDING), clipped: false, paper }
  return { drawn, carried: withGroups(board, carried, drawn), box: what.box, clipped: true, paper }
}

/** All that is seen, in paint order, with the groups it lies in. */
export function allSeen(board: Board): Element[] {
  const found: Element[] = []
  const hidden = new Set<string>()
  for (const id of board.paintOrder()) {
    const element = board.element(id)!
    const kind = element.props.get('kind')
    if (kind === 'board') continue
    if (flag(element.props, 'hidden') || hidden.has(board.parent(id))) hidden.add(id)
    else if (kind !== 'layer') found.push({ ...element, props: copyable(board, element) })
  }
  return found
}

/** Of all elements those that are drawn, and the groups around them. */
function withGroups(board: Board, all: readonly Element[], drawn: readonly Element[]): Element[] {
  const wanted = new Set<string>()
  for (const { id } of drawn) for (let at = id; at !== '' && !wanted.has(at); at = board.parent(at)) wanted.add(at)
  return all.filter(({ id }) => wanted.has(id))
}
