import type { Box } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import { shapeKind } from './shape'

/** Sides of the polygon that stands for an ellipse in hit tests: off by at most 0.2 % of its size. */
const SIDES = 48

function around(box: Box): BoardPoint[] {
  const points: BoardPoint[] = []
  for (let i = 0; i < SIDES; i++) {
    const turn = (i / SIDES) * 2 * Math.PI
    points.push({
      x: box.x + (box.w / 2) * (1 + Math.cos(turn)),
      y: box.y + (box.h / 2) * (1 + Math.sin(turn)),
    })
  }
  return points
}

/** An ellipse in its box. */
export const ellipse = shapeKind({
  kind: 'ellipse',
  polygon: around,
  outline(_p, w, h, to) {
    to.ellipse(w / 2, h / 2, w / 2, h / 2, 0, 0, 2 * Math.PI)
    to.closePath()
  },
  word: () => '',
})
