import type { BoardPoint } from '../geometry/point'
import type { Outline } from './pen'

/** How far a traced polygon may lie off the curve it stands for, in hundredths: a fifth of a pixel at 200 %. */
const OFF = 10
/** The most sides that a curve is traced with. */
const SIDES = 128

/** Sides of a polygon that stands for a full circle of this radius. */
function sidesOf(radius: number): number {
  return Math.min(SIDES, Math.max(12, Math.ceil(Math.PI / Math.sqrt((2 * OFF) / Math.max(radius, OFF)))))
}

/** What an outline is as polygons: where patterns end, and how long a line is. */
export type Traced = {
  readonly rings: readonly (readonly BoardPoint[])[]
  /** Whether it has straight sides only. */
  readonly straight: boolean
}

class Tracer implements Outline {
  readonly rings: BoardPoint[][] = []
  straight = true
  private ring: BoardPoint[] = []

  moveTo(x: number, y: number): void {
    this.ring = [{ x, y }]
    this.rings.push(this.ring)
  }

  lineTo(x: number, y: number): void {
    if (this.ring.length === 0) this.moveTo(x, y)
    else this.ring.push({ x, y })
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    const from = this.ring.at(-1) ?? { x: cx, y: cy }
    const third = (a: number, c: number) => a + ((c - a) * 2) / 3
    this.bezierCurveTo(third(from.x, cx), third(from.y, cy), third(x, cx), third(y, cy), x, y)
  }

  bezierCurveTo(c1x: number, c1y: number, c2x: number, c2y: number, x: number, y: number): void {
    this.straight = false
    const a = this.ring.at(-1) ?? { x: c1x, y: c1y }
    const n = Math.ceil(sidesOf(Math.hypot(x - a.x, y - a.y)) / 3)
    for (let i = 1; i <= n; i++) {
      const t = i / n
      const s = 1 - t
      const at = (p0: number, p1: number, p2: number, p3: number) =>
        s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3
      this.lineTo(at(a.x, c1x, c2x, x), at(a.y, c1y, c2y, y))
    }
  }

  ellipse(x: number, y: number, rx: number, ry: number, turn: number, from: number, to: number): void {
    this.straight = false
    const n = sidesOf(Math.max(rx, ry))
    const cos = Math.cos(turn)
    const sin = Math.sin(turn)
    for (let i = 0; i <= n; i++) {
      const t = from + ((to - from) * i) / n
      const dx = rx * Math.cos(t)
      const dy = ry * Math.sin(t)
      this.lineTo(x + dx * cos - dy * sin, y + dx * sin + dy * cos)
    }
  }

  roundRect(x: number, y: number, w: number, h: number, radius: number): void {
    const r = Math.min(radius, w / 2, h / 2)
    this.moveTo(x + r, y)
    const quarter = Math.PI / 2
    const corners = [
      [x + w - r, y + r, -quarter],
      [x + w - r, y + h - r, 0],
      [x + r, y + h - r, quarter],
      [x + r, y + r, 2 * quarter],
    ] as const
    if (r <= 0) for (const [cx, cy] of corners.slice(0, 3)) this.lineTo(cx, cy)
    else for (const [cx, cy, from] of corners) this.ellipse(cx, cy, r, r, 0, from, from + quarter)
    this.closePath()
  }

  closePath(): void {
    this.ring = []
  }
}

/** Follows an outline; what is open stays so. */
export function traced(build: (to: Outline) => void): Traced {
  const tracer = new Tracer()
  build(tracer)
  return tracer
}

/** How long an open line is. */
export function lengthOf(line: readonly BoardPoint[]): number {
  let length = 0
  for (let i = 1; i < line.length; i++) length += Math.hypot(line[i]!.x - line[i - 1]!.x, line[i]!.y - line[i - 1]!.y)
  return length
}

/** How long the way around a closed polygon is. */
export function roundOf(ring: readonly BoardPoint[]): number {
  let length = 0
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!
    const b = ring[(i + 1) % ring.length]!
    length += Math.hypot(b.x - a.x, b.y - a.y)
  }
  return length
}
