import type { Placed } from '../elements/pen'

/** Where pens get the pixels of pictures. */
export interface Pictures {
  /**
   * Draws a picture into its rectangle, which begins at the context's origin, with the best pixels there are for one that is `across`
   * device pixels wide; they are fetched where there are none, or better ones are needed. False where there are none yet.
   */
  draw(to: CanvasRenderingContext2D, placed: Placed, across: number): boolean
}

/** Until somebody has pictures, there are none; the first wish for one says so. */
let shown: Pictures | null = null
let wished: (() => void) | null = null

/** From now on pens of this page, or of this worker, get pictures here. */
export function showPictures(from: Pictures): void {
  shown = from
}

/** Calls when the first picture is wanted. */
export function onPictures(first: () => void): void {
  wished = first
}

/** The pictures of this page or worker. */
export const currentPictures: Pictures = {
  draw(to, placed, across) {
    if (shown === null) wished?.()
    else return shown.draw(to, placed, across)
    wished = null
    return false
  },
}
