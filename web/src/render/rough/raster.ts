/** The most crossings of one row of pixels with a shape that are looked at: more have nothing that could still be told apart. */
const CROSSINGS = 64

/** A broader line, in pixels, is a box along it. */
const BROAD = 4

/** Less than this of a pixel beside a line is not drawn. */
const FAINT = 0.2

/** A colour with how much of it is laid on what is there: 256 hides that. Blue, green, red, as three bytes of a number. */
export type Ink = { readonly bgr: number; readonly strength: number }

/**
 * Opaque pixels that shapes are laid on, row by row, without smoothed edges. Nothing is made for a shape, so tens of thousands of them take a few
 * milliseconds, where a canvas takes that many microseconds for each.
 */
export class Raster {
  readonly w: number
  readonly h: number
  /** Each pixel is a byte of red, green, blue and opacity, in the order in which an ImageData has them where low bytes come first. */
  readonly pixels: Uint32Array<ArrayBuffer>
  private readonly crossings = new Float64Array(CROSSINGS)
  private left = 0
  private top = 0
  private right: number
  private bottom: number

  constructor(w: number, h: number) {
    this.w = w
    this.h = h
    this.pixels = new Uint32Array(w * h)
    this.right = w
    this.bottom = h
  }

  /** Nothing is drawn outside of this box from now on; without one, nothing outside of the pixels there are. */
  clip(left = 0, top = 0, right = this.w, bottom = this.h): void {
    this.left = Math.max(0, Math.round(left))
    this.top = Math.max(0, Math.round(top))
    this.right = Math.min(this.w, Math.round(right))
    this.bottom = Math.min(this.h, Math.round(bottom))
  }

  /** An upright box; at least a pixel wide and high. */
  box(x: number, y: number, w: number, h: number, ink: Ink): void {
    const left = Math.round(x)
    const right = Math.max(left + 1, Math.round(x + w))
    const top = Math.round(y)
    const bottom = Math.max(top + 1, Math.round(y + h))
    for (let row = Math.max(top, this.top); row < Math.min(bottom, this.bottom); row++) this.span(row, left, right, ink)
  }

  /** What lies within a closed line: x and y of one corner after the other, so many numbers. Where it crosses itself, every second part. */
  polygon(corners: ArrayLike<number>, ink: Ink, length = corners.length): void {
    let top = Number.POSITIVE_INFINITY
    let bottom = Number.NEGATIVE_INFINITY
    for (let i = 1; i < length; i += 2) {
      top = Math.min(top, corners[i]!)
      bottom = Math.max(bottom, corners[i]!)
    }
    const last = Math.min(this.bottom, Math.ceil(bottom - 0.5))
    for (let row = Math.max(this.top, Math.ceil(top - 0.5)); row < last; row++) {
      const count = this.crossed(corners, length, row + 0.5)
      for (let i = 0; i + 1 < count; i += 2)
        this.span(row, Math.round(this.crossings[i]!), Math.round(this.crossings[i + 1]!), ink)
    }
  }

  /** A line; one thinner than a pixel is fainter, though not by as much: that would hardly be seen. */
  line(x0: number, y0: number, x1: number, y1: number, width: number, ink: Ink): void {
    const room = width / 2 + 1
    if (Math.max(x0, x1) < this.left - room || Math.min(x0, x1) > this.right + room) return
    if (Math.max(y0, y1) < this.top - room || Math.min(y0, y1) > this.bottom + room) return
    if (width > BROAD) this.broad(x0, y0, x1, y1, width, ink)
    else if (Math.abs(x1 - x0) + Math.abs(y1 - y0) < this.w + this.h) this.thin(x0, y0, x1, y1, width, ink)
    else this.long(x0, y0, x1, y1, width, ink)
  }

  /** A line that reaches far out: only what is near the pixels there are (after Liang and Barsky). */
  private long(x0: number, y0: number, x1: number, y1: number, width: number, ink: Ink): void {
    const [dx, dy] = [x1 - x0, y1 - y0]
    let [from, to] = [0, 1]
    for (const [along, room] of [
      [-dx, x0 - this.left + width],
      [dx, this.right + width - x0],
      [-dy, y0 - this.top + width],
      [dy, this.bottom + width - y0],
    ] as const) {
      if (along < 0) from = Math.max(from, room / along)
      else if (along > 0) to = Math.min(to, room / along)
      else if (room < 0) return
    }
    if (from < to) this.thin(x0 + dx * from, y0 + dy * from, x0 + dx * to, y0 + dy * to, width, ink)
  }

