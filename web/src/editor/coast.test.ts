import { describe, expect, it } from 'vitest'
import { coasting, Trail } from './coast'
import { Glide } from './glide'
import type { Parts } from './parts'
import type { Camera } from './types'

/** Fingers that go so far to the right every 8 ms, so many times. */
function moved(step: number, times: number): Trail {
  const trail = new Trail()
  for (let i = 0; i < times; i++) trail.goes(step, 0, i * 8)
  return trail
}

describe('how fast fingers were', () => {
  it('is what they did in the last tenth of a second', () => {
    const trail = moved(-50, 20)
    for (let i = 1; i <= 20; i++) trail.goes(8, 4, 152 + i * 8)
    expect(trail.speedAt(312).x).toBeCloseTo(1)
    expect(trail.speedAt(312).y).toBeCloseTo(0.5)
  })

  it('is nothing once they have rested, or before they have moved', () => {
    expect(moved(8, 20).speedAt(19 * 8 + 101)).toEqual({ x: 0, y: 0 })
    expect(new Trail().speedAt(0)).toEqual({ x: 0, y: 0 })
  })

  it('is nothing of what was before they came down again', () => {
    const trail = moved(8, 20)
    trail.clear()
    expect(trail.speedAt(152)).toEqual({ x: 0, y: 0 })
  })

  it('has an end, and keeps its direction there', () => {
    const { x, y } = (() => {
      const trail = new Trail()
      for (let i = 0; i < 10; i++) trail.goes(300, 400, i * 8)
      return trail.speedAt(72)
    })()
    expect(Math.hypot(x, y)).toBeCloseTo(6)
    expect(y / x).toBeCloseTo(4 / 3)
  })
})

describe('paper that is let go', () => {
  it('loses 0.2 % of its speed each millisecond, until nobody sees it move', () => {
    const { lasts, wayIn } = coasting({ x: 2, y: 0 })
    const speed = (ms: number) => wayIn(ms + 1).x - wayIn(ms).x
    expect(speed(1)).toBeCloseTo(2, 1)
    expect(speed(101) / speed(100)).toBeCloseTo(0.998, 4)
    expect(speed(Math.floor(lasts) - 1)).toBeCloseTo(0.02, 3)
    expect(wayIn(lasts + 1000)).toEqual(wayIn(lasts))
    expect(wayIn(lasts).x).toBeCloseTo((2 - 0.02) * 499.5, 0)
  })

  it('stays where it is when the fingers hardly moved', () => {
    expect(coasting({ x: 0.01, y: 0.01 }).lasts).toBe(0)
  })
})

describe('a camera that coasts', () => {
  /** A glide whose frames come when they are asked for, 16 ms each. */
  function thrown(motion: boolean) {
    let now = 0
    let next: (() => void) | null = null
    const frame = (run: () => void) => {
      next = run
      return () => {
        next = null
      }
    }
    const seen: Camera[] = []
    const parts = { now: () => now, frame, motion: () => motion } as unknown as Parts
    const glide = new Glide(parts, (camera) => seen.push(camera))
    glide.coast({ x: 0, y: 0, zoom: 2 }, { x: 1, y: 0 })
    const frames = (n: number) => {
      for (let i = 0; i < n && next !== null; i++) {
        const run: () => void = next
        next = null
        now += 16
        run()
      }
    }
    return { glide, seen, frames }
  }

  it('comes to where it was heading, the paper going the way of the fingers', () => {
    const { glide, seen, frames } = thrown(true)
    const { heading } = glide
    frames(1000)
    expect(seen.at(-1)).toEqual(heading)
    expect(heading!.x).toBeCloseTo(-(1 - 0.02) * 499.5 * 50, -2)
    expect(glide.heading).toBeNull()
  })

  it('is not caught on a way that it was sent', () => {
    const { glide, seen, frames } = thrown(true)
    const to = { x: 5000, y: 0, zoom: 1 }
    glide.begin({ x: 0, y: 0, zoom: 2 }, to, { w: 800, h: 600 })
    frames(2)
    glide.catch()
    frames(1000)
    expect(seen.at(-1)).toEqual(to)
  })

  it('stays where it is once it is caught', () => {
    const { glide, seen, frames } = thrown(true)
    frames(5)
    glide.catch()
    frames(1000)
    expect(seen).toHaveLength(5)
    expect(glide.heading).toBeNull()
  })

  it('does not begin for who wants nothing to move by itself', () => {
    const { glide, seen, frames } = thrown(false)
    frames(1000)
    expect(seen).toEqual([])
    expect(glide.heading).toBeNull()
  })
})
