import { straight } from './form-lines'
import { shapeKind } from './shape'

const outline = straight([50, 0], [100, 50], [50, 100], [0, 50])

/** A rhombus whose corners lie in the middles of its box's sides. */
export const diamond = shapeKind({
  kind: 'diamond',
  outline: (_p, w, h, to) => outline(w, h, to),
  word: () => '',
})
