import type { Camera } from './types'

/** How fast the paper goes by, in CSS pixels a millisecond. */
export type Speed = { readonly x: number; readonly y: number }

/** What the fingers did in so many milliseconds before they were lifted says how fast they were. */
const LOOKED_BACK = 100
/** A finger that is lifted within a frame was not faster than this says, in milliseconds. */
const FRAME = 16
/** In so many milliseconds the speed falls to 1/e. Of UIKit's UIScrollView.DecelerationRate.normal: 0.998 of it are left after each millisecond. */
const DECAY = -1 / Math.log(0.998)
/** Slower than this nobody sees it move, in CSS pixels a millisecond. */
const SLOWEST = 0.02
/** Nobody throws the paper faster, in CSS pixels a millisecond. */
const FASTEST = 6

/** Where fingers that move the paper have brought it, for as long as it says how fast they are. */
export class Trail {
  private steps: { readonly x: number; readonly y: number; readonly time: number }[] = []

  /** Fingers come down: what was before is over. */
  clear(): void {
    this.steps = []
  }

  /** The paper was moved by so many CSS pixels, at a time in milliseconds. */
  goes(dx: number, dy: number, time: number): void {
    const last = this.steps.at(-1) ?? { x: 0, y: 0 }
    this.steps = [
      ...this.steps.filter((step) => time - step.time <= LOOKED_BACK),
      { x: last.x + dx, y: last.y + dy, time },
    ]
  }

  /** The same, told as the camera before and after; both have one zoom. */
  follows(before: Camera, { x, y, zoom }: Camera, time: number): void {
    this.goes(((before.x - x) * zoom) / 100, ((before.y - y) * zoom) / 100, time)
  }

  /** How fast the paper is at a time; still where the fingers rested before. */
  speedAt(time: number): Speed {
    const seen = this.steps.filter((step) => time - step.time <= LOOKED_BACK)
    const [first, last] = [seen[0], seen.at(-1)]
    if (first === undefined || last === undefined) return { x: 0, y: 0 }
    const long = Math.max(FRAME, time - first.time)
    const [x, y] = [(last.x - first.x) / long, (last.y - first.y) / long]
    const slowed = Math.min(1, FASTEST / Math.max(FASTEST, Math.hypot(x, y)))
    return { x: x * slowed, y: y * slowed }
  }
}

/** How paper that is let go at a speed goes on: for how many milliseconds, and how far it is after some of them, in CSS pixels. */
export function coasting({ x, y }: Speed): { readonly lasts: number; readonly wayIn: (ms: number) => Speed } {
  const fast = Math.hypot(x, y)
  const lasts = fast <= SLOWEST ? 0 : DECAY * Math.log(fast / SLOWEST)
  return {
    lasts,
    wayIn: (ms) => {
      const share = DECAY * (1 - Math.exp(-Math.min(ms, lasts) / DECAY))
      return { x: x * share, y: y * share }
    },
  }
}
