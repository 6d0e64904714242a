import { type Box, boxUnion, grown, overlap } from '../../geometry/box'
import type { BoardPoint } from '../../geometry/point'
import type { Finder } from '../finder'

/** Kept free around what is put by keys, in hundredths. */
const GAP = 4000
/** So many rings of places are tried around the first. */
const RINGS = 12

/** What is in the way there: all but frames that go around it. */
function taken(finder: Pick<Finder, 'inBox' | 'bounds' | 'frames'>, box: Box): boolean {
  const around = grown(box, GAP / 2)
  return finder.inBox(around).some((id) => {
    const there = finder.bounds(id)
    return there !== null && overlap(there, around) !== null && !finder.frames.has(id)
  })
}

/** The first free place for something of a size: at a point, as its middle, or in rings around that; right first, then below, left and above. */
export function freePlaceAt(
  finder: Pick<Finder, 'inBox' | 'bounds' | 'frames'>,
  middle: BoardPoint,
  size: { readonly w: number; readonly h: number },
): Box {
  const first = { x: middle.x - size.w / 2, y: middle.y - size.h / 2, w: size.w, h: size.h }
  for (let ring = 0; ring <= RINGS; ring++)
    for (const [x, y] of ringOf(ring)) {
      const box = { ...first, x: first.x + x * (size.w + GAP), y: first.y + y * (size.h + GAP) }
      if (!taken(finder, box)) return box
    }
  return first
}

/** The steps to the places of a ring, the nearest first. */
function ringOf(ring: number): readonly (readonly [number, number])[] {
  const steps: [number, number][] = []
  for (let x = -ring; x <= ring; x++)
    for (let y = -ring; y <= ring; y++) if (Math.max(Math.abs(x), Math.abs(y)) === ring) steps.push([x, y])
  return steps.sort(([a, b], [c, d]) => Math.abs(a) + Math.abs(b) - Math.abs(c) - Math.abs(d) || c - a || d - b)
}

/** Beside several things: to the right of all of them. */
export function beside(boxes: readonly Box[], size: { readonly w: number; readonly h: number }): BoardPoint | null {
  const around = boxUnion(boxes)
  return around === null ? null : { x: around.x + around.w + GAP + size.w / 2, y: around.y + around.h / 2 }
}
