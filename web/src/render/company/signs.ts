import { toScreen } from '../../editor/camera'
import { colourOf, roomColour } from '../../elements/palette'
import type { BoardPoint } from '../../geometry/point'
import type { Look } from '../look'
import { type SignFace, signFaces } from './sign-faces'

/** A sign is seen for so long, and fades for the last part of it; in milliseconds. */
const LIFE = 2_000
const FADES = 600
/** How far it rises, and how far it sways, in CSS pixels. */
const RISE = 96
const SWAY = 9
const SPREAD = 34
/** How wide it is, in CSS pixels, and the ground it stands on. */
const SIZE = 22
const GROUND = 18
/** Of one person a sign in so many milliseconds is shown, and of all together so many at once: a flood is cut, whoever lets it through. */
const APART = 150
const MOST = 60

type Flying = {
  readonly face: SignFace
  readonly at: BoardPoint
  readonly colour: string
  readonly since: number
  /** Each sways in its own way, -1 to 1. */
  readonly way: number
}

/** Signs that people give: each rises from its place and is gone. */
export class Signs {
  private readonly flying: Flying[] = []
  private readonly last = new Map<string, number>()
  private given = 0

  /** Somebody gives a sign; one that is not known here shows nothing. */
  give(who: string, sign: string, at: BoardPoint, colour: string, now: number): void {
    const face = signFaces.get(sign)
    if (face === undefined || now - (this.last.get(who) ?? Number.NEGATIVE_INFINITY) < APART) return
    this.last.set(who, now)
    // Golden steps: neighbours go apart.
    this.given = (this.given + 0.618) % 1
    this.flying.push({ face, at, colour, since: now, way: this.given * 2 - 1 })
    if (this.flying.length > MOST) this.flying.shift()
  }

  /** How many are to be seen now. */
  count(now: number): number {
    while (this.flying.length > 0 && now - this.flying[0]!.since >= LIFE) this.flying.shift()
    if (this.flying.length === 0) this.last.clear()
    return this.flying.length
  }

  /** Draws them; true while there are any. `moves`: they may. */
  draw(to: CanvasRenderingContext2D, { camera, theme, dpr }: Look, now: number, moves: boolean): boolean {
    if (this.count(now) === 0) return false
    const rim = roomColour('paper', theme)
    for (const { face, at, colour, since, way } of this.flying) {
      const t = Math.max(0, now - since) / LIFE
      const { x, y } = toScreen(camera, at)
      const up = moves ? RISE * (1 - (1 - t) ** 2) : 0
      const aside = moves ? SWAY * Math.sin((t * 2.2 + way) * Math.PI) * Math.min(1, t * 4) + way * SPREAD * t : 0
      const grown = moves ? Math.min(1, 0.4 + t * 8) : 1
      to.globalAlpha = moves ? Math.min(1, ((1 - t) * LIFE) / FADES) : 1 - t
      to.setTransform(dpr * grown, 0, 0, dpr * grown, (x + aside) * dpr, (y - 26 - up) * dpr)
      drawSign(to, face, colourOf(colour, theme) ?? '#888888', rim)
    }
    to.globalAlpha = 1
    to.setTransform(dpr, 0, 0, dpr, 0, 0)
    return true
  }
}

/** A sign about the origin, on a white ground with a rim in somebody's colour. */
function drawSign(to: CanvasRenderingContext2D, face: SignFace, css: string, rim: string): void {
  to.setLineDash([])
  to.lineCap = 'round'
  to.lineJoin = 'round'
  to.beginPath()
  to.arc(0, 0, GROUND, 0, 2 * Math.PI)
  to.lineWidth = 5
  to.strokeStyle = rim
  to.stroke()
  to.fillStyle = '#ffffff'
  to.fill()
  to.lineWidth = 2
  to.strokeStyle = css
  to.stroke()
  const scale = SIZE / 24
  to.transform(scale, 0, 0, scale, -SIZE / 2, -SIZE / 2)
  for (const { d, fill, line } of face.parts) {
    const path = new Path2D(d)
    if (fill !== undefined) {
      to.fillStyle = fill
      to.fill(path)
    }
    if (line === undefined) continue
    to.lineWidth = 1.8
    to.strokeStyle = line
    to.stroke(path)
  }
  to.lineCap = 'butt'
  to.lineJoin = 'miter'
}
