import type { BoardPoint } from '../geometry/point'
import { type Matrix, mapPoint } from './svg-matrix'

/** A line of a path, flattened: points in hundredths of the board. `closed`: it came back to where it began. */
export type Line = { readonly points: BoardPoint[]; closed: boolean }

/** How far a flattened curve may lie beside the true one, in hundredths: a tenth of a unit. */
const TOLERANCE = 10

/** So many pieces are made of one curve at most. */
const PIECES = 64

/** How much of all paths together is read; `left` runs out as it is. */
export type Budget = { commands: number; points: number }

/** There is more in the paths than is read. */
export class TooDetailed extends Error {}

const COUNT: { readonly [command: string]: number } = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 }

/** Draws what a path says: lines and curves, mapped and flattened. */
export class Flattening {
  readonly lines: Line[] = []
  private readonly matrix: Matrix
  private readonly budget: Budget
  private line: Line | null = null
  /** Where the hand is, where the line began, and the last handle, in the path's own numbers. */
  private x = 0
  private y = 0
  private begin = { x: 0, y: 0 }
  private handle = { x: 0, y: 0, of: '' }

  constructor(matrix: Matrix, budget: Budget) {
    this.matrix = matrix
    this.budget = budget
  }

  moveTo(x: number, y: number): void {
    this.line = null
    this.x = x
    this.y = y
    this.begin = { x, y }
  }

  lineTo(x: number, y: number): void {
    this.push(x, y)
  }

  close(): void {
    if (this.line === null) return
    this.push(this.begin.x, this.begin.y)
    this.line.closed = true
    this.line = null
  }

  cubic(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    const p0 = mapPoint(this.matrix, this.x, this.y)
    const p1 = mapPoint(this.matrix, x1, y1)
    const p2 = mapPoint(this.matrix, x2, y2)
    const p3 = mapPoint(this.matrix, x, y)
    const bend = Math.max(
      Math.hypot(p0.x - 2 * p1.x + p2.x, p0.y - 2 * p1.y + p2.y),
      Math.hypot(p1.x - 2 * p2.x + p3.x, p1.y - 2 * p2.y + p3.y),
    )
    const wanted = Math.ceil(Math.sqrt((0.75 * bend) / TOLERANCE))
    const n = Math.max(1, Math.min(PIECES, Number.isFinite(wanted) ? wanted : 1))
    const line = this.started()
    for (let i = 1; i < n; i++) {
      const t = i / n
      const u = 1 - t
      const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
      this.add(line, { x: a * p0.x + b * p1.x + c * p2.x + d * p3.x, y: a * p0.y + b * p1.y + c * p2.y + d * p3.y })
    }
    this.push(x, y)
  }

  quadratic(x1: number, y1: number, x: number, y: number): void {
    const { x: x0, y: y0 } = this
    this.cubic(x0 + (2 / 3) * (x1 - x0), y0 + (2 / 3) * (y1 - y0), x + (2 / 3) * (x1 - x), y + (2 / 3) * (y1 - y), x, y)
  }

