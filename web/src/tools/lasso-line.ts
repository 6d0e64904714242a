import type { Effect, Pointer, ToolView } from '../editor/tool'
import { type BoardPoint, distance } from '../geometry/point'

/** A line being drawn around what is to be selected. */
export type Lassoing = {
  readonly is: 'lassoing'
  readonly line: readonly BoardPoint[]
  /** What was selected before and stays. */
  readonly base: readonly string[]
}

/** The line goes on only where the hand has moved so many CSS pixels: finer than that nobody aims. */
const FINE = 3

/** A line that begins at a point. */
export function begun(from: BoardPoint, base: readonly string[]): Lassoing {
  return { is: 'lassoing', line: [from], base }
}

/** The line with the hand where it is now; what it goes around is selected at once. */
export function lassoed(g: Lassoing, e: Pointer, view: ToolView): readonly [Lassoing, readonly Effect[]] {
  const last = g.line.at(-1)!
  if ((distance(last, e.at) * view.camera.zoom) / 100 < FINE) return [g, []]
  const line = [...g.line, e.at]
  return [{ ...g, line }, [{ do: 'select', ids: new Set([...g.base, ...view.unitsInLasso(line)]) }]]
}
