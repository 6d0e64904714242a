import type { Board } from '../board/board'
import type { Element, Op, Value } from '../board/types'
import type { Box } from '../geometry/box'
import type { Frame } from '../geometry/frame'
import type { BoardPoint, ScreenPoint } from '../geometry/point'
import type { Settings } from './settings'
import type { TieHere } from './tie-at'
import type { Transform } from './transform'
import type { Camera, Style } from './types'

/** What a hand does: pointer events made into board points (whole hundredths), and the four ways out of a gesture. */
export type Pointer = {
  readonly at: BoardPoint
  readonly screen: ScreenPoint
  /** Percent, 0 to 100; 50 where the device does not say. */
  readonly pressure: number
  /** A stylus that tells its pressure. */
  readonly pen: boolean
  /** A finger: targets are wider. */
  readonly coarse: boolean
  readonly shift: boolean
  readonly alt: boolean
  readonly mod: boolean
  /** Milliseconds of a clock that only goes forward. */
  readonly time: number
  /** Where a pen is expected within the next frame: to be shown, and never kept. */
  readonly soon?: readonly Pointer[]
}

/** `move` also comes while nothing is pressed. */
export type Hand =
  | ({ readonly t: 'press'; readonly clicks: number } & Pointer)
  | ({ readonly t: 'move' } & Pointer)
  | ({ readonly t: 'release' } & Pointer)
  /** Shift, alt or mod went down or up. */
  | { readonly t: 'keys'; readonly shift: boolean; readonly alt: boolean; readonly mod: boolean }
  /** Esc, or a second finger at once: nothing of the gesture stays. */
  | { readonly t: 'cancel' }
  /** pointercancel, blur, pagehide, a change of tool: what is there is kept. */
  | { readonly t: 'interrupt' }
  /** What is pressed has stayed where it is for a while (see hold.ts); only tools that ask for it are told. */
  | ({ readonly t: 'hold' } & Pointer)
  /** A pointer that was not pressed left the canvas, or is too high over it to be seen. */
  | { readonly t: 'away' }
  /** These elements were removed by someone else meanwhile; with none of them, what is held was changed. */
  | { readonly t: 'gone'; readonly ids: ReadonlySet<string> }

/**
 * A gesture in progress as it is drawn on the live layer and told to the others. Never in the document.
 * `ids`: the elements it will become or touches.
 */
export type Live = {
  readonly id: string
  readonly ids: readonly string[]
  /** A whole new element (it names its kind), or what differs while one element is shaped. */
  readonly props?: ReadonlyMap<string, Value>
  /** All points of a stroke so far: dx, dy, pressure, dt each. */
  readonly points?: readonly number[]
  /** More points that may still become others: seen by one's own eyes only. */
  readonly ahead?: readonly number[]
} & Transform

/** What something in the hand clings to: a line that sides or middles lie on, or a gap as wide as another, with ticks at its ends. */
export type Guide = {
  readonly from: BoardPoint
  readonly to: BoardPoint
  readonly ticks: boolean
}

/** What a tool shows over the board beside its live elements; never stored. */
export type Mark =
  | { readonly mark: 'brush'; readonly box: Box }
  /** These elements are about to go: drawn at 20 %. */
  | { readonly mark: 'fade'; readonly ids: ReadonlySet<string> }
  /** These are drawn as they will be: with other properties. */
  | { readonly mark: 'worn'; readonly worn: ReadonlyMap<string, ReadonlyMap<string, Value>> }
  /** A line drawn around what is to be selected. */
  | { readonly mark: 'lasso'; readonly line: readonly BoardPoint[] }
  /** Where a pen over the canvas will write, as broad as its line will be (in hundredths) and in its colour. */
  | { readonly mark: 'nib'; readonly at: BoardPoint; readonly thickness: number; readonly colour: string }
  /** A word near the pointer: an angle, a size. */
  | { readonly mark: 'label'; readonly at: ScreenPoint; readonly text: string }
  /** What something clings to. */
  | { readonly mark: 'guide'; readonly guide: Guide }
  /** What an end of an arrow would be tied to: the line around it, and the point that is meant. */
  | { readonly mark: 'tie'; readonly edge: readonly BoardPoint[]; readonly at: BoardPoint }
  /** The whole of a picture that is cropped, and the frame of what is seen of it. */
  | { readonly mark: 'crop'; readonly whole: ReadonlyMap<string, Value>; readonly frame: Frame }
  /** The points of a line, and where it offers more. `round`: the line bends through it; `meant`: it was clicked. */
  | {
      readonly mark: 'knots'
      readonly points: readonly { readonly at: BoardPoint; readonly round: boolean; readonly meant: boolean }[]
      readonly middles: readonly BoardPoint[]
    }
  | GridMark

