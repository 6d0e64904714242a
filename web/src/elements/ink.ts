import type { BoardPoint } from '../geometry/point'
import type { ElementProps } from './element'

/** What is known of the ink of strokes before it is drawn: their points, and how wide they become. */

/** Numbers to a point: dx, dy, pressure, dt. */
export const STRIDE = 4

/**
 * perfect-freehand's size for a thickness, in hundredths. It thins a line by how fast it is drawn, measured by the line's own size: what
 * thins a fine line to its half leaves a broad one as it is. With this all of them are about as wide as they say at a usual pace. A pen
 * tells its pressure, and is as wide as it says, or a little wider, at half of it.
 */
export function sizeOf(thickness: number, pen: boolean): number {
  return pen ? thickness * 0.8 + 40 : thickness * 0.75 + 120 * (thickness / 100) ** 0.3
}

/** The most that a line reaches to one side of its middle, as a share of its size: the easing of full pressure. */
export const REACH = 0.96

/** How far a line stays behind the hand, so that it does not shake: a mouse shakes, a pen says what it means. */
export function lagOf(pen: boolean): number {
  return pen ? 0.2 : 0.5
}

const noPoints: readonly number[] = []

/** The points of a stroke: dx, dy, pressure, dt each. */
export function pointsOf(p: ElementProps): readonly number[] {
  const value = p.get('points')
  return Array.isArray(value) ? (value as readonly number[]) : noPoints
}

/** The line of a stroke from its `at` on, in hundredths: the points are steps from one to the next. */
export function lineOf(points: readonly number[], from: BoardPoint): BoardPoint[] {
  const line: BoardPoint[] = []
  let { x, y } = from
  for (let i = 0; i + STRIDE <= points.length; i += STRIDE) {
    x += points[i]!
    y += points[i + 1]!
    line.push({ x, y })
  }
  return line
}
