import { centreOf } from './centre'
import { cutsOf, cutsWord } from './cuts'
import { pointsOf } from './ink'
import { paintFill } from './look'
import { flag, number, string } from './props'
import { bend, strokeKind } from './stroke'
import { localBox } from './stroke-box'

/** A line drawn by hand. */
export const stroke = strokeKind({
  // Along the middle of the ink, which is not where the hand went.
  loop(p, pen) {
    const { w, h } = localBox(p)
    const word = `loop ${string(p, 'nib')} ${number(p, 'thickness')} ${flag(p, 'pen')}`
    paintFill(p, { key: pointsOf(p), word, w, h, build: (to) => bend(centreOf(p).line, to, true) }, pen)
  },
  cut: (p, pen, draw) => pen.within(pointsOf(p), cutsWord(p), () => cutsOf(p), draw),
})