/** What the rows and columns of a table are taken by. Boxes lie on the board; bars are drawn `thick` CSS pixels across at any zoom. */
export type GridMark = {
  readonly mark: 'grid'
  /** A grip beside each row and column. `meant`: it was clicked; `hot`: the hand is over it. */
  readonly bars: readonly {
    readonly from: BoardPoint
    readonly to: BoardPoint
    readonly meant: boolean
    readonly hot: boolean
  }[]
  /** Where one more can be put between two. */
  readonly dots: readonly BoardPoint[]
  /** Where a plus is shown for that. */
  readonly pluses: readonly { readonly at: BoardPoint; readonly hot: boolean }[]
  /** What is meant is tinted; `cell`: it is a cell, and only outlined. */
  readonly meant: { readonly box: Box; readonly cell: boolean } | null
  /** Where something would begin or end: a divider in the hand, the place of a new row. */
  readonly line: { readonly from: BoardPoint; readonly to: BoardPoint } | null
}

/** What a step asks of the editor. */
export type Effect =
  | { readonly do: 'commit'; readonly ops: readonly Op[]; readonly step: string }
  /** Shows and tells the gesture; null ends it. */
  | { readonly do: 'present'; readonly live: Live | null }
  /** `knot`: of the line or table that is selected this is meant. `models`: these are copies, and where the box around their models is; the next duplicate goes on as far. */
  | {
      readonly do: 'select'
      readonly ids: readonly string[] | ReadonlySet<string>
      readonly models?: Box
      readonly knot?: string
    }
  /** Back to another tool; nothing happens while the tool is locked unless `always`. */
  | { readonly do: 'setTool'; readonly id: string; readonly always?: boolean }
  | { readonly do: 'setCamera'; readonly camera: Camera; readonly animated?: boolean }
  /** Types into a text; `fresh` are the properties of one that is put with its first letter, `cell` says which text of an element with several. */
  | { readonly do: 'edit'; readonly id: string; readonly fresh?: ReadonlyMap<string, Value>; readonly cell?: string }
  /** Tells the person that these, which the hand tries to take along, are locked. */
  | { readonly do: 'sayLocked'; readonly ids: Iterable<string> }

/** What a tool may ask about the board and the editor. It reads; it changes nothing. */
export interface ToolView {
  readonly board: Board
  readonly camera: Camera
  readonly selection: ReadonlySet<string>
  /** The point of the selected line that was clicked last, or the cell, row or column of the selected table; '' for none. */
  readonly knot: string
  readonly style: Style
  readonly readOnly: boolean
  /** The number of the person whose hand it is, on this board; 0 until the server has said it. */
  readonly author: number
  readonly settings: Settings
  /** The canvas in CSS pixels. */
  readonly viewport: { readonly w: number; readonly h: number }
  element(id: string): Element | undefined
  bounds(id: string): Box | null
  /** The box around what is selected; null for nothing. */
  selectionBox(): Box | null
  /** The frame that handles are put around: a single element's is turned like it. */
  selectionFrame(): Frame | null
  /** What is drawn of the selection and may be changed: in place of a group what lies in it. */
  leaves(): string[]
  /** How far the lines of what is selected stand out of that box, in board units. */
  selectionOverhang(): number
  /** What lies on top at a point within `pixels` of it, locked elements left out; null for nothing. */
  topmost(at: BoardPoint, pixels: number): string | null
  /** The topmost shape whose edge goes around a point, filled or not, locked ones left out; null for none. */
  shapeAround(at: BoardPoint): string | null
  /** All that lies at a point within `pixels` of it, what is on top first; locked elements left out. */
  stack(at: BoardPoint, pixels: number): string[]
  /** What lies on top at a point within `pixels` of it, if that is locked; else null. */
  lockedAt(at: BoardPoint, pixels: number): string | null
  /** What a click on an element takes hold of: a group around it, or itself. */
  unit(id: string): string
  /** The units that a box takes, by the person's setting; locked elements left out. */
  unitsInBox(box: Box): string[]
  /** The units whose middle or line a closed line is drawn around, by the person's setting; locked elements left out. */
  unitsInLasso(line: readonly BoardPoint[]): string[]
  /** What an end of an arrow takes hold of at a place; with alt exactly that point, with mod nothing. */
  tieAt(pointer: Pick<Pointer, 'at' | 'alt' | 'mod'>): TieHere | null
  /** Who is tied to an element: arrows that end at it. */
  followers(id: string): Iterable<string>
  /** Whether somebody else has it in their hand: it is not where the board says. */
  held(id: string): boolean
  /** The frames of what is drawn in a box, without some; in no order. */
  framesIn(box: Box, without: ReadonlySet<string>): Box[]
  /** What comes into a box, locked elements left out. */
  inBox(box: Box): string[]
  /** What may come into a box, by the boxes around all that is drawn; locked elements left out. */
  near(box: Box): string[]
  /** What a segment comes within `pixels` of, locked elements left out. */
  crossing(from: BoardPoint, to: BoardPoint, pixels: number): string[]
  /** A fresh id for an element, a step or a gesture. */
  newID(): string
  /** An order key above everything in the parent of new elements. */
  topOrder(): string
  /** An order key below everything there. */
  bottomOrder(): string
  /** The parent of new elements: the layer that is drawn on; '' for none. */
  newParent(): string
}

