import type { Outline, Pen, Placed } from './pen'

/** Writes down what is drawn into an outline, number by number. */
export class PathText implements Outline {
  readonly parts: (readonly [op: string, ...numbers: number[]])[] = []
  moveTo(...n: number[]): void {
    this.parts.push(['M', ...n])
  }
  lineTo(...n: number[]): void {
    this.parts.push(['L', ...n])
  }
  quadraticCurveTo(...n: number[]): void {
    this.parts.push(['Q', ...n])
  }
  bezierCurveTo(...n: number[]): void {
    this.parts.push(['C', ...n])
  }
  ellipse(...n: number[]): void {
    this.parts.push(['E', ...n])
  }
  roundRect(...n: number[]): void {
    this.parts.push(['R', ...n])
  }
  closePath(): void {
    this.parts.push(['Z'])
  }

  /** Every point that is named, control points too: what is drawn lies within their hull. */
  get points(): readonly (readonly [x: number, y: number])[] {
    return this.parts.flatMap(([op, ...n]) =>
      op === 'E' || op === 'R'
        ? []
        : Array.from({ length: n.length / 2 }, (_, i) => [n[2 * i]!, n[2 * i + 1]!] as const),
    )
  }
}

/** One call of the pen. */
export type Drawn = {
  readonly what: 'fill' | 'line'
  readonly key: object
  readonly word: string
  readonly colour: string
  readonly width: number
  readonly dash: readonly number[]
  readonly opacity: number
  readonly path: PathText
}

/** A pen that remembers what it was asked to draw. */
export class PenThatRemembers implements Pen {
  readonly scale: number
  readonly grain: number
  readonly drawn: Drawn[] = []
  cuts = 0
  readonly images: (Placed & { readonly opacity: number })[] = []
  /** The pictures that there are. */
  readonly assets = new Set<string>()
  private percent = 100

  constructor(scale = 0.01) {
    this.scale = scale
    this.grain = scale
  }
  from(): void {}
  opacity(percent: number): void {
    this.percent = percent
  }
  fill(key: object, word: string, colour: string, build: (to: Outline) => void): void {
    this.keep('fill', key, word, colour, 0, [], build)
  }
  line(key: object, word: string, colour: string, w: number, dash: readonly number[], build: (to: Outline) => void) {
    this.keep('line', key, word, colour, w, dash, build)
  }
  /** What is drawn within areas is written down as if there were none; how many there were is `cuts`. */
  within(_key: object, _word: string, areas: () => readonly ((to: Outline) => void)[], draw: () => void): void {
    this.cuts += areas().length
    draw()
  }
  text(): void {}
  bar(): void {}
  image(placed: Placed): boolean {
    if (!this.assets.has(placed.asset)) return false
    this.images.push({ ...placed, opacity: this.percent })
    return true
  }

  private keep(
    what: Drawn['what'],
    key: object,
    word: string,
    colour: string,
    width: number,
    dash: readonly number[],
    build: (to: Outline) => void,
  ): void {
    const path = new PathText()
    build(path)
    this.drawn.push({ what, key, word, colour, width, dash, opacity: this.percent, path })
  }
}
