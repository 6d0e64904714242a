/** What is used of gifenc, which says no types. */
declare module 'gifenc' {
  /** A colour: red, green and blue, 0 to 255. */
  export type Colour = [number, number, number]

  /** A GIF being written. */
  export type Writer = {
    writeFrame(
      index: Uint8Array,
      w: number,
      h: number,
      options: {
        readonly palette: readonly Colour[]
        /** In ms. */
        readonly delay: number
        readonly first: boolean
        /** Of the whole: 0 for ever, -1 once. */
        readonly repeat?: number
        readonly dispose: number
      },
    ): void
    writeHeader(): void
    finish(): void
    bytes(): Uint8Array<ArrayBuffer>
    /** What is written so far, not a copy of it. */
    bytesView(): Uint8Array<ArrayBuffer>
  }

  export function GIFEncoder(options: { readonly auto: boolean; readonly initialCapacity?: number }): Writer
  export function quantize(
    rgba: Uint8Array | Uint8ClampedArray,
    colours: number,
    options?: { readonly format?: 'rgb565' },
  ): Colour[]
  export function applyPalette(
    rgba: Uint8Array | Uint8ClampedArray,
    palette: readonly Colour[],
    format?: 'rgb565',
  ): Uint8Array
}
