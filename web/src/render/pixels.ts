import type { Placed } from '../elements/pen'

/** Pixels that can be drawn, with how many there are. */
export type Pixels = CanvasImageSource & { readonly width: number; readonly height: number }

/** Draws a picture into its rectangle, which begins at the context's origin. */
export function drawPixels(to: CanvasRenderingContext2D, pixels: Pixels, placed: Placed): void {
  const { w, h, part, natural, mirrored, radius } = placed
  const kx = pixels.width / natural[0]
  const ky = pixels.height / natural[1]
  to.save()
  if (radius > 0) {
    to.beginPath()
    to.roundRect(0, 0, w, h, radius)
    to.clip()
  }
  if (mirrored) to.transform(-1, 0, 0, 1, w, 0)
  to.drawImage(pixels, part.x * kx, part.y * ky, part.w * kx, part.h * ky, 0, 0, w, h)
  to.restore()
}
