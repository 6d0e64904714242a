import type { Order } from '../job'
import type { FromShelf, ToShelf } from './shelf'

/** What the page tells the worker, in order: an element is told before the first order that names it. */
export type ToWorker =
  /** The fonts of the page as they are now; told first, and again when one of them has loaded. */
  | { readonly t: 'fonts'; readonly faces: readonly Face[] }
  /** Elements as they are from now on, under numbers that the page chooses: their properties, span and clip (see Item), packed (told.ts). */
  | { readonly t: 'know'; readonly elements: ArrayBuffer }
  | { readonly t: 'forget' }
  /** Paints what these numbers stand for at this moment, in this order. */
  | {
      readonly t: 'paint'
      readonly number: number
      readonly order: Order
      readonly urgent: boolean
      readonly elements: Uint32Array
    }
  | { readonly t: 'drop'; readonly number: number }
  | { readonly t: 'pictures'; readonly say: ToShelf }

/** What the worker tells the page. */
export type FromWorker =
  /** It has begun, and its fonts are there. */
  | { readonly t: 'ready' }
  | { readonly t: 'painted'; readonly number: number; readonly picture: ImageBitmap }
  /** It is still at it: a picture may take long, silence means that it hangs. */
  | { readonly t: 'busy' }
  /** Letters are to be set in another font than that of the page. */
  | { readonly t: 'letters' }
  /** Fonts have arrived: texts look different now. */
  | { readonly t: 'fonts' }
  | { readonly t: 'pictures'; readonly say: FromShelf }
  /** It cannot paint. */
  | { readonly t: 'failed'; readonly why: string }

/** A face of a bundled font, as FontFace takes it. */
export type Face = {
  readonly family: string
  readonly source: string
  readonly descriptors: FontFaceDescriptors
  /** Whether the page has loaded it already. */
  readonly loaded: boolean
}
