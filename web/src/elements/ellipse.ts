import { toSay } from '../words/say'
import type { Room } from './label'
import { shapeKind } from './shape'

/** The largest box of its proportions within it. */
const inner: Room = { left: 14.65, top: 14.65, right: 14.65, bottom: 14.65 }

/** An ellipse in its box. */
export const ellipse = shapeKind({
  kind: 'ellipse',
  noun: () => toSay('Ellipse'),
  outline(_p, w, h, to) {
    to.ellipse(w / 2, h / 2, w / 2, h / 2, 0, 0, 2 * Math.PI)
    to.closePath()
  },
  room: () => inner,
  word: () => '',
})
