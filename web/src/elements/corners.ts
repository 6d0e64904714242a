import { whole } from '../geometry/point'

/** What a rectangle's corners are rounded by when they are simply to be round: a quarter of the shorter side, 32 units at most. */
export function roundRadius(w: number, h: number): number {
  return whole(Math.min(Math.min(w, h) / 4, 3200))
}
