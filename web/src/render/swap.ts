import type { Theme } from '../editor/types'
import type { Picture } from './picture'
import { forgotten } from './picture'
import type { Tile } from './tiles'

/**
 * A change of what rests, on its way to the screen. The tiles that are seen are painted anew while the old ones stay; when the last of
 * them has come all are shown in one frame, together with what the live layer takes over or gives back: nothing is ever missing or doubled.
 */
export class Swap {
  /** What the tiles do not show after it. */
  readonly without: ReadonlySet<string>
  readonly theme: Theme
  /** Elements that the live layer draws until then: they were in a hand before they were on the board. */
  readonly fresh: ReadonlySet<string>
  private readonly waiting = new Map<Tile, Picture | null | undefined>()

  constructor(without: ReadonlySet<string>, theme: Theme, fresh: ReadonlySet<string>) {
    this.without = without
    this.theme = theme
    this.fresh = fresh
  }

  /** This tile is waited for. */
  wait(tile: Tile): void {
    this.waiting.set(tile, undefined)
  }

  /** Takes a tile's new picture, if the tile is one of those waited for. */
  take(tile: Tile, picture: Picture | null): boolean {
    if (!this.waiting.has(tile)) return false
    const former = this.waiting.get(tile)
    if (former !== picture) forgotten(former)
    this.waiting.set(tile, picture)
    return true
  }

  /** The tiles whose pictures have not come. */
  *open(): Iterable<Tile> {
    for (const [tile, picture] of this.waiting) if (picture === undefined) yield tile
  }

  /** Whether this tile's new picture is there, and only not shown yet. */
  has(tile: Tile): boolean {
    return this.waiting.get(tile) !== undefined
  }

  /** Whether all that is still seen has come. `seen` tells whether anyone looks at a tile. */
  done(seen: (tile: Tile) => boolean): boolean {
    for (const tile of this.open()) if (seen(tile)) return false
    return true
  }

  /** Shows what has come. */
  show(): void {
    for (const [tile, picture] of this.waiting) if (picture !== undefined) tile.show(picture)
  }
}
