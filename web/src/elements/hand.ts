import type { Op, ResolvedOptions } from 'roughjs/bin/core'
// Its drawing alone, without its fillers and its reading of paths: what shows the board has to be small.
import { ellipse, line, polygon, solidFillPolygon } from 'roughjs/bin/renderer'
import { chance } from './chance'
import type { Outline } from './pen'

/** What makes one hand-drawn outline: whoever has the same draws the same. Lengths in hundredths. */
export type Hand = {
  /** 0 for elements that never had one. */
  readonly seed: number
  readonly thickness: number
  /** The shape's longer and shorter side. */
  readonly longer: number
  readonly shorter: number
  /** Whether the line is broken: then it is drawn once and not twice, or the gaps would fill up. */
  readonly broken: boolean
}

/** The farthest that rough.js moves a point at a roughness of 1, in units (its maxRandomnessOffset). */
const OFFSET = 2

/**
 * How shaky the hand is. A thick line has to stray farther to be seen to do so; a small shape, or one whose sides are hardly longer
 * than its line is wide, would fall to pieces: below 60 units it grows calmer, down to a third at 10 units.
 */
function roughnessOf({ thickness, shorter }: Hand): number {
  const wide = 0.9 + thickness / 1500
  return wide * Math.min(1, Math.max(0.3, shorter / 6000))
}

/** How far a side bends in its middle: 1.2 % of its length where it is short, less where it is long. */
const bowingOf = ({ longer }: Hand) => 1.2 * Math.min(1, 30000 / Math.max(longer, 1))

/** How far outside of the shape its hand-drawn line may run, in hundredths; 0.8 % of the longer side is for the swing of curves. */
export function strayOf(hand: Hand): number {
  const roughness = roughnessOf(hand)
  const bend = 1.4 * bowingOf(hand) * (1 + 1.5 * roughness) + 0.8
  return 180 * OFFSET * roughness + (bend * hand.longer) / 100
}

function optionsOf(hand: Hand): ResolvedOptions {
  return {
    // 0 would be another one each time; rough's own numbers begin much alike for small seeds.
    seed: Math.floor(chance(hand.seed)() * 0x7ffffffe) + 1,
    roughness: roughnessOf(hand),
    bowing: bowingOf(hand),
    maxRandomnessOffset: OFFSET,
    curveFitting: 1,
    curveTightness: 0,
    curveStepCount: 9,
    disableMultiStroke: hand.broken,
    // Dashes go on around the corners only where the sides meet in them.
    preserveVertices: hand.broken,
    ...unused,
  }
}

/** What rough.js wants to be told and what we draw does not depend on. */
const unused = {
  stroke: '',
  strokeWidth: 1,
  fillStyle: 'solid',
  fillWeight: 1,
  hachureAngle: 0,
  hachureGap: 1,
  dashOffset: 1,
  dashGap: 1,
  zigzagOffset: 1,
  disableMultiStrokeFill: true,
  fillShapeRoughnessGain: 0,
}

type Corner = [number, number]

/** Where round corners go over into sides nobody sees a pen being lifted: the ends stay, and what strays is the way between. */
const SIDE = { roughness: 1.5, bowing: 1.4 }
/** How far the hand strays in a bend, in units at a roughness of 1. */
const BEND = 0.9

/** Learns what an outline is made of, so that each part can be drawn as a hand draws it. In units. */
class Study implements Outline {
  /** The line, and the patch of colour within it; null where that is better left as it is. */
  readonly line: Op[] = []
  patch: Op[] | null = []
  private points: Corner[] = []
  private bends: { readonly from: Corner; readonly by: readonly number[] }[] = []
  private readonly options: ResolvedOptions

  constructor(options: ResolvedOptions) {
    this.options = options
  }

  moveTo(x: number, y: number): void {
    this.end()
    this.points = [[x / 100, y / 100]]
  }

  lineTo(x: number, y: number): void {
    this.points.push([x / 100, y / 100])
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    const [ax, ay] = this.points.at(-1)!
    const third = (from: number, c: number) => from + ((c - from) * 2) / 3
    this.bezierCurveTo(third(ax * 100, cx), third(ay * 100, cy), third(x, cx), third(y, cy), x, y)
  }

