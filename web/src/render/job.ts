import type { Theme } from '../editor/types'
import { assetOf } from '../elements/asset-of'
import type { ElementProps } from '../elements/element'
import type { Box } from '../geometry/box'
import type { PixelRect } from './level'
import type { Picture } from './picture'

/**
 * An element to be painted. `span`: the longer side of its bounds in hundredths. `clip`: no more of it is seen than lies in this box;
 * null for all.
 */
export type Item = {
  readonly id: string
  readonly props: ElementProps
  readonly span: number
  readonly clip: Box | null
}

/** Where and how a picture is painted. The rectangle is one of the level's pixels, which begin at the board's origin. */
export type Order = {
  readonly zoom: number
  readonly dpr: number
  readonly theme: Theme
  readonly rect: PixelRect
}

/** One picture to be painted: a tile, or a part of one. */
export type Job = {
  readonly number: number
  readonly order: Order
  /** What is painted, in paint order. */
  readonly items: readonly Item[]
  /** Visible now: goes before what is not. */
  readonly urgent: boolean
  /** There are pictures among it: their pixels are the worker's, where there is one. */
  readonly pictures?: boolean
}

/** Whether any of these is a picture. */
export function holdPictures(items: readonly Item[]): boolean {
  return items.some(({ props }) => assetOf(props) !== '')
}

/** Told when a job is done. */
export type Done = (number: number, picture: Picture) => void

/** Who paints: the page within its frames, or a worker. What it is given it paints and hands over, each number once. */
export interface TilePainter {
  /** Whether it takes another job now. */
  room(urgent: boolean): boolean
  /** Paints it, where there is room; false when it needs another frame to make itself ready for it, and is to be asked again then. */
  give(job: Job): boolean
  /** Nobody needs this one any more; it may come nevertheless. */
  drop(number: number): void
}
