import type { Effect } from '../editor/tool'

/** A step that changes nothing. */
export function stay<G>(gesture: G): readonly [G, readonly Effect[]] {
  return [gesture, []]
}
