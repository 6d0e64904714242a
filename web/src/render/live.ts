import { seen } from '../editor/camera'
import { sameClip } from '../editor/clip'
import type { BoardEditor } from '../editor/editor'
import { isStraight, lineAtHand } from '../editor/knot-grip'
import { isLaser } from '../editor/laser'
import { heldStill, onlyUpright } from '../editor/tree'
import { type Box, touches } from '../geometry/box'
import { aroundFrame } from '../geometry/frame'
import type { Gesture } from '../wire/messages'
import type { Company } from './company/company'
import { drawMovingNames } from './frame-names'
import { enteredFrames, ownFrame, ownFrameAround } from './frames'
import { drawHandMark } from './hand-marks'
import type { Moving } from './lifted'
import type { Look } from './look'
import { Marks } from './marks'
import { drawMoving, ordered, Stack } from './stack'

/** More elements than this carried alike are drawn on a picture of their own. */
const MANY = 30

/** Draws what lies under all that moves in hands. */
export type Under = (to: CanvasRenderingContext2D, look: Look) => void

/** What could not be fetched is asked for again after so long, in milliseconds. */
const AGAIN = 5_000

/** Frames of more selected elements than this are not drawn one by one. */
const FRAMES = 200

/** The canvas on top: all that moves, and all that belongs to hands. It is drawn anew as a whole and never large. */
export class LiveLayer {
  readonly canvas: HTMLCanvasElement
  private readonly context: CanvasRenderingContext2D
  private readonly editor: BoardEditor
  /** What belongs to others; null while nobody is there. */
  private company: Company | null = null
  private wanted = false
  private readonly stacks: Stack[] = []
  private shown = true
  private closed = false

  constructor(host: HTMLElement, editor: BoardEditor) {
    this.editor = editor
    this.canvas = document.createElement('canvas')
    this.canvas.style.cssText = 'position:absolute;left:0;top:0;pointer-events:none'
    this.context = this.canvas.getContext('2d')!
    host.append(this.canvas)
  }

  /** What others are in the midst of, as it is to be shown now; undefined while that is what they have told. */
  gestures(now: number): Iterable<Gesture> | undefined {
    const { client, live } = this.editor
    if (client.others.size > 0 || isLaser(live?.props)) void this.getCompany()
    return this.company?.gestures(now).values()
  }

  /** Draws what belongs to others from now on. */
  private async getCompany(): Promise<void> {
    if (this.wanted) return
    this.wanted = true
    const part = await import('./company/company').catch(() => null)
    if (part === null) {
      setTimeout(() => {
        this.wanted = false
      }, AGAIN)
      return
    }
    if (!this.closed) this.company = new part.Company(this.editor)
    for (const watcher of this.editor.watchers) watcher.live()
  }

  close(): void {
    this.closed = true
    this.company?.close()
  }

  /** Draws; true while something goes on moving by itself. */
  draw(moving: readonly Moving[], look: Look, now: number, under: Under | null = null): boolean {
    const { camera, theme, dpr } = look
    const to = this.context
    const idle = this.company?.any(now) !== true && under === null && this.idle(moving)
    this.show(!idle)
    if (idle) return false
    to.setTransform(1, 0, 0, 1, 0, 0)
    to.clearRect(0, 0, this.canvas.width, this.canvas.height)
    const view = seen(camera, this.editor.viewport)
    under?.(to, look)
    this.drawMoving(moving, look, view)
    drawMovingNames(to, this.editor.finder, look, moving)
    const marks = new Marks(to, camera, theme, dpr)
    this.company?.drawSelections(to, marks, view, look)
    for (const frame of enteredFrames(this.editor)) if (touches(frame.box, view)) marks.entered(frame)
    this.drawSelection(marks, view)
    for (const mark of this.editor.marks()) drawHandMark(to, mark, marks, camera, theme)
    return this.company?.draw(to, look, now) === true
  }

  /** Whether there is nothing to be drawn. */
  private idle(moving: readonly Moving[]): boolean {
    const { state } = this.editor
    if (moving.length > 0 || state.selection.size > 0 || this.editor.marks().length > 0) return false
    return state.entered === ''
  }

  /** A canvas without anything on it is taken off the page: laying it over the board would cost as much as a full one. */
  private show(shown: boolean): void {
    if (shown === this.shown) return
    this.shown = shown
    this.canvas.style.display = shown ? '' : 'none'
  }

  /** When it has to be drawn again although nothing happens, in milliseconds. */
  next(now: number): number {
    return this.company?.next(now) ?? Number.POSITIVE_INFINITY
  }

  /** A few are drawn one by one; many that are carried alike are drawn once, and then only moved. */
  private drawMoving(moving: readonly Moving[], look: Look, view: Box): void {
    const board = this.editor.client.view
    let stacks = 0
    // What is cut off is drawn apart from what is not: which lies over which has to be settled before.
    const sorted = moving.length <= FRAMES && moving.some(({ clip }) => clip !== undefined)
    for (const run of runsOf(sorted ? ordered(moving, board) : moving)) {
      if (run.length <= MANY) drawMoving(this.context, ordered(run, board), look, view)
      else {
        this.stacks[stacks] ??= new Stack()
        this.stacks[stacks++]!.draw(this.context, run, look, board)
      }
    }
    this.stacks.length = stacks
  }

  private drawSelection(marks: Marks, view: Box): void {
    const { finder } = this.editor
    const { selection, readOnly } = this.editor.state
    const around = ownFrameAround(this.editor)
    if (around === null || this.editor.tool.mode === true || graspedByPoints(this.editor)) return
    if (selection.size > 1 && selection.size <= FRAMES) {
      for (const id of selection) {
        const frame = ownFrame(this.editor, id)
        if (frame !== null && touches(aroundFrame(frame), view)) marks.frame(frame, finder.overhang(id))
      }
    }
    const overhang = finder.overhangOf(selection)
    marks.around(around, overhang)
    if (readOnly || this.editor.live !== null || this.editor.busy) return
    if (heldStill(this.editor.client.view, selection)) marks.padlock(around, overhang)
    else marks.handles(around, overhang, !onlyUpright(this.editor.client.view, selection))
  }
}

/** Whether what is selected shows its points instead of a frame: a straight line, or one that is being bent. */
function graspedByPoints({ sight, live }: BoardEditor): boolean {
  const line = lineAtHand(sight)
  return line !== null && (isStraight(line) || live?.props !== undefined)
}

function alike(a: Moving, b: Moving): boolean {
  return a.by === b.by && a.strength === b.strength && sameClip(a.clip ?? null, b.clip ?? null)
}

/** Neighbours that are carried alike, together. */
function runsOf(moving: readonly Moving[]): readonly (readonly Moving[])[] {
  const runs: Moving[][] = []
  let last: Moving | undefined
  for (const one of moving) {
    if (last !== undefined && alike(last, one)) runs.at(-1)!.push(one)
    else runs.push([one])
    last = one
  }
  return runs
}
