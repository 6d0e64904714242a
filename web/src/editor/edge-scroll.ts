import { rounded } from '../geometry/point'
import { panned, toBoard, type Viewport } from './camera'
import type { BoardEditor } from './editor'
import type { Pointer } from './tool'

/** The zone along each edge of the canvas, in CSS pixels. Wider than tldraw's 8: the chrome lies along the edges here. */
const ZONE = 24
/** So long the hand has to stay there first, in milliseconds; then the speed grows for as long (tldraw: 200 each). */
const DELAY = 200
const EASE = 200
/** The greatest speed, in CSS pixels a millisecond (tldraw: 25 a frame). */
const SPEED = 25 / (1000 / 60)
/** A frame that took longer than this counts as no longer, in milliseconds: a busy page must not leap. */
const LONGEST = 50

/** How deep a place lies in the zone along an edge: -1 at the near end, 1 at the far end, 0 between the zones. */
function depth(at: number, length: number): number {
  if (at < ZONE) return -Math.min(1, (ZONE - at) / ZONE)
  if (at > length - ZONE) return Math.min(1, (at - length + ZONE) / ZONE)
  return 0
}

/** How fast the view goes, in CSS pixels a millisecond each way: slowly at first, and slowly at the border of the zone. */
export function edgeSpeed(at: { x: number; y: number }, viewport: Viewport, since: number): readonly [number, number] {
  const grown = Math.min(1, Math.max(0, since - DELAY) / EASE)
  const speed = (d: number) => Math.sign(d) * d * d * grown * SPEED + 0
  return [speed(depth(at.x, viewport.w)), speed(depth(at.y, viewport.h))]
}

/** Moves the view along while a hand that carries or draws something stays at the edge of the canvas; its gesture follows. */
export class EdgeScroll {
  private readonly editor: BoardEditor
  private pointer: Pointer | null = null
  private began = 0
  private last = 0
  private callOff: (() => void) | null = null

  constructor(editor: BoardEditor) {
    this.editor = editor
  }

  /** Where the pressed pointer is now. */
  at(pointer: Pointer): void {
    this.pointer = pointer
    if (!this.inZone()) this.rest()
    else if (this.callOff === null) {
      this.began = this.last = this.editor.parts.now()
      this.next()
    }
  }

  /** The pointer is no longer pressed. */
  end(): void {
    this.pointer = null
    this.rest()
  }

  private inZone(): boolean {
    if (this.pointer === null || !this.editor.follows) return false
    const { x, y } = this.pointer.screen
    return depth(x, this.editor.viewport.w) !== 0 || depth(y, this.editor.viewport.h) !== 0
  }

  private rest(): void {
    this.callOff?.()
    this.callOff = null
  }

  private next(): void {
    this.callOff = this.editor.parts.frame(() => {
      this.callOff = null
      this.step()
      if (this.inZone()) this.next()
    })
  }

  private step(): void {
    const { pointer, editor } = this
    if (pointer === null || !this.inZone()) return
    const now = editor.parts.now()
    const passed = Math.min(LONGEST, now - this.last)
    this.last = now
    const [x, y] = edgeSpeed(pointer.screen, editor.viewport, now - this.began)
    if (x === 0 && y === 0) return
    editor.setCamera(panned(editor.state.camera, -x * passed, -y * passed))
    this.pointer = {
      ...pointer,
      at: rounded(toBoard(editor.state.camera, pointer.screen)),
      time: pointer.time + passed,
    }
    editor.hand({ t: 'move', ...this.pointer })
  }
}
