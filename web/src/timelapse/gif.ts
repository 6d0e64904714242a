import { applyPalette, GIFEncoder, quantize, type Writer } from 'gifenc'
import type { Area } from './areas'
import type { Easel } from './easel'
import type { Maker } from './maker'

/** As many colours as a picture of a GIF may have. */
const COLOURS = 256

/** The picture stays, and the next is laid over it. */
const STAYS = 1

/** Where in a picture its place stands: behind the control (8 bytes) and one that says that a picture comes. */
const PLACE = 9

/** A picture that waits until it is known how long it is seen. */
type Waiting = { readonly area: Area; readonly pixels: Uint8ClampedArray; readonly at: number }

/** A place in which nothing has changed is written as one pixel, where a picture is needed to keep the time. */
const ONE: Area = { x: 0, y: 0, w: 1, h: 1 }

/** GIFs count time in hundredths of a second, in two bytes. */
const LONGEST = 65_000 * 10

/** Writes what is on an easel as a GIF: of each picture the area that has changed, in the colours that are in it. */
export async function beginGif(easel: Easel): Promise<Maker> {
  const gif = GIFEncoder({ auto: false, initialCapacity: 1 << 20 })
  const size = { w: easel.canvas.width, h: easel.canvas.height }
  let waiting: Waiting | null = null
  let ends = 0
  const write = (until: number) => {
    if (waiting === null) return
    writePicture(gif, waiting, size, until)
    waiting = null
  }
  return {
    async take(at, lasts, changed) {
      ends = at + lasts
      if (waiting !== null && changed === null && ends - waiting.at < LONGEST) return
      write(at)
      const area = changed ?? ONE
      waiting = { area, pixels: easel.pixels(area), at }
    },
    async end() {
      write(ends)
      gif.finish()
      return new Blob([gif.bytes()], { type: 'image/gif' })
    },
    async drop() {
      waiting = null
    },
  }
}

/** Times are rounded as they stand on the clock, not one by one: so they do not drift. */
function writePicture(gif: Writer, { area, pixels, at }: Waiting, size: { w: number; h: number }, until: number): void {
  const palette = quantize(pixels, COLOURS, { format: 'rgb565' })
  const index = applyPalette(pixels, palette, 'rgb565')
  const delay = (Math.round(until / 10) - Math.round(at / 10)) * 10
  const first = gif.bytesView().length === 0
  if (first) gif.writeHeader()
  const from = gif.bytesView().length
  gif.writeFrame(index, area.w, area.h, { palette, delay, first, repeat: 0, dispose: STAYS })
  // The first is as large as the whole. The writer puts all others into the upper left corner; they are moved to where they belong.
  if (first) return
  if (area.x + area.w > size.w || area.y + area.h > size.h) throw new Error('a picture outside of the whole')
  const view = new DataView(gif.bytesView().buffer)
  view.setUint16(from + PLACE, area.x, true)
  view.setUint16(from + PLACE + 2, area.y, true)
}