  /** Goes along the line pixel by pixel, and lays down one, or a few across. */
  private thin(x0: number, y0: number, x1: number, y1: number, width: number, ink: Ink): void {
    const whole = Math.max(1, Math.round(ink.strength * Math.min(1, width) ** 0.8))
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))))
    const dx = (x1 - x0) / steps
    const dy = (y1 - y0) / steps
    const level = Math.abs(dx) > Math.abs(dy)
    const thick = Math.max(1, Math.ceil(width - FAINT))
    // What is left of the width beside whole pixels.
    const part = Math.round((width - thick + 1) * ink.strength)
    for (let n = 0; n < thick; n++) {
      const strength = n > 0 && n === thick - 1 ? Math.min(whole, part) : whole
      const off = n - (thick - 1) / 2
      const [x, y] = level ? [x0, y0 + off] : [x0 + off, y0]
      const [endX, endY] = [x + dx * steps, y + dy * steps]
      const inside =
        Math.min(x, endX) >= this.left &&
        Math.max(x, endX) < this.right &&
        Math.min(y, endY) >= this.top &&
        Math.max(y, endY) < this.bottom
      if (inside) this.run(x, y, dx, dy, steps, ink.bgr, strength)
      else this.checked(x, y, dx, dy, steps, ink.bgr, strength)
    }
  }

  /** Pixels one after the other, all of which are there. Steps are in 65,536ths of a pixel. */
  private run(x: number, y: number, dx: number, dy: number, steps: number, bgr: number, strength: number): void {
    let [atX, atY] = [Math.floor(x * 65_536), Math.floor(y * 65_536)]
    const [byX, byY] = [Math.trunc(dx * 65_536), Math.trunc(dy * 65_536)]
    for (let i = 0; i < steps; i++, atX += byX, atY += byY) this.lay((atY >> 16) * this.w + (atX >> 16), bgr, strength)
  }

  private checked(x: number, y: number, dx: number, dy: number, steps: number, bgr: number, strength: number): void {
    for (let i = 0; i < steps; i++) {
      const column = Math.floor(x + dx * i)
      const row = Math.floor(y + dy * i)
      if (column < this.left || column >= this.right || row < this.top || row >= this.bottom) continue
      this.lay(row * this.w + column, bgr, strength)
    }
  }

  private broad(x0: number, y0: number, x1: number, y1: number, width: number, ink: Ink): void {
    const long = Math.hypot(x1 - x0, y1 - y0) || 1
    const ax = (((y1 - y0) / long) * width) / 2
    const ay = (((x0 - x1) / long) * width) / 2
    this.polygon([x0 + ax, y0 + ay, x1 + ax, y1 + ay, x1 - ax, y1 - ay, x0 - ax, y0 - ay], ink)
  }

  /** Where a closed line crosses the middle of a row, from left to right; returns how often. */
  private crossed(corners: ArrayLike<number>, length: number, y: number): number {
    const { crossings } = this
    let count = 0
    let x0 = corners[length - 2]!
    let y0 = corners[length - 1]!
    for (let i = 0; i < length && count < CROSSINGS; i += 2) {
      const x1 = corners[i]!
      const y1 = corners[i + 1]!
      if (y0 <= y !== y1 <= y) {
        const x = x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)
        let at = count++
        for (; at > 0 && crossings[at - 1]! > x; at--) crossings[at] = crossings[at - 1]!
        crossings[at] = x
      }
      x0 = x1
      y0 = y1
    }
    return count
  }

  private span(row: number, from: number, to: number, { bgr, strength }: Ink): void {
    const first = row * this.w + Math.max(from, this.left)
    const end = row * this.w + Math.min(to, this.right)
    if (first >= end) return
    if (strength >= 256) this.pixels.fill(0xff000000 | bgr, first, end)
    else for (let i = first; i < end; i++) this.lay(i, bgr, strength)
  }

  private lay(at: number, bgr: number, strength: number): void {
    const was = this.pixels[at]!
    const red = was & 255
    const green = (was >> 8) & 255
    const blue = (was >> 16) & 255
    this.pixels[at] =
      0xff000000 |
      ((blue + ((((bgr >> 16) - blue) * strength) >> 8)) << 16) |
      ((green + (((((bgr >> 8) & 255) - green) * strength) >> 8)) << 8) |
      (red + ((((bgr & 255) - red) * strength) >> 8))
  }
}
