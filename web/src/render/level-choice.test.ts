import { describe, expect, it } from 'vitest'
import { cellsOf, levelOf } from './level'
import { LevelChoice } from './level-choice'
import type { Look } from './look'
import { Tiles } from './tiles'

const extent = { x: 0, y: 0, w: 120_000, h: 70_000 }

/** A zoom about a corner of the board, a frame of 16 ms at a time. */
class Zooming {
  readonly choice = new LevelChoice()
  readonly tiles = new Tiles()
  readonly switched: number[] = []
  private now = 1000

  /** `after`: so many ms since the frame before. */
  to(zoom: number, after = 16): this {
    const look: Look = { camera: { x: 0, y: 0, zoom }, viewport: { w: 1280, h: 800 }, dpr: 1, theme: 'light' }
    this.now += after
    if (this.choice.follow(look, this.tiles, extent, this.now)) this.switched.push(this.choice.level.zoom)
    return this
  }

  /** In so many frames from one zoom to another. */
  goes(from: number, to: number, frames: number): this {
    for (let i = 1; i <= frames; i++) this.to(from * (to / from) ** (i / frames))
    return this
  }

  /** All of a level has been painted. */
  paints(zoom: number): this {
    const level = levelOf(zoom, 1)
    const { left, top, right, bottom } = cellsOf(level, extent)
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) this.tiles.at(level, column, row, 'light').show(null)
    return this
  }
}

describe('the level that is shown', () => {
  it('is that of a zoom that rests, and waits for it', () => {
    const zooming = new Zooming().to(1).to(1.3)
    expect(zooming.choice.level.zoom).toBe(1)
    expect(zooming.to(1.3, 200).choice.level.zoom).toBe(1.3)
  })

  it('is another whenever a slow zoom has stretched it twofold', () => {
    const { switched } = new Zooming().to(1).goes(1, 8, 120)
    expect(switched.length).toBe(2)
    expect(switched[0]).toBeCloseTo(2, 0)
  })

  it('is stretched further by one that hurries: pictures for where it is would come too late', () => {
    const { switched } = new Zooming().to(1).goes(1, 16, 24)
    expect(switched.length).toBe(1)
    expect(switched[0]).toBeGreaterThan(4)
    expect(switched[0]).toBeLessThan(8)
  })

  it('is one that was painted already where the way out hurries', () => {
    const zooming = new Zooming().paints(1).paints(0.25).to(8)
    expect(zooming.choice.level.zoom).toBe(8)
    zooming.goes(8, 1.2, 24)
    expect(zooming.switched).toEqual([8, 1])
  })

  it('is none on which something has changed since it was painted', () => {
    const zooming = new Zooming().paints(1).paints(0.25).to(8)
    zooming.tiles.spoil([{ x: 1000, y: 1000, w: 500, h: 500 }])
    zooming.goes(8, 1.2, 24)
    expect(zooming.switched).not.toContain(1)
  })

  it('is painted for the way out where nothing else shows what comes into view', () => {
    const zooming = new Zooming().to(8).goes(8, 1, 24)
    expect(zooming.switched.length).toBeGreaterThan(1)
    expect(zooming.switched.slice(1).every((zoom) => zoom < 4)).toBe(true)
  })

  it('lets go of what comes into view only where the way out hurries', () => {
    const now = 1000 + 16 * 26
    expect(new Zooming().to(8).goes(8, 1, 24).choice.passes(now)).toBe(true)
    expect(new Zooming().to(8).goes(8, 6, 24).choice.passes(now)).toBe(false)
    expect(new Zooming().to(1).goes(1, 8, 24).choice.passes(now)).toBe(false)
  })
})
