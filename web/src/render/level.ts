import type { Box } from '../geometry/box'

/**
 * The side of a tile in device pixels: that of the benchmark's floor "tiles". Smaller ones make more jobs of the same pixels, larger ones
 * come later and are painted and kept in vain where only a corner of them is seen.
 */
export const TILE = 512

/** A rectangle of whole pixels. */
export type PixelRect = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** How large the board is painted: all tiles of one level fit together. */
export type Level = {
  readonly key: string
  /** CSS pixels to a unit (100 hundredths), as a camera's. */
  readonly zoom: number
  /** Device pixels to a CSS pixel. */
  readonly dpr: number
  /** Device pixels to a hundredth. */
  readonly k: number
}

/** Columns and rows of tiles, the last ones not included. */
export type Cells = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** The level of a zoom on a screen of some density. */
export function levelOf(zoom: number, dpr: number): Level {
  return { key: `${zoom} ${dpr}`, zoom, dpr, k: (zoom * dpr) / 100 }
}

/** Whether of two levels neither is finer than the other by more than a factor of two. */
export function alike(a: Level, b: Level): boolean {
  return a.k <= 2 * b.k && b.k <= 2 * a.k
}

/** The tiles that a box lies on. */
export function cellsOf(level: Level, box: Box): Cells {
  const side = TILE / level.k
  return {
    left: Math.floor(box.x / side),
    top: Math.floor(box.y / side),
    right: Math.floor((box.x + box.w) / side) + 1,
    bottom: Math.floor((box.y + box.h) / side) + 1,
  }
}

/** How many tiles that is. */
export function countOf({ left, top, right, bottom }: Cells): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top)
}

/** The part of the board on a tile. */
export function cellBox(level: Level, column: number, row: number): Box {
  const side = TILE / level.k
  return { x: column * side, y: row * side, w: side, h: side }
}

/** The pixels of a tile that may show something of a box: one more on each side for what is smoothed; null for none. */
export function pixelsOf(level: Level, column: number, row: number, box: Box): PixelRect | null {
  const x = column * TILE
  const y = row * TILE
  const left = Math.max(0, Math.floor(box.x * level.k - x) - 1)
  const top = Math.max(0, Math.floor(box.y * level.k - y) - 1)
  const right = Math.min(TILE, Math.ceil((box.x + box.w) * level.k - x) + 1)
  const bottom = Math.min(TILE, Math.ceil((box.y + box.h) * level.k - y) + 1)
  return right <= left || bottom <= top ? null : { x: left, y: top, w: right - left, h: bottom - top }
}

/** The part of the board behind some pixels of a tile, with a pixel more on each side. */
export function boxBehind(level: Level, column: number, row: number, { x, y, w, h }: PixelRect): Box {
  const { k } = level
  return {
    x: (column * TILE + x - 1) / k,
    y: (row * TILE + y - 1) / k,
    w: (w + 2) / k,
    h: (h + 2) / k,
  }
}

/** The smallest rectangle around two. */
export function rectUnion(a: PixelRect | null, b: PixelRect): PixelRect {
  if (a === null) return b
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y }
}

/** All of a tile. */
export const wholeTile: PixelRect = { x: 0, y: 0, w: TILE, h: TILE }

/** The widest side of the coarse picture of the whole board, in device pixels. */
const OVERVIEW = 1024

/** The level at which the whole board is painted on a few tiles, so that wherever one goes there is something to be seen; a power of two. */
export function overviewOf(extent: Box, dpr: number): Level {
  const side = Math.max(extent.w, extent.h, 100)
  const power = Math.floor(Math.log2((OVERVIEW * 100) / (side * dpr)))
  return levelOf(2 ** Math.min(0, power), dpr)
}
