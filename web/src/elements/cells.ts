import type { Props } from '../board/types'
import type { BoardPoint } from '../geometry/point'
import type { ElementProps } from './element'
import { kindOf } from './kind-of'

/**
 * The texts of elements. Most have one, and it is the element's own; a table has one in each cell. Who reads and writes texts names the
 * cell, '' for the element itself, and sees a text element or a shape with a label either way.
 */

/** What a text is read from: the element, or one of its cells; undefined where there is none of that name. */
export function textIn(p: ElementProps, cell: string): ElementProps | undefined {
  return cell === '' ? p : kindOf(p).cells?.cell(p, cell)
}

/** The names of the texts of an element: of its cells, or '' for itself. */
export function textNames(p: ElementProps): readonly string[] {
  return kindOf(p).cells?.names(p) ?? ['']
}

/** The name of the cell of an element at a point of the board; '' where it has none there. */
export function cellAt(p: ElementProps | undefined, at: BoardPoint): string {
  return p === undefined ? '' : (kindOf(p).cells?.at(p, at) ?? '')
}

/** All that texts of an element are read from. */
export function textsIn(p: ElementProps): readonly ElementProps[] {
  return textNames(p)
    .map((name) => textIn(p, name))
    .filter((text) => text !== undefined)
}

/** What to set on the element so that the text of a cell, never '', changes so. */
export function cellChanges(p: ElementProps, cell: string, changes: Props): Props {
  return kindOf(p).cells?.written(p, cell, changes) ?? new Map()
}
