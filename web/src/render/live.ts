import { seen } from '../editor/camera'
import type { BoardEditor } from '../editor/editor'
import { kindOf } from '../elements'
import { type Box, boxUnion, touches } from '../geometry/box'
import { CanvasPen } from './canvas-pen'
import { Cursors } from './cursors'
import type { Lifted, Moving } from './lifted'
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
  draw(lifted: Lifted, dpr: number, now: number): boolean {
    const { camera, theme } = this.editor.state
    const to = this.context
    to.setTransform(1, 0, 0, 1, 0, 0)
    to.clearRect(0, 0, this.canvas.width, this.canvas.height)
    const pen = new CanvasPen(to, camera, dpr, theme)
    const view = seen(camera, this.editor.viewport)
    for (const moving of lifted.drawn) this.element(moving, pen, view)
    const marks = new Marks(to, camera, theme, dpr)
    this.drawOthers(marks, view)
    this.drawSelection(marks, view)
    for (const mark of this.editor.marks()) if (mark.mark === 'brush') marks.brush(mark.box)
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

  /** Where the frame of an element is now, in the hand or at rest. */
  private frame(id: string): Box | null {
    const { live } = this.editor
    const box = this.editor.finder.frame(id)
    if (live === null || box === null) return box
    const changes = live.changes?.get(id)
    if (changes !== undefined) {
      const { props } = this.editor.client.view.element(id)!
      const now = new Map(props)
      for (const [path, value] of changes) if (value !== null) now.set(path, value)
      return kindOf(now).frame(now)
    }
    return live.by === undefined || !live.ids.includes(id)
      ? box
      : { ...box, x: box.x + live.by.x, y: box.y + live.by.y }
  }

  /** The frame around all that is selected, where the hand has it now. */
  private around(): Box | null {
    const { live, finder, state } = this.editor
    const box = finder.frameOf(state.selection)
    if (live?.changes !== undefined) {
      return boxUnion([...state.selection].map((id) => this.frame(id)).filter((one) => one !== null))
    }
    const by = live?.by
    return box === null || by === undefined ? box : { ...box, x: box.x + by.x, y: box.y + by.y }
  }

  private drawSelection(marks: Marks, view: Box): void {
    const { finder } = this.editor
    const { selection, readOnly } = this.editor.state
    const around = this.around()
    if (around === null) return
    if (selection.size > 1 && selection.size <= FRAMES) {
      for (const id of selection) {
        const box = this.frame(id)
        if (box !== null && touches(box, view)) marks.frame(box, finder.overhang(id))
      }
    }
    const overhang = finder.overhangOf(selection)
    marks.around(around, overhang)
    if (!readOnly && this.editor.live === null && !this.editor.busy) marks.handles(around, overhang)
  }

  private drawOthers(marks: Marks, view: Box): void {
    for (const { selection, member, gesture } of this.editor.client.others.values()) {
      const by = gesture?.by
      for (const id of selection.slice(0, FRAMES)) {
        const box = this.editor.finder.frame(id)
        if (box === null) continue
        const carried = by !== undefined && gesture!.ids.includes(id)
        const moved = carried ? { ...box, x: box.x + by[0], y: box.y + by[1] } : box
        if (touches(moved, view)) marks.others(moved, this.editor.finder.overhang(id), member.colour)
      }
    }
  }
}
