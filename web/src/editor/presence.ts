import type { Box } from '../geometry/box'
import { rounded, type ScreenPoint } from '../geometry/point'
import type { BoardClient } from '../sync/types'
import type { Gesture, Presence, Transform as Told } from '../wire/messages'
import { seen, toBoard, type Viewport } from './camera'
import type { BoardEditor } from './editor'
import type { Effect, Hand, Live } from './tool'
import type { Transform } from './transform'
import type { Camera } from './types'

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

const places = new WeakMap<BoardClient, ScreenPoint>()

/** Where on the canvas the hand is from now on; null for nowhere: it has left, or the finger is lifted. */
export function handIsAt(client: BoardClient, place: ScreenPoint | null): void {
  if (place === null) places.delete(client)
  else places.set(client, place)
}

/** Learns from a moment of the hand where it is, before anything comes of it. */
export function followHand(client: BoardClient, event: Hand): void {
  if (event.t === 'press' || event.t === 'move') handIsAt(client, event.screen)
  else if (event.t === 'release') handIsAt(client, event.coarse ? null : event.screen)
}

/** What lies under the hand, for the others; nothing where it is nowhere on the canvas. */
function cursorAt(client: BoardClient, camera: Camera): Pick<Presence, 'cursor'> {
  const place = places.get(client)
  if (place === undefined) return {}
  const { x, y } = rounded(toBoard(camera, place))
  return { cursor: [x, y] }
}

/** Tells the others of a moment of this hand; the cursor and the gesture go out together, for what is told first makes the other wait. */
export function tellHand({ client, live, state }: BoardEditor, event: Hand, effects: readonly Effect[]): void {
  const told: Presence = {
    ...(event.t === 'move' && cursorAt(client, state.camera)),
    ...(effects.some((effect) => effect.do === 'present') && { gesture: live && gestureOf(live) }),
  }
  if (told.cursor !== undefined || told.gesture !== undefined) client.present(told)
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

const along = new WeakSet<BoardClient>()

/** Whether one goes along with another's view, and has none of one's own to tell. */
export function goAlong(client: BoardClient, so: boolean): void {
  if (so) along.add(client)
  else along.delete(client)
  if (so) client.present({ view: null })
}

const shown = new WeakMap<BoardClient, Box>()

/** Has a part of the board told as one's view, however much of the board is seen, from what is told next on (see presenting.ts); null ends it. */
export function showInstead(client: BoardClient, box: Box | null): void {
  if (box === null) shown.delete(client)
  else shown.set(client, box)
}

/** The view that the others are told of, in whole hundredths; nothing for who goes along with another's. */
function viewOf(client: BoardClient, box: Box): Pick<Presence, 'view'> {
  return along.has(client) ? {} : { view: inWholes(shown.get(client) ?? box) }
}

/** Tells the others which part of the board is seen. */
export function tellView(client: BoardClient, box: Box): void {
  const told = viewOf(client, box)
  if (told.view !== undefined) client.present(told)
}

/** Tells the others of another view of the board, and what lies under the hand in it: that stays where it is on the screen. */
export function tellCamera(client: BoardClient, camera: Camera, viewport: Viewport): void {
  const told: Presence = {
    ...viewOf(client, seen(camera, viewport)),
    ...cursorAt(client, camera),
  }
  if (told.view !== undefined || told.cursor !== undefined) client.present(told)
}

const inWholes = ({ x, y, w, h }: Box) => [Math.round(x), Math.round(y), Math.round(w), Math.round(h)] as const
