import { inSize } from '../halves'
import { Levels } from '../levels'
import { decodePicture } from '../unpack'

/** What the page tells the worker of pictures. */
export type ToShelf =
  /** The bytes that were asked for; null where they are not to be had now. */
  | { readonly is: 'bytes'; readonly asset: string; readonly bytes: Blob | null }
  /** Bytes that were missing are to be had now. */
  | { readonly is: 'there'; readonly asset: string }
  /** Asks for a copy of pixels at least so wide. */
  | { readonly is: 'lend'; readonly asset: string; readonly width: number; readonly number: number }

/** What the worker tells the page of pictures. */
export type FromShelf =
  | { readonly is: 'want'; readonly asset: string }
  /** Better pixels are there: what shows the picture is to be painted anew. `small`: the same in small, for the page. */
  | { readonly is: 'arrived'; readonly asset: string; readonly small: ImageBitmap }
  | { readonly is: 'lent'; readonly number: number; readonly bitmap: ImageBitmap | null }

/** The memory of all pixels in the worker, in bytes: a photo of 12 megapixels at full size and a few others, or a screen full of any number. */
const BUDGET = 64 * 2 ** 20
/** The longer side of what the page gets at once, in pixels: it is shown until there is better. */
const SMALL = 256

/** The worker's pictures. It has no way to the server of its own: the page gets bytes for it, and knows of those that are only on this device. */
export class Shelf {
  readonly levels: Levels
  private readonly tell: (message: FromShelf, transfer?: Transferable[]) => void
  private readonly waiting = new Map<string, (bytes: Blob | null) => void>()

  constructor(tell: Shelf['tell'], now: () => number) {
    this.tell = tell
    this.levels = new Levels({
      budget: BUDGET,
      now,
      decode: decodePicture,
      bytes: (asset) => this.ask(asset),
      arrived: (asset, pixels) => void this.announce(asset, pixels),
    })
  }

  /** Hears what the page says of pictures. */
  hear(message: ToShelf): void {
    if (message.is === 'there') this.levels.there(message.asset)
    else if (message.is === 'lend') void this.lend(message.asset, message.width, message.number)
    else {
      this.waiting.get(message.asset)?.(message.bytes)
      this.waiting.delete(message.asset)
    }
  }

  private ask(asset: string): Promise<Blob | null> {
    this.tell({ is: 'want', asset })
    return new Promise((resolve) => {
      this.waiting.set(asset, resolve)
    })
  }

  private async announce(asset: string, pixels: ImageBitmap): Promise<void> {
    const k = Math.min(1, SMALL / Math.max(pixels.width, pixels.height))
    const [w, h] = [pixels.width, pixels.height].map((side) => Math.max(1, Math.round(side * k))) as [number, number]
    const small = await inSize(pixels, w, h)
    this.tell({ is: 'arrived', asset, small }, [small])
  }

  private async lend(asset: string, width: number, number: number): Promise<void> {
    const found = this.levels.at(asset, width)
    const bitmap = found === null ? null : await createImageBitmap(found)
    this.tell({ is: 'lent', number, bitmap }, bitmap === null ? [] : [bitmap])
  }
}
