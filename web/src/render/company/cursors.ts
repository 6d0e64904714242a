import { toScreen, type Viewport } from '../../editor/camera'
import type { Camera } from '../../editor/types'
import { colourOf, roomColour } from '../../elements/palette'
import type { BoardPoint, ScreenPoint } from '../../geometry/point'
import type { Other } from '../../sync/types'
import type { Look } from '../look'
import { drawArrow, drawEdge, edgeOf, inWindow } from './arrows'
import { besideHand, bubbleOf, CHIP, chipWidth, drawBubble, drawChip } from './chips'
import { labelsOf, NAME_FADES, type Pointed, shortName, stays } from './labels'
import type { Words } from './words'

/** A hand that has not moved for so long is drawn like one of somebody idle, whatever its person does elsewhere; in milliseconds. */
const IDLE = 60_000
/** How much smaller and paler such a hand is. */
const SMALL = 0.72
const PALE = 0.5

/** Another's hand: where it is shown, and when it moved last. */
export type Shown = { readonly session: string; readonly other: Other; readonly at: BoardPoint; readonly moved: number }

/** The others' hands: an arrow in their colour, and names and words beside those that move and speak. */
export class Cursors {
  private hands: readonly Shown[] = []
  private inside = 0

  /** Draws them; true while a name is fading. `followed`: whose hand is pointed at when it is out of the window. */
  draw(
    to: CanvasRenderingContext2D,
    hands: readonly Shown[],
    { camera, viewport, theme, dpr }: Look,
    words: Words,
    followed: string,
    now: number,
  ): boolean {
    this.hands = hands
    const { inside, outside } = sorted(hands, camera, viewport, words, now)
    this.inside = inside.length
    const rim = roomColour('paper', theme)
    const css = (colour: string) => colourOf(colour, theme) ?? roomColour('accent', theme)
    const place = ({ x, y }: ScreenPoint, scale = 1) =>
      to.setTransform(dpr * scale, 0, 0, dpr * scale, x * dpr, y * dpr)
    for (const { at, colour, idle } of inside) {
      place(at, idle ? SMALL : 1)
      to.globalAlpha = idle ? PALE : 1
      drawArrow(to, css(colour), rim)
    }
    for (const { at, text, colour, strength } of labelsOf(inside)) {
      place(at)
      to.globalAlpha = strength
      drawChip(to, besideHand(at, chipWidth(to, text), CHIP, viewport), text, css(colour), rim)
    }
    for (const hand of outside) {
      if (hand.session !== followed && !hand.speaks) continue
      const { at, way } = edgeOf(hand.at, viewport)
      place(at)
      to.globalAlpha = 1
      drawEdge(to, way, css(hand.colour), rim)
      const name = shortName(hand.name)
      if (name !== '' && !hand.speaks) drawChip(to, beside(to, name, at, viewport), name, css(hand.colour), rim)
    }
    for (const hand of [...inside, ...outside]) this.speak(to, hand, words, viewport, now, place, css(hand.colour), rim)
    to.globalAlpha = 1
    place({ x: 0, y: 0 } as ScreenPoint)
    const stay = stays(inside.length)
    return inside.some(({ still }) => still > stay && still < stay + NAME_FADES)
  }

  private speak(
    to: CanvasRenderingContext2D,
    hand: Pointed,
    words: Words,
    viewport: Viewport,
    now: number,
    place: (at: ScreenPoint) => void,
    css: string,
    rim: string,
  ): void {
    const said = hand.speaks ? words.of(hand.session, now) : null
    if (said === null) return
    const at = inWindow(hand.at, viewport) ? hand.at : edgeOf(hand.at, viewport).at
    const bubble = bubbleOf(to, shortName(hand.name), said.words)
    place(at)
    to.globalAlpha = said.strength
    drawBubble(to, besideHand(at, bubble.w, bubble.h, viewport), bubble, css, rim)
  }

  /** When the next of them begins to fade or to be idle, in milliseconds from now; Infinity for never. */
  next(now: number): number {
    let next = Number.POSITIVE_INFINITY
    for (const { moved } of this.hands) {
      for (const limit of [stays(this.inside), IDLE]) {
        if (moved + limit > now) next = Math.min(next, moved + limit - now + 1)
      }
    }
    return next
  }
}

/** Those in the window and those outside it. Whoever is away has no hand here. */
function sorted(hands: readonly Shown[], camera: Camera, viewport: Viewport, words: Words, now: number) {
  const inside: Pointed[] = []
  const outside: Pointed[] = []
  for (const { session, other, at, moved } of hands) {
    if (other.state === 'away') continue
    const still = now - moved
    const one: Pointed = {
      session,
      name: other.member.name,
      colour: other.member.colour,
      at: toScreen(camera, at),
      still,
      idle: other.state === 'idle' || still > IDLE,
      speaks: words.of(session, now) !== null,
    }
    if (inWindow(one.at, viewport)) inside.push(one)
    else outside.push(one)
  }
  return { inside, outside }
}

/** Where a name stands beside a place at the window's edge: inwards of it. */
function beside(to: CanvasRenderingContext2D, name: string, { x, y }: ScreenPoint, { w, h }: Viewport): ScreenPoint {
  const width = chipWidth(to, name)
  const left = x > w / 2 ? -width - 14 : 14
  return {
    x: Math.abs(y - h / 2) > Math.abs(x - w / 2) ? Math.min(left, -width / 2) : left,
    y: y > h / 2 ? -32 : 14,
  } as ScreenPoint
}
