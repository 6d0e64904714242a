import { describe, expect, it } from 'vitest'
import { chance } from '../elements/chance'
import type { Box } from './box'
import type { BoardPoint } from './point'
import { type Port, routed } from './route'

const right = { x: 1, y: 0 }
const left = { x: -1, y: 0 }
const up = { x: 0, y: -1 }
const down = { x: 0, y: 1 }

/** The four sides of a box as ports. */
function sides({ x, y, w, h }: Box): Port[] {
  return [
    { at: { x: x + w, y: y + h / 2 }, way: right },
    { at: { x, y: y + h / 2 }, way: left },
    { at: { x: x + w / 2, y }, way: up },
    { at: { x: x + w / 2, y: y + h }, way: down },
  ]
}

const crosses = (a: BoardPoint, b: BoardPoint, box: Box): boolean =>
  Math.max(a.x, b.x) > box.x &&
  Math.min(a.x, b.x) < box.x + box.w &&
  Math.max(a.y, b.y) > box.y &&
  Math.min(a.y, b.y) < box.y + box.h

function hits(way: readonly BoardPoint[], boxes: readonly Box[]): number {
  return boxes.filter((box) => way.some((p, i) => i > 0 && crosses(way[i - 1]!, p, box))).length
}

const squared = (way: readonly BoardPoint[]): boolean =>
  way.every((p, i) => i === 0 || p.x === way[i - 1]!.x || p.y === way[i - 1]!.y)

/** Boxes of the size of shapes that do not overlap, in rows that are a little out of line. */
function field(roll: () => number, count: number): Box[] {
  const columns = Math.ceil(Math.sqrt(count))
  return Array.from({ length: count }, (_, i) => ({
    x: Math.round((i % columns) * 20_000 + roll() * 6000),
    y: Math.round(Math.floor(i / columns) * 16_000 + roll() * 5000),
    w: Math.round(5000 + roll() * 8000),
    h: Math.round(4000 + roll() * 6000),
  }))
}

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))

describe('a route', () => {
  it('goes straight where it can', () => {
    const a = { x: 0, y: 0, w: 10_000, h: 6000 }
    const b = { x: 30_000, y: 0, w: 10_000, h: 6000 }
    expect(routed(sides(a), sides(b), [a, b], 2000)).toEqual([
      { x: 10_000, y: 3000 },
      { x: 30_000, y: 3000 },
    ])
  })

  it('turns in the middle between two that are not in line', () => {
    const a = { x: 0, y: 0, w: 10_000, h: 6000 }
    const b = { x: 30_000, y: 20_000, w: 10_000, h: 6000 }
    expect(routed([sides(a)[0]!], [sides(b)[1]!], [a, b], 2000)).toEqual([
      { x: 10_000, y: 3000 },
      { x: 20_000, y: 3000 },
      { x: 20_000, y: 23_000 },
      { x: 30_000, y: 23_000 },
    ])
  })

  it('goes around what stands between, at a distance', () => {
    const a = { x: 0, y: 0, w: 10_000, h: 6000 }
    const b = { x: 40_000, y: 0, w: 10_000, h: 6000 }
    const between = { x: 20_000, y: -10_000, w: 8000, h: 30_000 }
    const way = routed([sides(a)[0]!], [sides(b)[1]!], [a, b, between], 2000)
    expect(hits(way, [a, b, between])).toBe(0)
    expect(Math.min(...way.map(({ y }) => y))).toBe(-12_000)
  })

  it('leaves by the side it is told, around its own shape', () => {
    const a = { x: 0, y: 0, w: 10_000, h: 6000 }
    const b = { x: 30_000, y: 0, w: 10_000, h: 6000 }
    const way = routed([sides(a)[1]!], [sides(b)[0]!], [a, b], 2000)
    expect(way[1]).toEqual({ x: -2000, y: 3000 })
    expect(hits(way, [a, b])).toBe(0)
  })

  it('ends where it should, however near the two are, and one in the other', () => {
    const a = { x: 0, y: 0, w: 10_000, h: 6000 }
    for (const b of [
      { x: 10_500, y: 0, w: 4000, h: 6000 },
      { x: 2000, y: 1000, w: 4000, h: 3000 },
      { x: 0, y: 0, w: 10_000, h: 6000 },
    ]) {
      const way = routed(sides(a), sides(b), [a, b], 2000)
      expect(squared(way)).toBe(true)
      expect(way.length).toBeGreaterThan(1)
    }
  })

  it(`is free of all obstacles in random fields, and the same in whatever order they are told (seed ${seed})`, () => {
    const next = chance(seed)
    const counts = { fields: 0, bent: 0, around: 0 }
    for (let round = 0; round < 300; round++) {
      const boxes = field(next, 4 + Math.floor(next() * 60))
      const [a, b] = [boxes[0]!, boxes.at(-1)!]
      const way = routed(sides(a), sides(b), boxes, 1000)
      expect(squared(way)).toBe(true)
      expect(hits(way, boxes), `round ${round}`).toBe(0)
      const shuffled = boxes.toSorted(() => next() - 0.5)
      expect(routed(sides(a), sides(b), shuffled, 1000)).toEqual(way)
      counts.fields++
      if (way.length > 2) counts.bent++
      if (way.length > 4) counts.around++
    }
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(0)
    console.log(JSON.stringify(counts))
  })
})
