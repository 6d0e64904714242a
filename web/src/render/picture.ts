/** What a tile shows: pixels that can be drawn on a canvas. */
export type Picture = ImageBitmap | HTMLCanvasElement | OffscreenCanvas

/** What pictures are painted on. */
export type Sheet = {
  readonly canvas: HTMLCanvasElement | OffscreenCanvas
  readonly context: CanvasRenderingContext2D
}

/** An empty canvas that is not on the page; in a worker as well. `read`: its pixels are asked for often, so they are kept where that is cheap. */
export function newSheet(w: number, h: number, read = false): Sheet {
  const how = { willReadFrequently: read }
  if (typeof OffscreenCanvas === 'function') {
    const canvas = new OffscreenCanvas(w, h)
    // Both contexts have all that is drawn with here.
    const context = canvas.getContext('2d', how) as unknown as CanvasRenderingContext2D | null
    if (context !== null) return { canvas, context }
  }
  const canvas = document.createElement('canvas')
  canvas.width = w
  canvas.height = h
  return { canvas, context: canvas.getContext('2d', how) as CanvasRenderingContext2D }
}

/** Takes what was painted. The sheet is empty then, or (where there is no OffscreenCanvas) becomes the picture itself. */
export function taken({ canvas }: Sheet): Picture {
  return 'transferToImageBitmap' in canvas ? canvas.transferToImageBitmap() : canvas
}

/** Gives the memory of a picture back at once. */
export function forgotten(picture: Picture | null | undefined): void {
  if (picture !== null && picture !== undefined && 'close' in picture) picture.close()
}
