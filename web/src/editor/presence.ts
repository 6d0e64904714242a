import type { Gesture, Transform as Told } from '../wire/messages'
import type { Live } from './tool'
import type { Transform } from './transform'

/** A gesture as the others are told of it (W15). */
export function gestureOf(live: Live): Gesture {
  const { id, ids, props, points } = live
  return {
    id,
    ids,
    ...(props !== undefined && { props }),
    ...toldTransform(live),
    ...(points !== undefined && { points }),
  }
}

function toldTransform({ by, copy, pull, turn }: Transform): Told {
  if (pull !== undefined) {
    const { box, tilt } = pull.frame
    return { box: [box.x, box.y, box.w, box.h, tilt], to: [pull.to.x, pull.to.y, pull.to.w, pull.to.h] }
  }
  if (turn !== undefined) return { turn: [turn.by, turn.about.x, turn.about.y] }
  return by === undefined ? {} : { by: [by.x, by.y], ...(copy && { copy: true }) }
}

/** Another's transform in the words of one's own. */
export function heardTransform({ by, copy, box, to, turn }: Told): Transform {
  if (box !== undefined && to !== undefined) {
    const [x, y, w, h, tilt] = box
    return { pull: { frame: { box: { x, y, w, h }, tilt }, to: { x: to[0], y: to[1], w: to[2], h: to[3] } } }
  }
  if (turn !== undefined) return { turn: { by: turn[0], about: { x: turn[1], y: turn[2] } } }
  return by === undefined ? {} : { by: { x: by[0], y: by[1] }, ...(copy && { copy: true }) }
}
