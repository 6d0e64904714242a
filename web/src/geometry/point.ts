/** A place on the board in hundredths of a unit, whole numbers once the hand has rounded them. */
export type BoardPoint = { readonly x: number; readonly y: number; readonly space?: 'board' }

/** A place on the canvas in CSS pixels from its top left corner. */
export type ScreenPoint = { readonly x: number; readonly y: number; readonly space: 'screen' }

/** A screen point. */
export function screenPoint(x: number, y: number): ScreenPoint {
  return { x, y, space: 'screen' }
}

/** The largest coordinate a board holds, either way (kinds.json, "coordinate"). */
export const EDGE = 1_000_000_000

/** Rounds to a whole hundredth and keeps it on the board; never -0. */
export function whole(n: number): number {
  const rounded = Math.round(n)
  if (!(rounded > -EDGE)) return rounded <= -EDGE ? -EDGE : 0
  return rounded > EDGE ? EDGE : rounded + 0
}

/** The point rounded to hundredths: done once, at the hand. */
export function rounded(p: BoardPoint): BoardPoint {
  return { x: whole(p.x), y: whole(p.y) }
}

/** The angle, in hundredths of a degree, as it is stored: more than -18000 and at most 18000, whole, never -0. */
export function normalAngle(angle: number): number {
  const rest = Math.round(angle) % 36000
  if (rest > 18000) return rest - 36000
  return (rest <= -18000 ? rest + 36000 : rest) + 0
}

/** How far two points of one space lie apart. */
export function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** The point turned about a centre by hundredths of a degree, clockwise as the screen sees it. */
export function turned(p: BoardPoint, centre: BoardPoint, angle: number): BoardPoint {
  if (angle === 0) return p
  const radians = (angle / 18000) * Math.PI
  const cos = Math.cos(radians)
  const sin = Math.sin(radians)
  const dx = p.x - centre.x
  const dy = p.y - centre.y
  return { x: centre.x + dx * cos - dy * sin, y: centre.y + dx * sin + dy * cos }
}

/** The point as far from another, in the direction nearest to its own that is a whole number of steps of an angle (hundredths of a degree). */
export function inSteps(from: BoardPoint, to: BoardPoint, step: number): BoardPoint {
  const unit = (step / 18000) * Math.PI
  const angle = Math.round(Math.atan2(to.y - from.y, to.x - from.x) / unit) * unit
  const far = distance(from, to)
  return { x: from.x + far * Math.cos(angle), y: from.y + far * Math.sin(angle) }
}
