import type { Outline } from '../elements/pen'

/** A length in hundredths as SVG has it: units, to the hundredth of one, as short as it can be written. */
export function units(hundredths: number): string {
  return String(Math.round(hundredths) / 100 + 0)
}

/** Writes an outline as the text of an SVG path, in units. */
export class SvgOutline implements Outline {
  private readonly parts: string[] = []
  private begun = false

  /** The `d` of a path. */
  get text(): string {
    return this.parts.join('')
  }

  moveTo(x: number, y: number): void {
    this.begun = true
    this.parts.push(`M${pair(x, y)}`)
  }

  lineTo(x: number, y: number): void {
    this.parts.push(`${this.begun ? 'L' : 'M'}${pair(x, y)}`)
    this.begun = true
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.parts.push(`Q${pair(cx, cy)} ${pair(x, y)}`)
  }

  bezierCurveTo(c1x: number, c1y: number, c2x: number, c2y: number, x: number, y: number): void {
    this.parts.push(`C${pair(c1x, c1y)} ${pair(c2x, c2y)} ${pair(x, y)}`)
  }

  ellipse(x: number, y: number, rx: number, ry: number, turn: number, from: number, to: number): void {
    const at = (angle: number) => {
      const [ex, ey] = [rx * Math.cos(angle), ry * Math.sin(angle)]
      return { x: x + ex * Math.cos(turn) - ey * Math.sin(turn), y: y + ex * Math.sin(turn) + ey * Math.cos(turn) }
    }
    const begin = at(from)
    this.lineTo(begin.x, begin.y)
    // An arc that ends where it begins is none: in SVG a full turn takes two or more.
    const full = Math.min(2 * Math.PI, Math.abs(to - from))
    const steps = Math.max(1, Math.ceil(full / (Math.PI * 0.9)))
    const sweep = to >= from ? 1 : 0
    const degrees = Math.round((turn * 18000) / Math.PI) / 100 + 0
    for (let i = 1; i <= steps; i++) {
      const end = at(from + ((sweep === 1 ? full : -full) * i) / steps)
      this.parts.push(`A${pair(rx, ry)} ${degrees} 0 ${sweep} ${pair(end.x, end.y)}`)
    }
  }

  roundRect(x: number, y: number, w: number, h: number, radius: number): void {
    const r = Math.max(0, Math.min(radius, w / 2, h / 2))
    this.moveTo(x + r, y)
    const corner = (toX: number, toY: number) => r > 0 && this.parts.push(`A${pair(r, r)} 0 0 1 ${pair(toX, toY)}`)
    this.lineTo(x + w - r, y)
    corner(x + w, y + r)
    this.lineTo(x + w, y + h - r)
    corner(x + w - r, y + h)
    this.lineTo(x + r, y + h)
    corner(x, y + h - r)
    this.lineTo(x, y + r)
    corner(x + r, y)
    this.closePath()
  }

  closePath(): void {
    this.parts.push('Z')
  }
}

function pair(x: number, y: number): string {
  return `${units(x)} ${units(y)}`
}
