import { shapeKind } from './shape'

/** An ellipse in its box. */
export const ellipse = shapeKind({
  kind: 'ellipse',
  outline(_p, w, h, to) {
    to.ellipse(w / 2, h / 2, w / 2, h / 2, 0, 0, 2 * Math.PI)
    to.closePath()
  },
  word: () => '',
})
