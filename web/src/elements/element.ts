import type { Props, Value } from '../board/types'
import type { Box } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import type { Pen } from './pen'
import type { Words } from './words'

/** The properties of an element, as stored; use the readers of props.ts, which know the defaults. */
export type ElementProps = ReadonlyMap<string, Value>

/** Properties to set. */
export type Changes = ReadonlyMap<string, Value>

/** Which way something is mirrored: 'h' swaps left and right, 'v' top and bottom. */
export type Axis = 'h' | 'v'

/** How a shape carries its label. */
export type Lettering = {
  /** Where the label may stand, before the shape is turned. */
  room(p: ElementProps): Box
  /** How large the shape has to be for a label that is so wide and so high. */
  sizeFor(p: ElementProps, w: number, h: number): readonly [w: number, h: number]
  /** The same element with letters of the size in which these words fit into it; absent where they keep their size. */
  fitted?(p: ElementProps, words: Words): ElementProps
  /** Whether a point lies within its edge, filled or not. */
  encloses(p: ElementProps, at: BoardPoint): boolean
}

/** The middle between a point of a line and the next, on the board. `after`: the place of the first in the row; `length`: from one to the other. */
export type Between = { readonly after: number; readonly at: BoardPoint; readonly length: number }

/** What an element that is tied to others asks about the board. */
export interface Neighbours {
  /** An element as it is now; undefined where it is not on the board. */
  props(id: string): ElementProps | undefined
  /** The boxes of what stands in an area and is not to be crossed, without some, and without frames around one of the ends; in no order. */
  standing(area: Box, without: ReadonlySet<string>, ends: readonly BoardPoint[]): readonly Box[]
  /** Any way will do that is found at once: another one is asked for a moment later. */
  readonly rough?: boolean
}

/** How an element is tied to others: where they go, it follows. What comes of that is never stored. */
export type Ties = {
  /** The ids of what it is tied to. */
  to(p: ElementProps): readonly string[]
  /** Its properties as it is drawn, given where those are; `p` may have been made by this before. */
  tied(p: ElementProps, around: Neighbours): ElementProps
  /** The area in which whatever stands may change how it is drawn; null where nothing does but what it is tied to. */
  area(p: ElementProps, around: Neighbours): Box | null
  /** What to set so that it goes where it is taken: it is tied no more, unless something that it is tied to comes along. */
  freed(p: ElementProps, comes: (id: string) => boolean): Changes
  /** What to set so that it stays where it is drawn when some of those go from the board. */
  left(drawn: ElementProps, gone: (id: string) => boolean): Changes
}

/**
 * Several texts in one element: the cells of a table. Each is read and written as if it were a shape of its own with a label. A cell's
 * name is that of its row, "-", and that of its column; a row or a column alone has nothing on the other side of it.
 */
export type Cells = {
  /** The names of all cells, row by row. */
  names(p: ElementProps): readonly string[]
  /** The name of the cell at a point of the board; '' for none. */
  at(p: ElementProps, at: BoardPoint): string
  /** A cell as a shape with a label; undefined where there is none of that name. */
  cell(p: ElementProps, name: string): ElementProps | undefined
  /** What to set so that the text of a cell changes so, which is given as that of the shape. Rows that get too low for it grow. */
  written(p: ElementProps, name: string, changes: Props): Props
  /** What to set so that every row is high enough for its words. */
  fitted(p: ElementProps): Changes
  /** The element without the words of a cell; the same object as long as both are the same. */
  hushed(p: ElementProps, name: string): ElementProps
  /** What to set so that it goes without a row or a column; null where there is none of that name, or no other. */
  without(p: ElementProps, band: string): Props | null
}

/** A noun: what a kind of element looks like and where it is. Pure: the properties are all it knows. */
export interface Kind {
  /** Its name in kinds.json. */
  readonly kind: string
  /** What one of them is called, in English (words/say.ts). */
  noun(p: ElementProps): string
  /** The upright box around all that is drawn. */
  bounds(p: ElementProps): Box
  /** Where it lies before it is turned by its angle about the middle of this box; without the width of lines. */
  own(p: ElementProps): Box
  /** The upright box around it as it is turned; without the width of lines. */
  frame(p: ElementProps): Box
  /** How far its lines are seen to stand out of its frame; where it does not say, as far as its bounds do. */
  overhang?(p: ElementProps): number
  /** Whether nothing of it is seen, whatever its bounds; absent where something always is. */
  nothing?(p: ElementProps): boolean
  /** Whether a point lies on it, give or take `slack` hundredths. */
  hit(p: ElementProps, at: BoardPoint, slack: number): boolean
  /** Whether a segment comes within `slack` of it. */
  cross(p: ElementProps, from: BoardPoint, to: BoardPoint, slack: number): boolean
  /** Whether it comes into a box. */
  enters(p: ElementProps, box: Box): boolean
  /** The closed line at which arrows end that are tied to it, its first point once more at the end; absent where none can be. */
  edge?(p: ElementProps): readonly BoardPoint[]
  /** Where it shows by itself that it leads somewhere, on the board; absent where a mark beside it does (link-mark.ts). */
  leads?(p: ElementProps): BoardPoint
  /** Of a line that runs through points: where it offers more of them. */
  between?(p: ElementProps): readonly Between[]
  /** How it is tied to others; absent where it stands by itself. */
  readonly ties?: Ties
  /** Draws it with the pen at its `at` (see Pen). */
  draw(p: ElementProps, pen: Pen): void
  /**
   * What to set so that what filled `from` fills `to`, whose sides may be negative: mirrored. A turned element keeps its right
   * angles: it grows along its own axes as much as the boxes do in their direction.
   */
  resized(p: ElementProps, from: Box, to: Box): Changes
  /** What to set to carry it. */
  moved(p: ElementProps, by: BoardPoint): Changes
  /** What to set to turn it about a point by hundredths of a degree, clockwise as the screen sees it. */
  turned(p: ElementProps, by: number, about: BoardPoint): Changes
  /** What to set to mirror it in a line through a point: 'h' left to right, 'v' upside down. Letters stay readable. */
  flipped(p: ElementProps, axis: Axis, about: BoardPoint): Changes
  /** Where words may stand in it, and how it grows with them; absent where none do, or where it is nothing but words. */
  readonly lettering?: Lettering
  /** The texts in it, where these are several; absent where it is one, or none. */
  readonly cells?: Cells
  /** What it says, for screen readers and search; '' where it says nothing. */
  label(p: ElementProps): string
}
