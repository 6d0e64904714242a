import type { Board } from '../board/board'
import type { Element, Op, Props, Value } from '../board/types'
import type { Box } from '../geometry/box'
import type { BoardPoint, ScreenPoint } from '../geometry/point'
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
  /** These elements were removed by someone else meanwhile. */
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
  /** What differs, an element each; drawn here, not told to the others where there are several. */
  readonly changes?: ReadonlyMap<string, Props>
  /** The elements are carried that far. */
  readonly by?: BoardPoint
  /** All points of a stroke so far: dx, dy, pressure, dt each. */
  readonly points?: readonly number[]
}

/** What a tool shows over the board beside its live elements; never stored. */
export type Mark =
  | { readonly mark: 'brush'; readonly box: Box }
  /** These elements are about to go: drawn at 20 %. */
  | { readonly mark: 'fade'; readonly ids: ReadonlySet<string> }

/** What a step asks of the editor. */
export type Effect =
  | { readonly do: 'commit'; readonly ops: readonly Op[]; readonly step: string }
  /** Shows and tells the gesture; null ends it. */
  | { readonly do: 'present'; readonly live: Live | null }
  | { readonly do: 'select'; readonly ids: Iterable<string> }
  /** Back to another tool; nothing happens while the tool is locked unless `always`. */
  | { readonly do: 'setTool'; readonly id: string; readonly always?: boolean }
  | { readonly do: 'setCamera'; readonly camera: Camera }
  /** Types into a text; `fresh` are the properties of one that is put with its first letter. */
  | { readonly do: 'edit'; readonly id: string; readonly fresh?: ReadonlyMap<string, Value> }

/** What a tool may ask about the board and the editor. It reads; it changes nothing. */
export interface ToolView {
  readonly board: Board
  readonly camera: Camera
  readonly selection: ReadonlySet<string>
  readonly style: Style
  readonly readOnly: boolean
  element(id: string): Element | undefined
  bounds(id: string): Box | null
  /** The box around what is selected; null for nothing. */
  selectionBox(): Box | null
  /** How far the lines of what is selected stand out of that box, in board units. */
  selectionOverhang(): number
  /** What lies on top at a point within `pixels` of it, locked elements left out; null for nothing. */
  topmost(at: BoardPoint, pixels: number): string | null
  /** What comes into a box, locked elements left out. */
  inBox(box: Box): string[]
  /** What a segment comes within `pixels` of, locked elements left out. */
  crossing(from: BoardPoint, to: BoardPoint, pixels: number): string[]
  /** A fresh id for an element, a step or a gesture. */
  newID(): string
  /** An order key above everything. */
  topOrder(): string
}

/** A gesture is a value that says which of its tool's states it is in; every tool has one called 'idle'. */
export type AnyGesture = { readonly is: string }

/** A verb: what a hand does with the board. The gesture G is a value; `rest` is the hand at rest. */
export interface Tool<G extends AnyGesture = AnyGesture> {
  readonly id: string
  readonly title: string
  /** A name of the chrome's icons. */
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
  step(gesture: G, hand: Hand, view: ToolView): readonly [G, readonly Effect[]]
  preview?(gesture: G, view: ToolView): readonly Mark[]
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
