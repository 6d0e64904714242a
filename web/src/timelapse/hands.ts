import type { ElementProps } from '../elements/element'
import { drawWhole, wholeBounds } from '../elements/link-mark'
import { CanvasPen } from '../render/canvas-pen'
import { Cursors, type Shown } from '../render/company/cursors'
import { Words } from '../render/company/words'
import type { Other } from '../sync/types'
import { type Area, areaOf } from './areas'
import type { View } from './view'
import type { Wish } from './wish'

/** How far a hand and its name reach from its tip, in CSS pixels, at most: a name is no longer than 24 letters. */
const REACH = { x: 260, y: 48 }

/** Nobody says anything at their cursors: that is never kept. */
const silence = new Words()

const cursors = new Cursors()

/** Draws the strokes that hands are in the midst of, and the hands themselves if they are wished for. Returns where it has drawn. */
export function drawHands(
  to: CanvasRenderingContext2D,
  hands: readonly Other[],
  view: View,
  { room, hands: named }: Pick<Wish, 'room' | 'hands'>,
): Area[] {
  const { camera, dpr, viewport } = view
  const pen = new CanvasPen(to, camera, dpr, room)
  const drawn: (Area | null)[] = []
  for (const hand of hands) {
    const props = strokeIn(hand)
    if (props === null) continue
    to.save()
    drawWhole(props, pen)
    to.restore()
    drawn.push(areaOf(wholeBounds(props), view))
  }
  if (named) {
    to.save()
    cursors.draw(to, hands.flatMap(shownOf), { camera, dpr, viewport, theme: room }, silence, '', 0)
    to.restore()
    drawn.push(...hands.map((hand) => reachOf(hand, view)))
  }
  return drawn.filter((area) => area !== null)
}

/** The stroke in a hand, as if it ended here. */
function strokeIn({ gesture }: Other): ElementProps | null {
  return gesture === undefined ? null : new Map([...(gesture.props ?? []), ['points', gesture.points ?? []]])
}

function shownOf(other: Other): Shown[] {
  if (other.cursor === undefined) return []
  const [x, y] = other.cursor
  return [{ session: other.member.session, other, at: { x, y }, moved: 0 }]
}

function reachOf({ cursor }: Other, view: View): Area | null {
  if (cursor === undefined) return null
  const [across, down] = [(REACH.x * 100) / view.camera.zoom, (REACH.y * 100) / view.camera.zoom]
  const [x, y] = cursor
  return areaOf({ x: x - across, y: y - down, w: 2 * across, h: 2 * down }, view)
}
