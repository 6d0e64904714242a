import type { Theme } from '../editor/types'
import type { Box } from '../geometry/box'
import { type Cells, cellsOf, countOf, type Level, type PixelRect, pixelsOf, rectUnion, TILE, wholeTile } from './level'
import { forgotten, type Picture } from './picture'

/** A square of the board as it is shown at one level. */
export class Tile {
  readonly level: Level
  readonly column: number
  readonly row: number
  theme: Theme
  /** What it shows: null where nothing lies there, undefined until it was painted. */
  picture: Picture | null | undefined
  /** The pixels that are no longer right. */
  dirty: PixelRect | null = null
  /** Counts how often it became wrong: a picture that was begun before that comes too late. */
  version = 0
  /** The job that paints it; 0 for none. */
  job = 0
  /** When it was last shown or wanted: a frame's number. */
  used = 0
  /** Whether it shows letters. */
  words = false

  constructor(level: Level, column: number, row: number, theme: Theme) {
    this.level = level
    this.column = column
    this.row = row
    this.theme = theme
  }

  /** Whether it can be shown as it is. */
  get right(): boolean {
    return this.picture !== undefined && this.dirty === null
  }

  /** Memory of the picture. */
  get bytes(): number {
    return this.picture === null || this.picture === undefined ? 0 : TILE * TILE * 4
  }

  /** Shows something else from now on. */
  show(picture: Picture | null): void {
    if (this.picture !== picture) forgotten(this.picture)
    this.picture = picture
  }

  /** These pixels are no longer right. */
  spoil(rect: PixelRect): void {
    this.version++
    if (this.picture !== undefined) this.dirty = rectUnion(this.dirty, rect)
  }
}

type Row = { readonly level: Level; readonly tiles: Map<string, Tile> }

/** All tiles there are, by level and place. Bounded by the bytes of their pictures; those not wanted for longest go first. */
export class Tiles {
  private readonly rows = new Map<string, Row>()

  /** The levels of which there are tiles. */
  levels(): Level[] {
    return [...this.rows.values()].map(({ level }) => level)
  }

  /** Every tile. */
  *all(): Iterable<Tile> {
    for (const { tiles } of this.rows.values()) yield* tiles.values()
  }

  get(level: Level, column: number, row: number): Tile | undefined {
    return this.rows.get(level.key)?.tiles.get(`${column} ${row}`)
  }

  /** The tile there, made if it is not there yet. */
  at(level: Level, column: number, row: number, theme: Theme): Tile {
    let of = this.rows.get(level.key)
    if (of === undefined) {
      of = { level, tiles: new Map() }
      this.rows.set(level.key, of)
    }
    const key = `${column} ${row}`
    let tile = of.tiles.get(key)
    if (tile === undefined) {
      tile = new Tile(level, column, row, theme)
      of.tiles.set(key, tile)
    }
    return tile
  }

  /** The tiles there are among cells of a level. */
  *among(level: Level, cells: Cells): Iterable<Tile> {
    const of = this.rows.get(level.key)
    if (of === undefined) return
    if (countOf(cells) > of.tiles.size) {
      for (const tile of of.tiles.values()) {
        const { column, row } = tile
        if (column >= cells.left && column < cells.right && row >= cells.top && row < cells.bottom) yield tile
      }
      return
    }
    for (let row = cells.top; row < cells.bottom; row++) {
      for (let column = cells.left; column < cells.right; column++) {
        const tile = of.tiles.get(`${column} ${row}`)
        if (tile !== undefined) yield tile
      }
    }
  }

  /** Whether all of a box has been painted at a level, be it right by now or not. */
  covers(level: Level, box: Box): boolean {
    return this.every(level, box, ({ picture }) => picture !== undefined)
  }

  /** Whether all of a box can be shown at a level as it is. */
  right(level: Level, box: Box): boolean {
    return this.every(level, box, ({ right }) => right)
  }

  private every(level: Level, box: Box, is: (tile: Tile) => boolean): boolean {
    const cells = cellsOf(level, box)
    let count = 0
    for (const tile of this.among(level, cells)) if (is(tile)) count++
    return count === countOf(cells)
  }

  /** What lies in these boxes is no longer right, at any level. */
  spoil(boxes: Iterable<Box>): void {
    for (const box of boxes) {
      for (const level of this.levels()) {
        for (const tile of this.among(level, grownCells(level, box))) {
          const rect = pixelsOf(level, tile.column, tile.row, box)
          if (rect !== null) tile.spoil(rect)
        }
      }
    }
  }

  /** Nothing is right any more, or nothing for which `which` is true. */
  spoilAll(which: (tile: Tile) => boolean = () => true): void {
    for (const tile of this.all()) if (which(tile)) tile.spoil(wholeTile)
  }

  /** Forgets a tile. */
  remove(tile: Tile): void {
    const of = this.rows.get(tile.level.key)
    of?.tiles.delete(`${tile.column} ${tile.row}`)
    if (of?.tiles.size === 0) this.rows.delete(tile.level.key)
    forgotten(tile.picture)
    tile.picture = undefined
  }

  /** Memory of all pictures. */
  get bytes(): number {
    let sum = 0
    for (const tile of this.all()) sum += tile.bytes
    return sum
  }

  /**
   * Lets tiles go until the rest takes no more than `bytes`, and is no more than `count`; never those used at `now` or later.
   * Returns the jobs that nobody waits for any more.
   */
  trim(bytes: number, count: number, now: number): number[] {
    const all = [...this.all()]
    let sum = all.reduce((total, tile) => total + tile.bytes, 0)
    let left = all.length
    if (sum <= bytes && left <= count) return []
    const dropped: number[] = []
    for (const tile of all.filter(({ used }) => used < now).sort((a, b) => a.used - b.used)) {
      if (sum <= bytes && left <= count) break
      sum -= tile.bytes
      left--
      if (tile.job !== 0) dropped.push(tile.job)
      this.remove(tile)
    }
    return dropped
  }
}

/** With the neighbours of a box that ends on their edge: what is smoothed reaches a pixel over it. */
function grownCells(level: Level, { x, y, w, h }: Box): Cells {
  const pixel = 1 / level.k
  return cellsOf(level, { x: x - pixel, y: y - pixel, w: w + 2 * pixel, h: h + 2 * pixel })
}
