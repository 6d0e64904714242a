import { getStrokePoints } from 'perfect-freehand'
import { describe, expect, it } from 'vitest'
import { boxAround, holds } from '../geometry/box'
import { centreOf } from './centre'
import { chance } from './chance'
import { cutsOf } from './cuts'
import type { ElementProps } from './element'
import { endOf, gapsOf, joinedUp, outside, STEP, type Stretch, shownOf } from './gaps'
import { lagOf, lineOf, pointsOf, sizeOf } from './ink'
import { PathText } from './recorder.testing'
import { gapsAdded, rubbed, stretchesUnder } from './rub'
import { stroke } from './stroke-whole'

/** A straight stroke of 100 units to the right, a point at each. */
function straight(more: Readonly<Record<string, string | number | boolean>> = {}): ElementProps {
  const points = Array.from({ length: 101 }, (_, i) => [i === 0 ? 0 : 100, 0, 50, 8]).flat()
  return new Map<string, never>(
    Object.entries({ kind: 'stroke', at: [1000, 2000], points, thickness: 400, nib: 'even', ...more }) as never,
  )
}

function scribble(roll: () => number): number[] {
  const points = [0, 0, 50, 0]
  for (let i = 0; i < 2 + roll() * 60; i++)
    points.push(Math.round((roll() - 0.4) * 900), Math.round((roll() - 0.5) * 900), Math.round(roll() * 100), 8)
  return points
}

const seed = Number(process.env.DRAWINGROOM_SEED ?? 1 + Math.floor(Math.random() * 1e6))

describe('stretches', () => {
  it('join, and leave what is outside of them, as a plain list of places would', () => {
    const roll = chance(seed)
    const counts = { joined: 0, left: 0 }
    for (let round = 0; round < 300; round++) {
      const some = (): Stretch[] =>
        Array.from({ length: Math.floor(roll() * 5) }, () => {
          const from = Math.floor(roll() * 40)
          return [from, from + Math.floor(roll() * 12)] as const
        })
      const [a, b] = [some(), some()]
      const has = (list: readonly Stretch[], at: number) => list.some(([from, to]) => at >= from && at < to)
      const left = outside(joinedUp(a), joinedUp(b))
      for (let at = 0; at < 60; at++) {
        expect(has(joinedUp(a), at), `seed ${seed}`).toBe(has(a, at))
        expect(has(left, at), `seed ${seed}`).toBe(has(a, at) && !has(b, at))
      }
      counts.joined += joinedUp(a).length
      counts.left += left.length
    }
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(100)
  })

  it('leave no hair between them where one place was reckoned in two ways', () => {
    const hair: readonly Stretch[] = [
      [0, 14999.999999999998],
      [15000, 20000],
    ]
    expect(joinedUp(hair)).toEqual([[0, 20000]])
  })
})

