/** What is used of omggif, which says no types. */
declare module 'omggif' {
  export class GifReader {
    constructor(bytes: Uint8Array)
    readonly width: number
    readonly height: number
    numFrames(): number
    /** `delay`: in hundredths of a second. */
    frameInfo(frame: number): { readonly delay: number; readonly x: number; readonly y: number }
    /** Lays a frame over what is there. */
    decodeAndBlitFrameRGBA(frame: number, pixels: Uint8Array): void
  }
}