  /** As the implementation notes of SVG have it (F.6). */
  arc(rx: number, ry: number, turn: number, large: boolean, sweep: boolean, x: number, y: number): void {
    const { x: x0, y: y0 } = this
    let [a, b] = [Math.abs(rx), Math.abs(ry)]
    if (a === 0 || b === 0 || (x0 === x && y0 === y)) {
      this.lineTo(x, y)
      return
    }
    const r = (turn * Math.PI) / 180
    const [cos, sin] = [Math.cos(r), Math.sin(r)]
    const [hx, hy] = [(x0 - x) / 2, (y0 - y) / 2]
    const [px, py] = [cos * hx + sin * hy, cos * hy - sin * hx]
    const over = (px * px) / (a * a) + (py * py) / (b * b)
    if (over > 1) {
      a *= Math.sqrt(over)
      b *= Math.sqrt(over)
    }
    const rest = a * a * b * b - a * a * py * py - b * b * px * px
    const k = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, rest / (a * a * py * py + b * b * px * px)))
    const [ux, uy] = [(k * a * py) / b, (-k * b * px) / a]
    const [cx, cy] = [cos * ux - sin * uy + (x0 + x) / 2, sin * ux + cos * uy + (y0 + y) / 2]
    const from = Math.atan2((py - uy) / b, (px - ux) / a)
    let by = Math.atan2((-py - uy) / b, (-px - ux) / a) - from
    if (sweep && by < 0) by += 2 * Math.PI
    if (!sweep && by > 0) by -= 2 * Math.PI
    this.ellipse(cx, cy, a, b, r, from, by)
    this.push(x, y)
  }

  /** Along an ellipse, in quarters. */
  ellipse(cx: number, cy: number, a: number, b: number, turn: number, from: number, by: number): void {
    const steps = Math.max(1, Math.ceil(Math.abs(by) / (Math.PI / 2) - 1e-9))
    const step = by / steps
    const k = (4 / 3) * Math.tan(step / 4)
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
    const at = (u: number, v: number) => [cx + cos * a * u - sin * b * v, cy + sin * a * u + cos * b * v] as const
    for (let i = 0; i < steps; i++) {
      const [s, e] = [from + i * step, from + (i + 1) * step]
      const one = at(Math.cos(s) - k * Math.sin(s), Math.sin(s) + k * Math.cos(s))
      const two = at(Math.cos(e) + k * Math.sin(e), Math.sin(e) - k * Math.cos(e))
      this.cubic(...one, ...two, ...at(Math.cos(e), Math.sin(e)))
    }
  }

  /** Follows the `d` of a path as far as it can be read. */
  path(d: string): void {
    const numbers = new Numbers(d)
    let command = ''
    for (;;) {
      const next = numbers.command()
      if (next !== '') command = next
      else if (!numbers.more || command === '' || command === 'Z' || command === 'z') return
      if (--this.budget.commands < 0) throw new TooDetailed()
      const kind = command.toUpperCase()
      const count = COUNT[kind]
      const values = count === undefined ? null : numbers.take(count, kind === 'A')
      if (values === null) return
      this.act(kind, values, command !== kind)
      // What follows a move without a word are lines.
      if (kind === 'M') command = command === 'M' ? 'L' : 'l'
    }
  }

  private act(kind: string, n: readonly number[], relative: boolean): void {
    const [dx, dy] = relative ? [this.x, this.y] : [0, 0]
    const at = (i: number) => [n[i]! + dx, n[i + 1]! + dy] as const
    const { handle } = this
    const mirrored = (of: string) =>
      handle.of === of ? ([2 * this.x - handle.x, 2 * this.y - handle.y] as const) : ([this.x, this.y] as const)
    const keep = (of: string, [x, y]: readonly [number, number]) => {
      this.handle = { x, y, of }
    }
    this.handle = { x: 0, y: 0, of: '' }
    switch (kind) {
      case 'M':
        this.moveTo(...at(0))
        return
      case 'L':
        this.lineTo(...at(0))
        return
      case 'H':
        this.lineTo(n[0]! + dx, this.y)
        return
      case 'V':
        this.lineTo(this.x, n[0]! + dy)
        return
      case 'C':
        keep('cubic', at(2))
        this.cubic(...at(0), ...at(2), ...at(4))
        return
      case 'S': {
        const first = mirrored('cubic')
        keep('cubic', at(0))
        this.cubic(...first, ...at(0), ...at(2))
        return
      }
      case 'Q':
        keep('quadratic', at(0))
        this.quadratic(...at(0), ...at(2))
        return
      case 'T': {
        const first = mirrored('quadratic')
        keep('quadratic', first)
        this.quadratic(...first, ...at(0))
        return
      }
      case 'A':
        this.arc(n[0]!, n[1]!, n[2]!, n[3] !== 0, n[4] !== 0, ...at(5))
        return
      case 'Z':
        this.close()
        this.x = this.begin.x
        this.y = this.begin.y
    }
  }

  private started(): Line {
    if (this.line === null) {
      this.line = { points: [], closed: false }
      this.lines.push(this.line)
      this.add(this.line, mapPoint(this.matrix, this.x, this.y))
    }
    return this.line
  }

  private push(x: number, y: number): void {
    const line = this.started()
    this.add(line, mapPoint(this.matrix, x, y))
    this.x = x
    this.y = y
  }

  private add(line: Line, point: BoardPoint): void {
    if (--this.budget.points < 0) throw new TooDetailed()
    line.points.push(point)
  }
}

const word = /[\s,]*([MmLlHhVvCcSsQqTtAaZz])/y
const value = /[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?)/y
const flagForm = /[\s,]*([01])/y

/** The words and numbers of a path. */
class Numbers {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  /** Whether a number follows. */
  get more(): boolean {
    value.lastIndex = this.at
    return value.test(this.text)
  }

  /** The next command; '' where there is none. */
  command(): string {
    return this.next(word) ?? ''
  }

  /** So many numbers; null where there are fewer. The flags of an arc may stand without anything between them. */
  take(count: number, arc: boolean): number[] | null {
    const values: number[] = []
    for (let i = 0; i < count; i++) {
      const found = this.next(arc && (i === 3 || i === 4) ? flagForm : value)
      if (found === null) return null
      values.push(Number(found))
    }
    return values.every(Number.isFinite) ? values : null
  }

  private next(form: RegExp): string | null {
    form.lastIndex = this.at
    const found = form.exec(this.text)
    if (found === null) return null
    this.at = form.lastIndex
    return found[1]!
  }
}
