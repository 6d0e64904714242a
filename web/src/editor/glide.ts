import { between, panned, type Viewport } from './camera'
import { coasting, type Speed } from './coast'
import type { Parts } from './parts'
import type { Camera } from './types'

/** How long the camera glides, in milliseconds (tldraw's is 320; shorter feels more direct). */
const GLIDE = 240

/** A camera on its way from one place to another; only the last way that was begun is gone. */
export class Glide {
  private readonly parts: Parts
  /** Is shown each camera on the way. */
  private readonly look: (camera: Camera) => void
  private stopFrame: (() => void) | null = null
  private coasts = false
  /** Where it is going; null while it stands. */
  heading: Camera | null = null

  constructor(parts: Parts, look: (camera: Camera) => void) {
    this.parts = parts
    this.look = look
  }

  /** Goes there step by step, a frame each. */
  begin(from: Camera, to: Camera, viewport: Viewport): void {
    const at = (ms: number) => between(from, to, viewport, 1 - (1 - ms / GLIDE) ** 3)
    this.go(at, GLIDE, to)
  }

  /** Goes on as paper does that is let go at a speed; not for who wants nothing to move by itself. */
  coast(from: Camera, speed: Speed): void {
    const { lasts, wayIn } = coasting(speed)
    const at = (ms: number) => {
      const { x, y } = wayIn(ms)
      return panned(from, x, y)
    }
    if (lasts === 0 || !this.parts.motion()) return
    this.go(at, lasts, at(lasts))
    this.coasts = true
  }

  /** A hand or a key comes: what only coasts stands; what was sent somewhere goes on. */
  catch(): void {
    if (this.coasts) this.stop()
  }

  /** Stays where it is. */
  stop(): void {
    this.stopFrame?.()
    this.stopFrame = null
    this.heading = null
    this.coasts = false
  }

  private go(at: (ms: number) => Camera, lasts: number, to: Camera): void {
    this.stop()
    this.heading = to
    const start = this.parts.now()
    const step = () => {
      const ms = this.parts.now() - start
      const there = ms >= lasts
      if (there) this.heading = null
      this.stopFrame = there ? null : this.parts.frame(step)
      this.look(there ? to : at(ms))
    }
    this.stopFrame = this.parts.frame(step)
  }
}