describe('the middle of the ink', () => {
  it('is where perfect-freehand has it', () => {
    const roll = chance(seed)
    let compared = 0
    for (let round = 0; round < 50; round++) {
      const [pen, thickness] = [roll() < 0.5, 200 + Math.round(roll() * 1000)]
      const points = scribble(roll)
      const p: ElementProps = new Map<string, never>(
        Object.entries({ kind: 'stroke', points, pen, thickness }) as never,
      )
      const input = lineOf(pointsOf(p), { x: 0, y: 0 }).map(({ x, y }) => [x / 100, y / 100, 0.5])
      const size = sizeOf(thickness, pen) / 100
      const theirs = getStrokePoints(input, { streamline: lagOf(pen), size, last: true })
      const ours = centreOf(p).line
      expect(ours.length, `seed ${seed}`).toBe(theirs.length)
      for (const [i, { x, y }] of ours.entries()) {
        expect(x / 100).toBeCloseTo(theirs[i]!.point[0]!, 6)
        expect(y / 100).toBeCloseTo(theirs[i]!.point[1]!, 6)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(200)
  })
})

describe('an eraser', () => {
  it('takes what it passes over, as broad as it is', () => {
    const taken = stretchesUnder(straight(), { x: 6000, y: 0 }, { x: 6000, y: 4000 }, 700)
    expect(taken).toHaveLength(1)
    // 50 units along, less and more its radius.
    expect(taken[0]![0] / STEP).toBeCloseTo(43, 0)
    expect(taken[0]![1] / STEP).toBeCloseTo(57, 0)
  })

  it('takes ink across its whole width where it only touched its side', () => {
    const p = straight({ thickness: 2000 })
    expect(stretchesUnder(p, { x: 4000, y: 3600 }, { x: 8000, y: 3600 }, 700)[0]![0] / STEP).toBeCloseTo(26.4, 0)
    expect(stretchesUnder(p, { x: 4000, y: 3800 }, { x: 8000, y: 3800 }, 700)).toEqual([])
  })

  it('finds ink of a turned stroke where it is seen', () => {
    const p = straight({ angle: 9000 })
    // Turned about its middle at 60, 20: it goes from top to bottom now.
    const taken = stretchesUnder(p, { x: 5000, y: 2000 }, { x: 7000, y: 2000 }, 500)
    expect((taken[0]![0] + taken[0]![1]) / 2 / STEP).toBeCloseTo(50, 0)
  })
})

describe('a stroke with gaps', () => {
  const left = rubbed(straight(), [[20 * STEP, 80 * STEP]])

  it('is not there where it was rubbed out', () => {
    expect(gapsOf(left)).toEqual([[20 * STEP, 80 * STEP]])
    expect(stroke.hit(left, { x: 6000, y: 2000 }, 300)).toBe(false)
    expect(stroke.hit(left, { x: 2000, y: 2000 }, 300)).toBe(true)
    expect(stroke.cross(left, { x: 6000, y: 0 }, { x: 6000, y: 4000 }, 0)).toBe(false)
    expect(stroke.cross(left, { x: 10_500, y: 0 }, { x: 10_500, y: 4000 }, 0)).toBe(true)
    expect(stroke.enters(left, { x: 5000, y: 1000, w: 2000, h: 2000 })).toBe(false)
    expect(stroke.enters(left, { x: 9500, y: 1000, w: 2000, h: 2000 })).toBe(true)
  })

  it('is as large as what is left of it, turned or not', () => {
    const tail = (angle: number) => rubbed(straight({ angle }), [[0, 80 * STEP]])
    expect(stroke.own(tail(0)).x).toBeCloseTo(9000)
    expect(stroke.own(tail(0)).w).toBeCloseTo(2000)
    const turned = stroke.frame(tail(9000))
    expect(turned.x).toBeCloseTo(6000)
    expect(turned.y).toBeCloseTo(5000)
    expect(turned.h).toBeCloseTo(2000)
  })

  it('keeps them when it is pulled, mirrored and turned', () => {
    const pulled = new Map([...left, ...stroke.resized(left, stroke.own(left), { x: 0, y: 0, w: 30_000, h: 100 })])
    expect(gapsOf(pulled)).toEqual(gapsOf(left))
    expect(stroke.hit(pulled, { x: 15_000, y: 0 }, 300)).toBe(false)
    const flipped = new Map([...left, ...stroke.flipped(left, 'h', { x: 6000, y: 2000 })])
    expect(stroke.hit(flipped, { x: 2000, y: 2000 }, 300)).toBe(true)
    expect(gapsOf(flipped)).toEqual(gapsOf(left))
  })

  it('is cut in parts that hold the ink of each gap', () => {
    const roll = chance(seed)
    let areas = 0
    for (let round = 0; round < 100; round++) {
      const points = scribble(roll)
      const whole: ElementProps = new Map<string, never>(
        Object.entries({ kind: 'stroke', points, nib: 'even' }) as never,
      )
      const from = Math.floor(roll() * endOf(whole))
      for (const area of cutsOf(rubbed(whole, [[from, from + 1 + Math.floor(roll() * 5 * STEP)]]))) {
        const path = new PathText()
        area(path)
        const [around] = [boxAround(path.points.slice(0, 4).map(([x, y]) => ({ x, y })))!]
        // All else lies in the first of its outlines.
        expect(holds(around, boxAround(path.points.map(([x, y]) => ({ x, y })))!), `seed ${seed}`).toBe(true)
        areas++
      }
    }
    expect(areas).toBeGreaterThan(100)
  })

  it('has nothing to show where all of it is gone', () => {
    expect(stroke.nothing!(rubbed(straight(), [[0, 100 * STEP]]))).toBe(true)
    expect(shownOf(rubbed(straight(), [[0, 100 * STEP]]))).toEqual([])
    expect(stroke.nothing!(left)).toBe(false)
    expect(stroke.nothing!(straight())).toBe(false)
  })

  it('never has more of them than its map may hold', () => {
    let p = straight()
    let names = 0
    let most = 0
    for (let i = 0; i < 1500; i++) {
      const from = (i * 7919) % (99 * STEP)
      const next = new Map(p)
      for (const [path, value] of gapsAdded(p, [[from, from + 300]], () => `name${names++}`)) {
        if (value === null) next.delete(path)
        else next.set(path, value)
      }
      expect(gapsOf(next).some(([a, b]) => a <= from && b >= from + 300)).toBe(true)
      p = next
      most = Math.max(most, [...p.keys()].filter((path) => path.startsWith('gaps/')).length)
    }
    expect(most).toBeGreaterThan(300)
    expect(most).toBeLessThanOrEqual(1000)
  })
})
