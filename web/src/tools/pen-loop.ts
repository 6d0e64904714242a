import { boxAround } from '../geometry/box'
import { type BoardPoint, distance } from '../geometry/point'

/** The end of a line meets its beginning within so many CSS pixels, or twice the width of the line where that is more (tldraw: twice). */
const NEAR = 8
/** What goes around less than this, in CSS pixels from side to side, is a dot or a letter. */
const SMALL = 24

/** Whether a line closes: its end comes back to where it began, around something. `zoom`: CSS pixels to a unit. */
export function closes(line: readonly BoardPoint[], thickness: number, zoom: number): boolean {
  const [first, last] = [line[0], line.at(-1)]
  const box = boxAround(line)
  if (first === undefined || last === undefined || box === null) return false
  const near = Math.max(2 * thickness, (NEAR * 100) / zoom)
  const small = Math.max(3 * near, (SMALL * 100) / zoom)
  return distance(first, last) <= near && Math.max(box.w, box.h) >= small && Math.min(box.w, box.h) >= small / 3
}
