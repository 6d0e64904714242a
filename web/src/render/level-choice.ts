import type { Box } from '../geometry/box'
import { overlap } from '../geometry/box'
import { type Level, levelOf } from './level'
import { type Look, seenBy } from './look'
import type { Tiles } from './tiles'

/** How long the zoom must rest before tiles of the new one are painted, in milliseconds. */
const REST = 100
/** Tiles are not stretched further than this, by powers of two, while the zoom goes on slowly. */
const STRETCH = 1
/** Nor further than by so much more while it hurries. */
const MORE = 1.5
/** What is seen takes about so long to be painted, in milliseconds. */
const PAINTING = 150
/** A zoom that goes on by so many powers of two meanwhile hurries: a picture for where it is would come too late for it. */
const HURRY = 0.5

/** Chooses the level that is shown while the zoom changes: what is painted meanwhile should still be of use when it comes. */
export class LevelChoice {
  /** The level that is shown. */
  level: Level = levelOf(1, 1)
  private look: Look | null = null
  private changed = Number.NEGATIVE_INFINITY
  /** Powers of two a millisecond, over the last few changes; below 0 on the way out. */
  private speed = 0

  /** Follows the camera in the frame of a moment, in milliseconds; true where another level is shown from now on. `extent`: the box around all there is. */
  follow(look: Look, tiles: Tiles, extent: Box | null, now: number): boolean {
    const before = this.look
    this.look = look
    if (before !== null) this.note(before.camera.zoom, look.camera.zoom, now)
    const wanted = levelOf(look.camera.zoom, look.dpr)
    if (wanted.key === this.level.key) return false
    const apart = Math.log2(wanted.k / this.level.k)
    if (this.going(now) && !this.far(apart, now) && before?.dpr === look.dpr) return false
    const next = apart < 0 && this.hurries(now) ? this.painted(look, tiles, extent) : undefined
    if (next === this.level) return false
    this.level = next ?? wanted
    return true
  }

  /** Whether the zoom goes on. */
  going(now: number): boolean {
    return now - this.changed < REST
  }

  /** Whether the zoom goes out so fast that what comes into view is not worth painting where something shows it. */
  passes(now: number): boolean {
    return this.speed < 0 && this.hurries(now)
  }

  private note(from: number, to: number, now: number): void {
    if (from === to) return
    const passed = now - this.changed
    const speed = Math.log2(to / from) / Math.max(1, passed)
    this.speed = passed > REST ? 0 : (this.speed + speed) / 2
    this.changed = now
  }

  private hurries(now: number): boolean {
    return this.going(now) && Math.abs(this.speed) * PAINTING > HURRY
  }

  /** `apart`: how much finer the level of the camera is than the one shown, in powers of two. */
  private far(apart: number, now: number): boolean {
    if (apart < 0) return apart < -STRETCH
    // Out there it is nearer in a moment.
    if (this.passes(now)) return false
    return apart > STRETCH + (this.hurries(now) ? Math.min(MORE, this.speed * PAINTING) : 0)
  }

  /** The finest level that is no finer than the one shown and of which all that is seen was painted, and has not changed since: what is new must not be gone for a moment. */
  private painted(look: Look, tiles: Tiles, extent: Box | null): Level | undefined {
    const seen = extent && overlap(seenBy(look), extent)
    if (seen === null) return undefined
    const there = tiles
      .levels()
      .filter((one) => one.dpr === look.dpr && one.k <= this.level.k && tiles.right(one, seen))
    return there.sort((a, b) => b.k - a.k)[0]
  }
}
