import { toSay } from '../words/say'
import { straight } from './form-lines'
import type { Room } from './label'
import { shapeKind } from './shape'

const outline = straight([50, 0], [100, 50], [50, 100], [0, 50])

/** The largest box of its proportions within it. */
const inner: Room = { left: 25, top: 25, right: 25, bottom: 25 }

/** A rhombus whose corners lie in the middles of its box's sides. */
export const diamond = shapeKind({
  kind: 'diamond',
  noun: () => toSay('Diamond'),
  outline: (_p, w, h, to) => outline(w, h, to),
  room: () => inner,
  word: () => '',
})
