import type { Outline } from '../elements/pen'

/** Writes an outline as the path of a small picture, carried by a vector. */
export class FacePath implements Outline {
  text = ''
  private readonly left: number
  private readonly top: number

  constructor(left: number, top: number) {
    this.left = left
    this.top = top
  }

  moveTo(x: number, y: number): void {
    this.text += `M${this.at(x, y)}`
  }

  lineTo(x: number, y: number): void {
    this.text += `L${this.at(x, y)}`
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.text += `Q${this.at(cx, cy)} ${this.at(x, y)}`
  }

  bezierCurveTo(c1x: number, c1y: number, c2x: number, c2y: number, x: number, y: number): void {
    this.text += `C${this.at(c1x, c1y)} ${this.at(c2x, c2y)} ${this.at(x, y)}`
  }

  /** Whole ellipses only: nothing in small pictures is made of a part of one. */
  ellipse(x: number, y: number, rx: number, ry: number): void {
    const radii = `${rx.toFixed(2)} ${ry.toFixed(2)}`
    this.text += `M${this.at(x - rx, y)}A${radii} 0 1 1 ${this.at(x + rx, y)}A${radii} 0 1 1 ${this.at(x - rx, y)}`
  }

  /** Nothing in small pictures is made of these. */
  roundRect(): void {}

  closePath(): void {
    this.text += 'Z'
  }

  private at(x: number, y: number): string {
    return `${(this.left + x).toFixed(2)} ${(this.top + y).toFixed(2)}`
  }
}
