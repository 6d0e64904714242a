/** A place on the canvas, in CSS pixels. */
type Place = { readonly x: number; readonly y: number }

/** A finger on the canvas: the number of its pointer, and where it is. */
export type Finger = readonly [pointer: number, at: Place]

/** Fingers that are put down and lifted within so many milliseconds, and went no farther than so many CSS pixels, have tapped. */
const TAP = { milliseconds: 300, pixels: 12 }
/** What touches while a pen writes, or so many milliseconds after, is the hand that holds it. */
const PALM = 500
/** Where a pen is in use, what touches as broadly as so many CSS pixels is no finger (a fingertip covers 20 to 40). */
const BROAD = 60

/** Which fingers are on the canvas. The hand that holds a pen touches it too: that counts for nothing. */
export class Fingers {
  private readonly down = new Map<number, Place>()
  private penDown = false
  private penUp = Number.NEGATIVE_INFINITY
  /** Since none was down: when the first came, how many there were at once, where they came down, and whether all are there still. */
  private tap: { since: number; most: number; from: Map<number, Place>; still: boolean } | null = null

  /** How many there are. */
  get count(): number {
    return this.down.size
  }

  /** Whether all are where they were put down, near enough for a tap. */
  get still(): boolean {
    return this.tap?.still === true
  }

  /** The first two; null for fewer. */
  pair(): readonly [Finger, Finger] | null {
    const [a, b] = this.down
    return a === undefined || b === undefined ? null : [a, b]
  }

  /** The first of them. */
  first(): Finger | undefined {
    const [first] = this.down
    return first
  }

  /** Something touches the canvas. Whether it is a finger. `pens`: a pen is in use on this device. */
  put(e: Pick<PointerEvent, 'pointerId' | 'timeStamp' | 'width' | 'height'>, at: Place, pens: boolean): boolean {
    if (this.penDown || e.timeStamp - this.penUp < PALM) return false
    if (pens && Math.max(e.width, e.height) >= BROAD) return false
    if (this.down.size === 0) this.tap = { since: e.timeStamp, most: 0, from: new Map(), still: true }
    this.down.set(e.pointerId, at)
    if (this.tap !== null) {
      this.tap.most = Math.max(this.tap.most, this.down.size)
      this.tap.from.set(e.pointerId, at)
    }
    return true
  }

  /** One of them moves. Whether it is one. */
  move(pointer: number, at: Place): boolean {
    if (!this.down.has(pointer)) return false
    this.down.set(pointer, at)
    const from = this.tap?.from.get(pointer)
    if (this.tap && from && Math.hypot(at.x - from.x, at.y - from.y) > TAP.pixels) this.tap.still = false
    return true
  }

  /** One was lifted. Returns how many have tapped together, when it was the last of several; else 0. */
  lift(pointer: number, time: number): number {
    if (!this.down.delete(pointer) || this.down.size > 0 || this.tap === null) return 0
    const { since, most, still } = this.tap
    this.tap = null
    return still && most > 1 && time - since < TAP.milliseconds ? most : 0
  }

  /** One was taken away by the system. */
  lose(pointer: number): void {
    if (this.down.delete(pointer)) this.tap = null
  }

  /** A pen is put down or lifted. What touches meanwhile is not a finger, nor is what touched before. */
  pen(down: boolean, time: number): void {
    this.penDown = down
    if (!down) this.penUp = time
    this.down.clear()
    this.tap = null
  }
}
