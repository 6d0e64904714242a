import { toScreen } from '../../editor/camera'
import type { BoardEditor } from '../../editor/editor'
import { isLaser } from '../../editor/laser'
import type { ElementProps } from '../../elements/element'
import { colourOf } from '../../elements/palette'
import { atOf } from '../../elements/props'
import type { BoardPoint } from '../../geometry/point'
import type { Gesture } from '../../wire/messages'
import type { Look } from '../look'

/** A point of a trail is seen for so many milliseconds. */
const LIFE = 1000
/** How wide the light is at the hand, in CSS pixels. */
const WIDE = 5

type Lit = BoardPoint & { readonly since: number }
type Trail = { readonly colour: string; readonly lit: Lit[]; read: number; last: BoardPoint; held: boolean }

/** What a hand tells of a laser pointer, its own or another's. */
type Told = { readonly id: string; readonly props?: ElementProps; readonly points?: readonly number[] }

/** The trails of laser pointers: what is told of them grows, and what is seen of them fades by this page's own clock. */
export class Lasers {
  private readonly trails = new Map<string, Trail>()

  /** Hears what the hands say now: one's own, and the others' by session. True while anything is to be seen. */
  look({ live, client }: BoardEditor, others: ReadonlyMap<string, Gesture>, now: number): boolean {
    for (const trail of this.trails.values()) trail.held = false
    if (live !== null) this.hear(live, 'red', now)
    for (const [session, gesture] of others) this.hear(gesture, client.others.get(session)?.member.colour ?? 'red', now)
    for (const [id, trail] of this.trails) {
      while (trail.lit.length > (trail.held ? 1 : 0) && now - trail.lit[0]!.since > LIFE) trail.lit.shift()
      // Its gesture may be told for longer than it is seen.
      if (trail.lit.length === 0) this.trails.delete(id)
    }
    return this.trails.size > 0
  }

  private hear({ id, props, points = [] }: Told, colour: string, now: number): void {
    if (props === undefined || !isLaser(props)) return
    let trail = this.trails.get(id)
    if (trail === undefined) {
      trail = { colour, lit: [], read: 0, last: atOf(props), held: true }
      this.trails.set(id, trail)
    }
    trail.held = true
    for (; trail.read + 3 < points.length; trail.read += 4) {
      const { x, y } = trail.last
      trail.last = { x: x + points[trail.read]!, y: y + points[trail.read + 1]! }
      trail.lit.push({ ...trail.last, since: now })
    }
  }

  /** Draws them; true while one of them goes on fading. */
  draw(to: CanvasRenderingContext2D, { camera, theme, dpr }: Look, now: number): boolean {
    to.setTransform(dpr, 0, 0, dpr, 0, 0)
    to.setLineDash([])
    // Faint pieces that overlap would show as dots.
    to.lineCap = 'butt'
    to.lineJoin = 'round'
    let fades = false
    for (const trail of this.trails.values()) {
      fades ||= trail.lit.length > 1 || !trail.held
      const css = colourOf(trail.colour, theme) ?? '#ff3b30'
      const points = trail.lit.map((one) => ({
        ...toScreen(camera, one),
        left: Math.max(0, 1 - (now - one.since) / LIFE),
      }))
      this.light(to, points, css, trail.held)
    }
    to.globalAlpha = 1
    return fades
  }

  /** A trail that grows thinner and fainter the older it is, around a bright core. */
  private light(
    to: CanvasRenderingContext2D,
    points: readonly { readonly x: number; readonly y: number; readonly left: number }[],
    css: string,
    held: boolean,
  ): void {
    to.strokeStyle = css
    to.fillStyle = css
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1]!, points[i]!]
      to.globalAlpha = b.left
      to.lineWidth = 1 + (WIDE - 1) * b.left
      to.beginPath()
      to.moveTo(a.x, a.y)
      to.lineTo(b.x, b.y)
      to.stroke()
    }
    const tip = points.at(-1)
    if (tip === undefined) return
    // A hand that rests still points.
    to.globalAlpha = held ? 1 : tip.left
    to.beginPath()
    to.arc(tip.x, tip.y, WIDE, 0, 2 * Math.PI)
    to.fill()
    to.fillStyle = '#ffffff'
    to.beginPath()
    to.arc(tip.x, tip.y, WIDE / 3, 0, 2 * Math.PI)
    to.fill()
  }
}
