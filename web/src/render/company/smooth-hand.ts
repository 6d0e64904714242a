import type { BoardPoint } from '../../geometry/point'
import type { Other } from '../../sync/types'
import type { Gesture } from '../../wire/messages'
import { SmoothGesture } from './smooth-gesture'
import { Track } from './track'

/** Another's hand as it is shown: between what the network tells it glides. */
export class SmoothHand {
  /** When it was told to be at another place last, in milliseconds. */
  moved = Number.NEGATIVE_INFINITY
  private cursor: Track | null = null
  private gesture: SmoothGesture | null = null
  private id = ''

  /** This was told now. `leap`: farther than this, in hundredths, is no movement to be followed. */
  hear({ cursor, gesture }: Other, leap: number, now: number): void {
    this.hearCursor(cursor, leap, now)
    if (gesture === undefined) this.gesture = null
    else if (this.gesture === null || this.id !== gesture.id) this.gesture = new SmoothGesture(gesture)
    else this.gesture.tell(gesture, now)
    this.id = gesture?.id ?? ''
  }

  private hearCursor(cursor: Other['cursor'], leap: number, now: number): void {
    if (cursor === undefined) {
      this.cursor = null
      return
    }
    if (this.cursor === null) {
      this.cursor = new Track(cursor)
      this.moved = now
      return
    }
    const [x, y] = this.cursor.told as unknown as readonly [number, number]
    const far = Math.hypot(cursor[0] - x, cursor[1] - y)
    if (far === 0) return
    this.moved = now
    if (far > leap) this.cursor.put(cursor)
    else this.cursor.tell(cursor, now)
  }

  /** Where its cursor is; null for nowhere. */
  at(now: number): BoardPoint | null {
    if (this.cursor === null) return null
    const [x, y] = this.cursor.at(now) as unknown as readonly [number, number]
    return { x, y }
  }

  /** What it is in the midst of. */
  holds(now: number): Gesture | undefined {
    return this.gesture?.at(now)
  }

  rests(now: number): boolean {
    return (this.cursor?.rests(now) ?? true) && (this.gesture?.rests(now) ?? true)
  }
}
