import type { Op, Props, Value } from '../board/types'
import type { Box } from '../geometry/box'
import type { BoardClient } from '../sync/types'
import type { Finder } from './finder'
import type { History } from './history'
import type { Membership } from './membership'
import type { Settings } from './settings'
import type { Turns } from './turns'

/** The seam between the editor (canvas, tools: plain TypeScript) and the chrome (React) above it. */

export type Theme = 'light' | 'dark'

/** What the next element is drawn with, and what the style panel shows. Values as in kinds.json. */
export type Style = {
  readonly colour: string
  readonly fill: string
  readonly thickness: number
  readonly dash: string
  readonly opacity: number
  readonly 'font-size': number
  readonly font: string
  /** 'clean' or 'hand': drawn as if by hand. */
  readonly manner: string
  /** How a fill is laid: solid, hatch, cross or dots. */
  readonly 'fill-style': string
  /** Of corners, in hundredths. */
  readonly radius: number
  /** What a stroke is drawn with: 'pressure', 'even' or 'marker'. */
  readonly nib: string
  /** Which shape a figure is. */
  readonly form: string
  /** How an arrow gets to its end: straight, curve or elbow. */
  readonly route: string
  /** What its ends look like (elements/arrow-heads.ts). */
  readonly 'start-head': string
  readonly 'end-head': string
  /** Which side the lines of a text keep to: start, centre or end. */
  readonly align: string
  /** Where a label stands in its shape: top, middle or bottom. */
  readonly vertical: string
  /** Of the words in a shape; of a text it is the colour itself. */
  readonly 'text-colour': string
}

/** x, y: the board point (hundredths) at the canvas's top left; zoom: CSS pixels per 100 hundredths (1 = 100 %), 0.1 … 30. */
export type Camera = { readonly x: number; readonly y: number; readonly zoom: number }

/** An immutable value, replaced as a whole by transactions. */
export type EditorState = {
  readonly tool: string
  readonly toolLocked: boolean
  readonly camera: Camera
  readonly selection: ReadonlySet<string>
  readonly style: Style
  /** What is selected is shown so while a slider of the style is dragged: not on the board yet, and seen by oneself. Null for nothing. */
  readonly trying: Partial<Style> | null
  /** The point of the selected line that was clicked last, or the cell, row or column of the selected table (see Cells); '' for none. */
  readonly knot: string
  /** The group whose insides the hand has entered; '' for the board itself. */
  readonly entered: string
  /** The layer that new elements are put into; '' for none: the board itself. */
  readonly layer: string
  /** The text element being typed into, if any. */
  readonly editing: string | null
  readonly theme: Theme
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** What one has chosen for oneself, kept on the device. */
  readonly settings: Settings
  /** Nothing but the board is shown. */
  readonly zen: boolean
  /** View mode, chosen by the person: nothing may be changed by mistake. */
  readonly viewing: boolean
  /** Viewers, view mode, stopped connections and boards with unknown kinds. */
  readonly readOnly: boolean
}

/** A command: one thing that can be done by key, button, menu and palette alike. Registered in one list, editor/commands/index.ts. */
export type Command = {
  readonly id: string
  readonly title: string
  /** Like "mod+z", "shift+1", "v"; mod is ctrl or cmd. */
  readonly keys: readonly string[]
  /** The browser answers these keys with an event of its own, which says more than the key: they are left to it. */
  readonly byEvent?: true
  /** More words by which it is looked for: "bigger closer magnify". */
  readonly words?: string
  /** It is worked out for each element that is selected, so it takes longer the more they are. */
  readonly onEach?: true
  /** For what is switched: whether it is on now. */
  readonly on?: (editor: Editor) => boolean
  readonly enabled: (editor: Editor) => boolean
  /** What it is called as things stand, where that is not its title (see titleOf). */
  readonly titleNow?: (editor: Editor) => string
  /** Whether nothing but locks keeps it from being done: who asks for it by a key is told. */
  readonly lockedOut?: (editor: Editor) => boolean
  readonly run: (editor: Editor) => void
}

/** Commands that belong together, under one heading in the help and the palette. */
export type CommandGroup = { readonly title: string; readonly commands: readonly Command[] }

export interface Editor {
  /** A gesture is going on. */
  readonly busy: boolean
  readonly client: BoardClient
  readonly state: EditorState
  /** Called after each transaction that changed the state (not for others' presence). */
  subscribe(listener: (state: EditorState, before: EditorState) => void): () => void
  run(commandID: string): void
  setTool(id: string): void
  setToolLocked(locked: boolean): void
  /** Changes the style for what comes next and of what is selected (one step). */
  setStyle(change: Partial<Style>): void
  /** Shows what is selected in another style, without changing anything; null shows it as it is. `setStyle` ends it too. */
  tryStyle(change: Partial<Style> | null): void
  /** The style of the selection where it agrees; null where it is mixed; of what comes next when nothing is selected. */
  styleOf(): { readonly [K in keyof Style]: Style[K] | null }
  setCamera(camera: Camera, animated?: boolean): void
  /** Where the camera is, or is going to be when it has come to rest. */
  readonly heading: Camera
  setTheme(theme: Theme): void
  /** Changes what one has chosen for oneself. */
  setSettings(change: Partial<Settings>): void
  setZen(zen: boolean): void
  setViewing(viewing: boolean): void
  /** Enters a group, so that the hand reaches what is in it; '' leaves all groups. What is selected says what is entered, where anything is. */
  enter(group: string): void
  /** Chooses the layer that new elements are put into; '' for none. */
  setLayer(id: string): void
  /** `knot`: of the only one, what of it is meant (see the state). */
  select(ids: Iterable<string>, knot?: string): void
  /** Every command, those of the tools too ("tool-pen"). */
  readonly commands: readonly Command[]
  /** Knows where everything is. Only to be asked. */
  readonly finder: Finder
  /** The canvas in CSS pixels. */
  readonly viewport: { readonly w: number; readonly h: number }
  /** Commits one's own work as a part of a step, so that it can be undone; nothing where nothing may be changed. */
  commit(ops: readonly Op[], step: string): void
  /** Sees to it that what is placed comes into its frame. */
  readonly membership: Membership
  /** Large steps, committed part by part; what rests on all of it is done `afterwards`. */
  readonly turns: Turns
  /** Undo and redo of one's own work; others' later work stays. */
  undo(): void
  redo(): void
  /** What Esc does: cancel the gesture, else end the typing, else leave a group, else deselect, else back to selecting, else everything back around the board. */
  escape(): void
  /** Types into a text that is on the board. `cell`: which of an element's texts (elements/cells.ts); the first where it has several. */
  edit(id: string, fresh?: null, cell?: string): void
  /** All that may be selected. */
  selectable(): readonly string[]
  /** The box around the selection, or around everything; null for nothing. */
  selectionBox(): Box | null
  extent(): Box | null
  /** What one did here, to be taken back; it can be kept and come back. */
  readonly history: History
  /** A fresh id for an element or a step. */
  newID(): string
  /** The step of nudges that follow each other closely. */
  nudgeStep(): string
  /** Ends the gesture (commits it if it can be), frees listeners. */
  destroy(): void
}

/** Made by main/canvas.ts: `createEditor(client, host)`; host is the element that the canvases are put into. */
export type CreateEditor = (client: BoardClient, host: HTMLElement) => Editor

export type { Props, Value }
