import { describe, expect, it } from 'vitest'
import { chance } from '../elements/chance'
import type { Clean } from './clean'
import { type BoardPoint, turned } from './point'
import { lengthOf } from './polyline'
import { recognise } from './recognise'

const seed = Number(process.env.DRAWINGROOM_SEED ?? 1 + Math.floor(Math.random() * 1e6))
const EACH = 200

/** Along corners, or a bend, at a hand's uneven pace. */
function along(line: readonly BoardPoint[], roll: () => number): BoardPoint[] {
  const points: BoardPoint[] = []
  const step = lengthOf(line) / (40 + roll() * 80)
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!]
    const n = Math.max(1, Math.round(Math.hypot(b.x - a.x, b.y - a.y) / step))
    for (let k = 0; k < n; k++) points.push({ x: a.x + ((b.x - a.x) * k) / n, y: a.y + ((b.y - a.y) * k) / n })
  }
  return [...points, line.at(-1)!]
}

/** A hand: it trembles a little from point to point, and strays slowly, as a share of the size; corners become round. */
function byHand(line: readonly BoardPoint[], size: number, roll: () => number): BoardPoint[] {
  const trembling = size * 0.004
  const stray = size * (0.008 + roll() * 0.012)
  const [fx, fy, px, py] = [1 + roll() * 3, 1 + roll() * 3, roll() * 6, roll() * 6]
  const points = along(line, roll)
  const round = 1 + Math.floor(roll() * 3)
  const soft = points.map((p, i) => {
    const near = points.slice(Math.max(0, i - round), i + round + 1)
    if (i < round || i >= points.length - round) return p
    return { x: near.reduce((s, q) => s + q.x, 0) / near.length, y: near.reduce((s, q) => s + q.y, 0) / near.length }
  })
  return soft.map((p, i) => {
    const t = i / soft.length
    const noise = () => (roll() - 0.5) * 2 * trembling
    return {
      x: Math.round(p.x + noise() + stray * Math.sin(px + t * fx * 6.28)),
      y: Math.round(p.y + noise() + stray * Math.sin(py + t * fy * 6.28)),
    }
  })
}

/** A closed line begun anywhere, either way round, that stops short of its beginning or runs past it. */
function around(corners: readonly BoardPoint[], size: number, roll: () => number): BoardPoint[] {
  const from = Math.floor(roll() * corners.length)
  const turn = [...corners.slice(from), ...corners.slice(0, from)]
  if (roll() < 0.5) turn.reverse()
  const closed = [...turn, turn[0]!]
  const [a, b] = [closed.at(-2)!, closed.at(-1)!]
  const long = Math.hypot(b.x - a.x, b.y - a.y)
  const miss = (roll() - 0.6) * size * 0.1
  return [...closed.slice(0, -1), { x: b.x + ((b.x - a.x) / long) * miss, y: b.y + ((b.y - a.y) / long) * miss }]
}

const circle = (w: number, h: number): BoardPoint[] =>
  Array.from({ length: 48 }, (_, i) => ({ x: w * Math.cos((i / 48) * 6.283), y: h * Math.sin((i / 48) * 6.283) }))

const box = (w: number, h: number): BoardPoint[] => [
  { x: 0, y: 0 },
  { x: w, y: 0 },
  { x: w, y: h },
  { x: 0, y: h },
]

type Sketch = { readonly line: readonly BoardPoint[]; readonly size: number }

const moved = (line: readonly BoardPoint[], angle: number, roll: () => number) =>
  line.map((p) => {
    const q = turned(p, { x: 0, y: 0 }, angle * 100)
    return { x: q.x + 300_000 * roll.length, y: q.y }
  })

/** What is sketched, by what it is meant to be. */
const sketches: { readonly [name: string]: (roll: () => number) => Sketch } = {
  line: (roll) => {
    const long = 3000 + roll() * 50_000
    return {
      line: moved(
        [
          { x: 0, y: 0 },
          { x: long, y: 0 },
        ],
        roll() * 360,
        roll,
      ),
      size: long * 0.7,
    }
  },
  corner: (roll) => {
    const [a, b, angle] = [10_000, 5000 + roll() * 9000, 50 + roll() * 85]
    const end = turned({ x: b, y: 0 }, { x: 0, y: 0 }, angle * 100)
    return { line: moved([{ x: a, y: 0 }, { x: 0, y: 0 }, end], roll() * 360, roll), size: 10_000 }
  },
  rectangle: (roll) => {
    const [w, h] = [6000 + roll() * 20_000, 6000 + roll() * 14_000]
    const angle = roll() < 0.6 ? (roll() - 0.5) * 14 : roll() * 360
    return { line: moved(around(box(w, h), Math.hypot(w, h), roll), angle, roll), size: Math.hypot(w, h) }
  },
  ellipse: (roll) => {
    const [w, h] = [4000 + roll() * 9000, 4000 + roll() * 7000]
    const line = moved(around(circle(w, h), Math.hypot(w, h), roll), roll() < 0.6 ? 0 : roll() * 360, roll)
    return { line, size: 2 * Math.min(w, h) }
  },
  diamond: (roll) => {
    const [w, h] = [5000 + roll() * 6000, 5000 + roll() * 6000]
    const tips = [
      { x: 0, y: -h },
      { x: w, y: 0 },
      { x: 0, y: h },
      { x: -w, y: 0 },
    ]
    return {
      line: moved(around(tips, Math.hypot(w, h) * 2, roll), (roll() - 0.5) * 6, roll),
      size: Math.hypot(w, h) * 2,
    }
  },
  triangle: (roll) => {
    const [w, h] = [8000 + roll() * 8000, 8000 + roll() * 8000]
    const corners = [
      { x: w * (roll() < 0.5 ? 0.5 : roll()), y: 0 },
      { x: w, y: h },
      { x: 0, y: h },
    ]
    return { line: moved(around(corners, Math.hypot(w, h), roll), (roll() - 0.5) * 8, roll), size: Math.hypot(w, h) }
  },
}