/** A gesture is a value that says which of its tool's states it is in; every tool has one called 'idle'. */
export type AnyGesture = { readonly is: string }

/** A verb: what a hand does with the board. The gesture G is a value; `rest` is the hand at rest. */
export interface Tool<G extends AnyGesture = AnyGesture> {
  readonly id: string
  readonly title: string
  /** A name of the chrome's icons, or the path of a picture of its own, on a grid of 24: "M…". */
  readonly icon: string
  /** The key that fingers know it by, and more of them. */
  readonly key: string
  readonly keys: readonly string[]
  /** A CSS cursor. */
  readonly cursor: string
  readonly rest: G
  /** Whether it changes the board: such tools are not for viewers. */
  readonly writes: boolean
  /** The kinds of element it makes: their properties are what the style panel offers. */
  readonly makes: readonly string[]
  /** On a narrow window it has no button: it is seldom needed there, or found among others. */
  readonly wide?: true
  /** A way to work on what is selected: it has no button, no command and no frame with handles, and Escape ends it before what is selected is let go. */
  readonly mode?: true
  /** It is not taken: its button and its keys do what this command does. */
  readonly asks?: string
  /** The part of the style whose choices open with its button, by the name they have there. */
  readonly chooses?: string
  /** It is told when the hand holds still in the midst of a gesture. */
  readonly holds?: true
  /** It moves the paper: lifted while they move, fingers leave it going. */
  readonly pans?: true
  /** One draws with it: where there is a pen for that, a finger that moves the board does nothing else. */
  readonly inks?: true
  /** Parts of the style of these kinds that it settles itself: they are not offered with it. */
  readonly without?: readonly string[]
  /** What it draws with that is not the style one has chosen. */
  wears?(style: Style): Partial<Style>
  /** Held by its key, it gives way to the tool of before when the key is let go. */
  readonly springs?: boolean
  step(gesture: G, hand: Hand, view: ToolView): readonly [G, readonly Effect[]]
  preview?(gesture: G, view: ToolView): readonly Mark[]
  /** Whether it would take hold of something there: a finger that moves the board does that instead. */
  grasps?(at: Pointer, view: ToolView): boolean
  /** Whether the view goes along while the hand is at the edge of the canvas. */
  follows?(gesture: G): boolean
  /** The cursor of this moment where it is another. */
  cursorOf?(gesture: G, view: ToolView): string
}

/** How far a press may wander and still be a click, in CSS pixels. From tldraw's options: 4 with a mouse, 6 with a finger. */
export function dragDistance(coarse: boolean): number {
  return coarse ? 6 : 4
}

/** How near counts as on it, in CSS pixels: about Excalidraw's 0.85 × 8 for a mouse, more for a finger. */
export function hitPixels(coarse: boolean): number {
  return coarse ? 14 : 7
}

/** With shift an angle goes in steps of so many hundredths of a degree (Excalidraw and tldraw: 15°). */
export const ANGLE_STEP = 1500
