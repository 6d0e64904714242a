import { toScreen } from '../editor/camera'
import type { Camera, Theme } from '../editor/types'
import { familyOf } from '../elements/measure'
import { colourOf, roomColour } from '../elements/palette'
import type { Other } from '../sync/types'

/** A hand that has not moved for so long fades a little, and after a minute it is gone; in milliseconds. */
const IDLE = 4_000
const AWAY = 60_000
/** How long a hand takes to get most of the way to where it was last seen: about two ticks of the network. */
const CATCH_UP = 60
/** A jump of more CSS pixels than this is no movement to be followed. */
const JUMP = 2_000

type Shown = { x: number; y: number; toX: number; toY: number; moved: number }

/** The others' hands: an arrow in their colour and a name. Between what the network tells, they glide. */
export class Cursors {
  private readonly shown = new Map<string, Shown>()
  private last = 0

  /** Draws them; true while one of them is still on its way or about to fade. */
  draw(
    to: CanvasRenderingContext2D,
    others: ReadonlyMap<string, Other>,
    camera: Camera,
    theme: Theme,
    dpr: number,
    now: number,
  ): boolean {
    const passed = Math.min(100, now - this.last)
    this.last = now
    let busy = false
    for (const session of this.shown.keys()) if (others.get(session)?.cursor === undefined) this.shown.delete(session)
    for (const [session, other] of others) {
      if (other.cursor === undefined) continue
      const hand = this.follow(session, other.cursor, camera.zoom, passed, now)
      const still = now - hand.moved
      if (still > AWAY) continue
      busy ||= hand.x !== hand.toX || hand.y !== hand.toY
      busy ||= still > IDLE && still < IDLE + 400
      const at = toScreen(camera, hand)
      paint(to, at.x, at.y, other.member.name, other.member.colour, theme, dpr, fading(still))
    }
    return busy
  }

  /** When the next of them begins to fade or goes, in milliseconds from now; Infinity for never. */
  next(now: number): number {
    let next = Infinity
    for (const { moved } of this.shown.values()) {
      for (const limit of [IDLE, AWAY]) if (moved + limit > now) next = Math.min(next, moved + limit - now)
    }
    return next
  }

  private follow(session: string, at: readonly [number, number], zoom: number, passed: number, now: number): Shown {
    const [toX, toY] = at
    let hand = this.shown.get(session)
    if (hand === undefined || (Math.hypot(toX - hand.x, toY - hand.y) * zoom) / 100 > JUMP) {
      hand = { x: toX, y: toY, toX, toY, moved: now }
      this.shown.set(session, hand)
    }
    if (hand.toX !== toX || hand.toY !== toY) hand.moved = now
    hand.toX = toX
    hand.toY = toY
    const share = 1 - Math.exp(-passed / CATCH_UP)
    hand.x += (toX - hand.x) * share
    hand.y += (toY - hand.y) * share
    if ((Math.hypot(toX - hand.x, toY - hand.y) * zoom) / 100 < 0.2) {
      hand.x = toX
      hand.y = toY
    }
    return hand
  }
}

function fading(still: number): number {
  if (still < IDLE) return 1
  return Math.max(0.45, 1 - ((still - IDLE) / 400) * 0.55)
}

function arrow(to: CanvasRenderingContext2D): void {
  to.beginPath()
  to.moveTo(0, 0)
  to.lineTo(4.6, 13.4)
  to.quadraticCurveTo(5.1, 14.8, 5.8, 13.5)
  to.lineTo(8, 8.6)
  to.quadraticCurveTo(8.2, 8.2, 8.6, 8)
  to.lineTo(13.5, 5.8)
  to.quadraticCurveTo(14.8, 5.1, 13.4, 4.6)
  to.closePath()
}

function short(name: string): string {
  const letters = [...name]
  return letters.length > 24 ? `${letters.slice(0, 23).join('')}…` : name
}

/** Black or white, whichever is plainer to read on a colour (#rrggbb): always at least 4.5 to 1. */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const part = (at: number) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  const light = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
  // Where (light + 0.05)² is 0.05 × 1.05 both are equally plain (WCAG 2, contrast ratio).
  return light > 0.179 ? '#000000' : '#ffffff'
}

function paint(
  to: CanvasRenderingContext2D,
  x: number,
  y: number,
  name: string,
  colour: string,
  theme: Theme,
  dpr: number,
  alpha: number,
): void {
  const css = colourOf(colour, theme) ?? roomColour('accent', theme)
  to.setTransform(dpr, 0, 0, dpr, x * dpr, y * dpr)
  to.globalAlpha = alpha
  arrow(to)
  to.lineJoin = 'round'
  to.setLineDash([])
  to.lineWidth = 2.5
  to.strokeStyle = roomColour('paper', theme)
  to.stroke()
  to.fillStyle = css
  to.fill()
  if (name === '') return
  // The name stays as it is: faded it could not be read.
  to.globalAlpha = 1
  to.font = `500 12px ${familyOf('sans')}`
  const label = short(name)
  const w = to.measureText(label).width + 14
  to.beginPath()
  to.roundRect(11, 14, w, 20, 10)
  to.lineWidth = 2
  to.stroke()
  to.fill()
  to.fillStyle = inkOn(css)
  to.textBaseline = 'alphabetic'
  to.fillText(label, 18, 28.2)
}