  bezierCurveTo(c1x: number, c1y: number, c2x: number, c2y: number, x: number, y: number): void {
    this.bends.push({ from: this.points.at(-1)!, by: [c1x / 100, c1y / 100, c2x / 100, c2y / 100] })
    this.lineTo(x, y)
  }

  /** A full one: no shape has a part of one. */
  ellipse(x: number, y: number, rx: number, ry: number): void {
    this.end()
    const { ops } = ellipse(x / 100, y / 100, rx / 50, ry / 50, this.options)
    this.line.push(...ops)
    this.patch?.push(...ops)
  }

  roundRect(x: number, y: number, w: number, h: number, radius: number): void {
    const r = Math.min(radius, w / 2, h / 2)
    const [right, bottom] = [x + w, y + h]
    this.moveTo(x + r, y)
    this.lineTo(right - r, y)
    if (r > 0) this.quadraticCurveTo(right, y, right, y + r)
    this.lineTo(right, bottom - r)
    if (r > 0) this.quadraticCurveTo(right, bottom, right - r, bottom)
    this.lineTo(x + r, bottom)
    if (r > 0) this.quadraticCurveTo(x, bottom, x, bottom - r)
    if (r > 0) this.lineTo(x, y + r)
    if (r > 0) this.quadraticCurveTo(x, y, x + r, y)
    this.closePath()
  }

  closePath(): void {
    if (this.bends.length > 0) this.points.push(this.points[0]!)
    this.end(true)
  }

  /** Draws what is known so far. */
  end(closed = false): void {
    if (this.bends.length > 0 || !closed) this.flowing()
    else if (this.points.length > 1) {
      this.line.push(...polygon(this.points, this.options).ops)
      this.patch?.push(...solidFillPolygon([this.points], this.options).ops)
    }
    this.points = []
    this.bends = []
  }

  /** Sides and bends one after the other, each shaking in its own way. */
  private flowing(): void {
    if (this.points.length > 0) this.patch = null
    for (const [i, b] of this.points.entries()) {
      const a = this.points[i - 1]
      if (a === undefined || (a[0] === b[0] && a[1] === b[1])) continue
      const bend = this.bends.find(({ from }) => from === a)
      if (bend === undefined) this.side(a, b, i)
      else this.bend(a, b, bend.by, i)
    }
  }

  private side(a: Corner, b: Corner, i: number): void {
    const { roughness, bowing, seed } = this.options
    const options = {
      ...this.options,
      seed: seed ^ (i << 8) || 1,
      preserveVertices: true,
      roughness: roughness * SIDE.roughness,
      bowing: bowing * SIDE.bowing,
    }
    this.line.push(...line(a[0], a[1], b[0], b[1], options).ops)
  }

  private bend(a: Corner, b: Corner, by: readonly number[], i: number): void {
    const { roughness, seed, disableMultiStroke } = this.options
    const random = chance(seed + i)
    for (let times = disableMultiStroke ? 1 : 2; times > 0; times--) {
      const data = by.map((n) => n + (random() * 2 - 1) * roughness * BEND)
      this.line.push({ op: 'move', data: a }, { op: 'bcurveTo', data: [...data, ...b] })
    }
  }
}

/** `joined`: where one piece ends and the next begins, the line goes on, so that its dashes do. */
function write(ops: readonly Op[], joined: boolean, to: Outline): void {
  for (const [i, { op, data }] of ops.entries()) {
    const [a, b, c, d, e, f] = data.map((n) => n * 100) as [number, number, number, number, number, number]
    if (op === 'move' && (i === 0 || !joined)) to.moveTo(a, b)
    else if (op === 'lineTo') to.lineTo(a, b)
    else if (op === 'bcurveTo') to.bezierCurveTo(a, b, c, d, e, f)
  }
}

/** An outline as a hand would draw it: the line itself, or the patch of colour within it. */
export function byHand(part: 'line' | 'patch', hand: Hand, build: (to: Outline) => void): (to: Outline) => void {
  return (to) => {
    const study = new Study(optionsOf(hand))
    build(study)
    study.end()
    const ops = study[part]
    if (ops === null) build(to)
    else write(ops, part === 'line' && hand.broken, to)
  }
}