/** What a hand draws and means as it is. */
const scribbles: { readonly [name: string]: (roll: () => number) => Sketch } = {
  arc: (roll) => {
    const [turn, from] = [0.9 + roll() * 3.4, roll() * 6]
    const line = Array.from({ length: 30 }, (_, i) => ({
      x: 9000 * Math.cos(from + (turn * i) / 29),
      y: 9000 * Math.sin(from + (turn * i) / 29),
    }))
    return { line, size: 9000 }
  },
  wave: (roll) => {
    const waves = 1 + roll() * 3
    const line = Array.from({ length: 60 }, (_, i) => ({ x: i * 300, y: 2500 * Math.sin((i / 59) * 6.28 * waves) }))
    return { line, size: 9000 }
  },
  spiral: (roll) => {
    const rounds = 1.6 + roll() * 2
    const line = Array.from({ length: 90 }, (_, i) => {
      const t = (i / 89) * rounds * 6.28
      return { x: 900 * t * Math.cos(t), y: 900 * t * Math.sin(t) }
    })
    return { line, size: 9000 }
  },
  eight: (roll) => {
    const line = Array.from({ length: 60 }, (_, i) => {
      const t = 0.3 + (i / 59) * 6.28
      return { x: 5000 * Math.sin(2 * t) * (0.6 + roll() * 0.05), y: 9000 * Math.sin(t) }
    })
    return { line, size: 9000 }
  },
  hatching: (roll) => {
    const strokes = 4 + Math.floor(roll() * 6)
    const line = Array.from({ length: strokes * 2 }, (_, i) => ({ x: i * 500, y: i % 2 === 0 ? 0 : 8000 }))
    return { line, size: 9000 }
  },
  writing: (roll) => {
    // Loops that go on to the right, high and low, as joined letters are.
    const letters = 2 + Math.floor(roll() * 5)
    const heights = Array.from({ length: letters + 1 }, () => 0.5 + roll())
    const line = Array.from({ length: letters * 14 }, (_, i) => {
      const t = (i / 14) * 6.28
      const tall = heights[Math.floor(i / 14)]!
      return { x: i * 130 + 900 * Math.cos(t), y: -1500 * tall * Math.sin(t) }
    })
    return { line, size: 3000 }
  },
  blob: (roll) => {
    const [p, q, r] = [roll() * 6, roll() * 6, 0.22 + roll() * 0.12]
    const line = Array.from({ length: 61 }, (_, i) => {
      const t = (i / 60) * 6.28
      const far = 7000 * (1 + r * Math.sin(3 * t + p) + r * 0.7 * Math.sin(2 * t + q))
      return { x: far * Math.cos(t), y: far * Math.sin(t) }
    })
    return { line, size: 12_000 }
  },
}

const nameOf = (clean: Clean): string => {
  if (clean.is === 'box') return clean.kind
  if (clean.closed) return clean.points.length === 3 ? 'triangle' : 'polygon'
  return clean.points.length === 2 ? 'line' : 'corner'
}

function tally(draw: (roll: () => number) => Sketch, salt: number): Map<string, number> {
  const roll = chance(seed + salt)
  const counts = new Map<string, number>()
  for (let i = 0; i < EACH; i++) {
    const { line, size } = draw(roll)
    const guess = recognise(byHand(line, size, roll))
    const name = guess === null ? 'nothing' : nameOf(guess.clean)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

describe('a sketch', () => {
  it.each(Object.keys(sketches))('of a %s is taken for one, and seldom for anything else', (name) => {
    const counts = tally(sketches[name]!, name.length)
    // A square that stands on its tip is a diamond.
    const right = (counts.get(name) ?? 0) + (name === 'rectangle' ? (counts.get('diamond') ?? 0) : 0)
    const wrong = EACH - right - (counts.get('nothing') ?? 0)
    console.log(`${name}, seed ${seed}:`, Object.fromEntries(counts))
    expect(right, `seed ${seed}`).toBeGreaterThan(EACH * 0.8)
    expect(wrong, `seed ${seed}`).toBeLessThan(EACH * 0.08)
  })
})

describe('what is not meant to be a shape', () => {
  it.each(Object.keys(scribbles))('stays what it is: %s', (name) => {
    const counts = tally(scribbles[name]!, name.length)
    console.log(`${name}, seed ${seed}:`, Object.fromEntries(counts))
    expect(counts.get('nothing') ?? 0, `seed ${seed}`).toBeGreaterThan(EACH * 0.93)
  })
})
