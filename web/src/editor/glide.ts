import { between, type Viewport } from './camera'
import type { Parts } from './parts'
import type { Camera } from './types'

/** How long the camera glides, in milliseconds (tldraw's is 320; shorter feels more direct). */
const GLIDE = 240

/** A camera on its way from one place to another; only the last way that was begun is gone. */
export class Glide {
  private readonly parts: Parts
  private stopFrame: (() => void) | null = null
  /** Where it is going; null while it stands. */
  heading: Camera | null = null

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** Goes there step by step, a frame each. */
  begin(from: Camera, to: Camera, viewport: Viewport, look: (camera: Camera) => void): void {
    this.stop()
    this.heading = to
    const start = this.parts.now()
    const step = () => {
      const t = Math.min(1, (this.parts.now() - start) / GLIDE)
      const eased = 1 - (1 - t) ** 3
      look(t === 1 ? to : between(from, to, viewport, eased))
      if (t === 1) this.heading = null
      this.stopFrame = t === 1 ? null : this.parts.frame(step)
    }
    this.stopFrame = this.parts.frame(step)
  }

  /** Stays where it is. */
  stop(): void {
    this.stopFrame?.()
    this.stopFrame = null
    this.heading = null
  }
}
