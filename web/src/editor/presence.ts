import type { Box } from '../geometry/box'
import type { BoardClient } from '../sync/types'
import type { Gesture, Presence, Transform as Told } from '../wire/messages'
import type { BoardEditor } from './editor'
import type { Effect, Hand, Live } from './tool'
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

/** What the others are told of a moment; the cursor and the gesture go out together, for what is told first makes the other wait. */
export function presenceOf(event: Hand, effects: readonly Effect[], live: Live | null): Presence | null {
  const told: Presence = {
    ...(event.t === 'move' && { cursor: [event.at.x, event.at.y] as const }),
    ...(effects.some((effect) => effect.do === 'present') && { gesture: live && gestureOf(live) }),
  }
  return told.cursor === undefined && told.gesture === undefined ? null : told
}

/** Tells the others of a moment of this hand, where there is anything to be told. */
export function tellHand({ client, live }: BoardEditor, event: Hand, effects: readonly Effect[]): void {
  const told = presenceOf(event, effects, live)
  if (told !== null) client.present(told)
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

/** Tells the others which part of the board is seen, in whole hundredths. */
export function tellView(client: BoardClient, { x, y, w, h }: Box): void {
  client.present({ view: [Math.round(x), Math.round(y), Math.round(w), Math.round(h)] })
}
