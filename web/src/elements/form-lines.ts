import type { Outline } from './pen'

/** What the forms of figures are drawn with. Lengths in hundredths. */

/** Draws into a box of this width and height. */
export type Draw = (w: number, h: number, to: Outline) => void

/** Corners as shares of the box, in percent, joined by straight lines. */
export function straight(...corners: readonly (readonly [x: number, y: number])[]): Draw {
  return (w, h, to) => {
    for (const [i, [x, y]] of corners.entries()) {
      if (i === 0) to.moveTo((x * w) / 100, (y * h) / 100)
      else to.lineTo((x * w) / 100, (y * h) / 100)
    }
    to.closePath()
  }
}

/** Two control points and an end. */
type Bend = readonly [number, number, number, number, number, number]

/** Cubic bends as shares of the box, in percent: where the line begins, and how it goes on. */
export function bent(begin: readonly [number, number], closed: boolean, ...bends: readonly Bend[]): Draw {
  return (w, h, to) => {
    to.moveTo((begin[0] * w) / 100, (begin[1] * h) / 100)
    for (const bend of bends) {
      const [a, b, c, d, e, f] = bend.map((n, i) => (n * (i % 2 === 0 ? w : h)) / 100) as unknown as Bend
      to.bezierCurveTo(a, b, c, d, e, f)
    }
    if (closed) to.closePath()
  }
}

/** The corners of a regular polygon that stands on a side or on a corner, stretched to fill the box; every second one pulled in to a share of the way. */
export function regular(sides: number, turn: number, pulled = 1): Draw {
  const corners = Array.from({ length: sides }, (_, i) => {
    const angle = ((i + turn) / sides) * 2 * Math.PI - Math.PI / 2
    const far = i % 2 === 1 ? pulled : 1
    return [Math.cos(angle) * far, Math.sin(angle) * far] as const
  })
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const share = (n: number, all: readonly number[]) =>
    ((n - Math.min(...all)) / (Math.max(...all) - Math.min(...all))) * 100
  return straight(...corners.map(([x, y]) => [share(x, xs), share(y, ys)] as const))
}

/** How far the lids of a cylinder bulge, as a share of its height and at most of its width. */
const lid = (w: number, h: number) => Math.min(h * 0.15, w * 0.3)
/** What a cubic bend's control points are away from its ends where it is a quarter of an ellipse. */
const QUARTER = 0.5523

/** Half of an ellipse from one side of the width to the other, bulging by `deep`. */
function halfRound(w: number, from: readonly [number, number], deep: number, to: Outline): void {
  const [x, y] = from
  const way = x === 0 ? 1 : -1
  const [middle, end] = [w / 2, x === 0 ? w : 0]
  const c = (QUARTER * w) / 2
  to.bezierCurveTo(x, y + deep * QUARTER, middle - way * c, y + deep, middle, y + deep)
  to.bezierCurveTo(middle + way * c, y + deep, end, y + deep * QUARTER, end, y)
}

/** A drum that stands, seen a little from above: its edge. */
export function cylinder(w: number, h: number, to: Outline): void {
  const deep = lid(w, h)
  to.moveTo(0, deep)
  halfRound(w, [0, deep], -deep, to)
  to.lineTo(w, h - deep)
  halfRound(w, [w, h - deep], deep, to)
  to.lineTo(0, deep)
  to.closePath()
}

/** The front of its upper lid. */
export function rim(w: number, h: number, to: Outline): void {
  const deep = lid(w, h)
  to.moveTo(0, deep)
  halfRound(w, [0, deep], deep, to)
}

/** A bubble with round corners and a tail at its lower left. */
export function speech(w: number, h: number, to: Outline): void {
  const [low, r] = [h * 0.78, Math.min(w, h) * 0.18]
  to.moveTo(r, 0)
  to.lineTo(w - r, 0)
  to.quadraticCurveTo(w, 0, w, r)
  to.lineTo(w, low - r)
  to.quadraticCurveTo(w, low, w - r, low)
  to.lineTo(w * 0.44, low)
  to.lineTo(w * 0.18, h)
  to.lineTo(w * 0.24, low)
  to.lineTo(r, low)
  to.quadraticCurveTo(0, low, 0, low - r)
  to.lineTo(0, r)
  to.quadraticCurveTo(0, 0, r, 0)
  to.closePath()
}

/** An arrow whose head takes no more than its height, and half of its length. */
export function arrow(w: number, h: number, to: Outline): void {
  const head = Math.min(w / 2, h * 0.6)
  arrowOf([w - head], w, h, to)
}

/** The same with two heads. */
export function arrowBoth(w: number, h: number, to: Outline): void {
  const head = Math.min(w * 0.35, h * 0.6)
  arrowOf([w - head, head], w, h, to)
}

/** From its tail, or its other head, along the upper side to the head and back. */
function arrowOf([neck, tail]: readonly number[], w: number, h: number, to: Outline): void {
  const [top, bottom, middle] = [h * 0.26, h * 0.74, h / 2]
  to.moveTo(tail ?? 0, top)
  to.lineTo(neck!, top)
  to.lineTo(neck!, 0)
  to.lineTo(w, middle)
  to.lineTo(neck!, h)
  to.lineTo(neck!, bottom)
  to.lineTo(tail ?? 0, bottom)
  if (tail !== undefined) {
    to.lineTo(tail, h)
    to.lineTo(0, middle)
    to.lineTo(tail, 0)
  }
  to.closePath()
}

/** The same with across and down changed for each other: what points right points down. */
export function lying(draw: Draw): Draw {
  return (w, h, to) =>
    draw(h, w, {
      moveTo: (x, y) => to.moveTo(y, x),
      lineTo: (x, y) => to.lineTo(y, x),
      quadraticCurveTo: (cx, cy, x, y) => to.quadraticCurveTo(cy, cx, y, x),
      bezierCurveTo: (ax, ay, bx, by, x, y) => to.bezierCurveTo(ay, ax, by, bx, y, x),
      ellipse: (x, y, rx, ry, turn, from, end) => to.ellipse(y, x, ry, rx, -turn, from, end),
      roundRect: (x, y, width, height, radius) => to.roundRect(y, x, height, width, radius),
      closePath: () => to.closePath(),
    })
}

/** An outline mirrored left to right within a width. */
export function mirrored(w: number, to: Outline): Outline {
  return {
    moveTo: (x, y) => to.moveTo(w - x, y),
    lineTo: (x, y) => to.lineTo(w - x, y),
    quadraticCurveTo: (cx, cy, x, y) => to.quadraticCurveTo(w - cx, cy, w - x, y),
    bezierCurveTo: (ax, ay, bx, by, x, y) => to.bezierCurveTo(w - ax, ay, w - bx, by, w - x, y),
    ellipse: (x, y, rx, ry, turn, from, end) => to.ellipse(w - x, y, rx, ry, -turn, Math.PI - end, Math.PI - from),
    roundRect: (x, y, width, height, radius) => to.roundRect(w - x - width, y, width, height, radius),
    closePath: () => to.closePath(),
  }
}

/** The same drawn mirrored left to right. */
export function mirroredDraw(draw: Draw): Draw {
  return (w, h, to) => draw(w, h, mirrored(w, to))
}
