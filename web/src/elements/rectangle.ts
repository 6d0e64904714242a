import { toSay } from '../words/say'
import { number } from './props'
import { shapeKind } from './shape'

/** A rectangle, its corners rounded by `radius`. */
export const rectangle = shapeKind({
  kind: 'rectangle',
  noun: () => toSay('Rectangle'),
  outline(p, w, h, to) {
    to.roundRect(0, 0, w, h, Math.min(number(p, 'radius'), w / 2, h / 2))
  },
  word: (p) => String(number(p, 'radius')),
})
