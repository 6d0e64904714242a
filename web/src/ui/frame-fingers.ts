import { pinched } from '../editor/touches'
import type { Editor } from '../editor/types'

/** A place on the canvas, in CSS pixels. */
type Spot = { readonly x: number; readonly y: number }

/** Fingers on the sheet on which an area is framed: two of them move and zoom the board below, as on the board itself. */
export class FrameFingers {
  private readonly editor: Editor
  private readonly fingers = new Map<number, Spot>()
  private pinches = false

  constructor(editor: Editor) {
    this.editor = editor
  }

  /** Whether two fingers have been down and not all are up again: nothing is framed then. */
  get pinching(): boolean {
    return this.pinches
  }

  down(finger: number, at: Spot): void {
    this.fingers.set(finger, at)
    this.pinches ||= this.fingers.size === 2
  }

  move(finger: number, at: Spot): void {
    if (!this.fingers.has(finger)) return
    const before = this.two()
    this.fingers.set(finger, at)
    const now = this.two()
    if (before !== null && now !== null) this.editor.setCamera(pinched(this.editor.state.camera, before, now))
  }

  up(finger: number): void {
    this.fingers.delete(finger)
    if (this.fingers.size === 0) this.pinches = false
  }

  private two(): readonly [Spot, Spot] | null {
    const [a, b] = [...this.fingers.values()]
    return a !== undefined && b !== undefined ? [a, b] : null
  }
}
