import { seen } from '../editor/camera'
import type { BoardEditor } from '../editor/editor'
import { kindOf } from '../elements'
import { type Box, touches } from '../geometry/box'
import { aroundFrame } from '../geometry/frame'
import { CanvasPen } from './canvas-pen'
import { Cursors } from './cursors'
import { othersFrame, ownFrame, ownFrameAround } from './frames'
import { drawHandMark } from './hand-marks'
import type { Moving } from './lifted'
import type { Look } from './look'
import { Marks } from './marks'

/** Frames of more selected elements than this are not drawn one by one. */
const FRAMES = 200

/** The canvas on top: all that moves, and all that belongs to hands. It is drawn anew as a whole and never large. */
export class LiveLayer {
  readonly canvas: HTMLCanvasElement
  private readonly context: CanvasRenderingContext2D
  private readonly editor: BoardEditor
  private readonly cursors = new Cursors()

  constructor(host: HTMLElement, editor: BoardEditor) {
    this.editor = editor
    this.canvas = document.createElement('canvas')
    this.canvas.style.cssText = 'position:absolute;left:0;top:0;pointer-events:none'
    this.context = this.canvas.getContext('2d')!
    host.append(this.canvas)
  }

  /** Draws; true while something goes on moving by itself. */
  draw(moving: readonly Moving[], { camera, theme, dpr }: Look, now: number): boolean {
    const to = this.context
    to.setTransform(1, 0, 0, 1, 0, 0)
    to.clearRect(0, 0, this.canvas.width, this.canvas.height)
    const pen = new CanvasPen(to, camera, dpr, theme)
    const view = seen(camera, this.editor.viewport)
    for (const one of moving) this.element(one, pen, view)
    const marks = new Marks(to, camera, theme, dpr)
    this.drawOthers(marks, view)
    this.drawSelection(marks, view)
    for (const mark of this.editor.marks()) drawHandMark(to, mark, marks, camera, theme)
    return this.cursors.draw(to, this.editor.client.others, camera, theme, dpr, now)
  }

  /** When it has to be drawn again although nothing happens, in milliseconds. */
  next(now: number): number {
    return this.cursors.next(now)
  }

  private element(moving: Moving, pen: CanvasPen, view: Box): void {
    const { props, by, strength } = moving
    const kind = kindOf(props)
    const box = kind.bounds(props)
    if (!touches({ ...box, x: box.x + (by?.x ?? 0), y: box.y + (by?.y ?? 0) }, view)) return
    pen.shift = by ?? { x: 0, y: 0 }
    pen.strength = strength
    kind.draw(props, pen)
  }

  private drawSelection(marks: Marks, view: Box): void {
    const { finder } = this.editor
    const { selection, readOnly } = this.editor.state
    const around = ownFrameAround(this.editor)
    if (around === null) return
    if (selection.size > 1 && selection.size <= FRAMES) {
      for (const id of selection) {
        const frame = ownFrame(this.editor, id)
        if (frame !== null && touches(aroundFrame(frame), view)) marks.frame(frame, finder.overhang(id))
      }
    }
    const overhang = finder.overhangOf(selection)
    marks.around(around, overhang)
    if (!readOnly && this.editor.live === null && !this.editor.busy) marks.handles(around, overhang)
  }

  private drawOthers(marks: Marks, view: Box): void {
    for (const { selection, member, gesture } of this.editor.client.others.values()) {
      for (const id of selection.slice(0, FRAMES)) {
        const frame = othersFrame(this.editor, id, gesture)
        if (frame === null || !touches(aroundFrame(frame), view)) continue
        marks.others(frame, this.editor.finder.overhang(id), member.colour)
      }
    }
  }
}
