import type { Camera } from '../editor/types'
import type { Box } from '../geometry/box'
import { touches } from '../geometry/box'
import { cellBox, cellsOf, countOf, type Level, TILE } from './level'
import type { Tiles } from './tiles'

/** A level whose tiles would be so many for one gap is not used to fill it. */
const FINE = 36
/** A gap is cut in four so often, where no level fills all of it. */
const CUTS = 2

/** A rectangle of whole device pixels of the screen by its edges. */
type Edges = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** What is to be shown: the tiles of a level as a camera sees them, in device pixels. */
export type Sight = {
  readonly camera: Camera
  readonly dpr: number
  readonly width: number
  readonly height: number
  readonly level: Level
  /** The box around all there is on the board; null for nothing: beyond it no tile is needed. */
  readonly extent: Box | null
  readonly frame: number
}

/**
 * Lays tiles side by side on a canvas. Where one of the level is missing, the nearest level that has the place does instead, stretched.
 * Edges are whole device pixels, and neighbours share them: nothing is seen between them.
 */
export class Mosaic {
  private readonly to: CanvasRenderingContext2D
  private readonly tiles: Tiles
  private readonly sight: Sight
  /** Device pixels of the screen to a hundredth, and where the screen begins in them. */
  private readonly k: number
  private readonly x: number
  private readonly y: number
  private readonly others: Level[]

  constructor(to: CanvasRenderingContext2D, tiles: Tiles, sight: Sight) {
    const { camera, dpr, level } = sight
    this.to = to
    this.tiles = tiles
    this.sight = sight
    this.k = (camera.zoom * dpr) / 100
    this.x = Math.round(camera.x * this.k)
    this.y = Math.round(camera.y * this.k)
    const far = (one: Level) => Math.abs(Math.log2(one.k / this.k))
    this.others = tiles
      .levels()
      .filter((one) => one.key !== level.key)
      .sort((a, b) => far(a) - far(b))
  }

  /** Draws all that is seen. */
  draw(): void {
    const { level, extent, width, height } = this.sight
    const { to } = this
    to.setTransform(1, 0, 0, 1, 0, 0)
    to.globalAlpha = 1
    to.imageSmoothingEnabled = true
    if (extent === null) return
    const cells = cellsOf(level, this.boxOf({ left: 0, top: 0, right: width, bottom: height }))
    for (let row = cells.top; row < cells.bottom; row++) {
      for (let column = cells.left; column < cells.right; column++) {
        if (touches(cellBox(level, column, row), extent)) this.cell(column, row)
      }
    }
  }

  private cell(column: number, row: number): void {
    const { level, frame } = this.sight
    const tile = this.tiles.get(level, column, row)
    if (tile?.picture === undefined) {
      this.gap(this.edges(level, column, row), 0)
      return
    }
    tile.used = frame
    if (tile.picture !== null) this.lay(tile.picture, this.edges(level, column, row))
  }

  /** Fills a gap from other levels: the whole of it from one, or each quarter for itself, so that nothing is drawn twice. */
  private gap(edges: Edges, cuts: number): void {
    const box = this.boxOf(edges)
    for (const level of this.others) if (this.fill(level, edges, box)) return
    if (cuts === CUTS) return
    const x = (edges.left + edges.right) >> 1
    const y = (edges.top + edges.bottom) >> 1
    if (x === edges.left || y === edges.top) return
    this.gap({ ...edges, right: x, bottom: y }, cuts + 1)
    this.gap({ ...edges, left: x, bottom: y }, cuts + 1)
    this.gap({ ...edges, right: x, top: y }, cuts + 1)
    this.gap({ ...edges, left: x, top: y }, cuts + 1)
  }

  private fill(level: Level, edges: Edges, box: Box): boolean {
    const cells = cellsOf(level, box)
    if (countOf(cells) > FINE) return false
    const { extent, frame } = this.sight
    const found = []
    for (let row = cells.top; row < cells.bottom; row++) {
      for (let column = cells.left; column < cells.right; column++) {
        if (extent !== null && !touches(cellBox(level, column, row), extent)) continue
        const tile = this.tiles.get(level, column, row)
        if (tile?.picture === undefined) return false
        tile.used = frame
        if (tile.picture !== null) found.push({ picture: tile.picture, edges: this.edges(level, column, row) })
      }
    }
    const { to } = this
    to.save()
    to.beginPath()
    to.rect(edges.left, edges.top, edges.right - edges.left, edges.bottom - edges.top)
    to.clip()
    for (const one of found) this.lay(one.picture, one.edges)
    to.restore()
    return true
  }

  private lay(picture: CanvasImageSource, { left, top, right, bottom }: Edges): void {
    if (right - left === TILE && bottom - top === TILE) this.to.drawImage(picture, left, top)
    else this.to.drawImage(picture, left, top, right - left, bottom - top)
  }

  /** By the numbers of the cell: two cells that meet round the same number. */
  private edges(level: Level, column: number, row: number): Edges {
    const side = (TILE * this.k) / level.k
    return {
      left: Math.round(column * side) - this.x,
      top: Math.round(row * side) - this.y,
      right: Math.round((column + 1) * side) - this.x,
      bottom: Math.round((row + 1) * side) - this.y,
    }
  }

  private boxOf({ left, top, right, bottom }: Edges): Box {
    const { k } = this
    return { x: (this.x + left) / k, y: (this.y + top) / k, w: (right - left) / k, h: (bottom - top) / k }
  }
}
