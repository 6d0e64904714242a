/** What is used of the browser's ImageDecoder; the page's own types do not know it everywhere. */
type Decoder = {
  readonly tracks: {
    readonly ready: Promise<void>
    readonly selectedTrack: { readonly frameCount: number; readonly repetitionCount: number } | null
  }
  decode(which: { readonly frameIndex: number }): Promise<{ readonly image: VideoFrame }>
  close(): void
}
type Decoders = new (how: { readonly data: ArrayBuffer; readonly type: string }) => Decoder

/** A frame that says that it is shown for less than this, in milliseconds, is shown for as long as browsers show it then. */
const SHORTEST = 20
const USUAL = 100

/** Whether this browser can take moving pictures apart; over plain HTTP none can. */
export function canMove(): boolean {
  return 'ImageDecoder' in globalThis
}

/** A moving picture: the frame of the moment, and the next one ahead. */
export class Reel {
  private readonly decoder: Promise<Decoder | null>
  private shown: ImageBitmap | null = null
  private next: ImageBitmap | null = null
  /** How long `next` is to be shown, in milliseconds. */
  private lasts = 0
  private until = 0
  private index = 0
  private rounds = 0
  private busy = false
  private over = false
  private readonly ready: () => void

  /** `ready`: a frame is there before which nobody knew when to ask for it. */
  constructor(bytes: Blob, ready: () => void) {
    this.ready = ready
    this.decoder = open(bytes).catch(() => null)
    void this.fetch()
  }

  /** The frame of this moment; null while there is none yet. */
  at(now: number): ImageBitmap | null {
    if (this.next !== null && (this.shown === null || now >= this.until)) {
      this.shown?.close()
      this.shown = this.next
      this.next = null
      // Whoever was not seen for long does not catch up.
      this.until = Math.max(this.until + this.lasts, now)
      if (this.until === now) this.until = now + this.lasts
      void this.fetch()
    }
    return this.shown
  }

  /** When the next frame is due; never where it has come to rest. */
  get due(): number {
    return this.next === null ? Number.POSITIVE_INFINITY : this.until
  }

  close(): void {
    this.over = true
    this.shown?.close()
    this.next?.close()
    void this.decoder.then((decoder) => decoder?.close())
  }

  private async fetch(): Promise<void> {
    if (this.busy || this.over) return
    this.busy = true
    try {
      const decoder = await this.decoder
      const track = decoder?.tracks.selectedTrack
      if (!decoder || !track || this.ended(track)) return
      const { image } = await decoder.decode({ frameIndex: this.index })
      this.index = (this.index + 1) % track.frameCount
      if (this.index === 0) this.rounds++
      const milliseconds = (image.duration ?? 0) / 1000
      this.lasts = milliseconds < SHORTEST ? USUAL : milliseconds
      const bitmap = await createImageBitmap(image)
      image.close()
      if (this.over) bitmap.close()
      else this.next = bitmap
    } catch {
      // A damaged frame ends it: what was shown last stays.
      this.over = true
    } finally {
      this.busy = false
      this.ready()
    }
  }

  private ended({ repetitionCount }: { readonly repetitionCount: number }): boolean {
    return this.rounds > repetitionCount
  }
}

async function open(bytes: Blob): Promise<Decoder> {
  const { ImageDecoder } = globalThis as unknown as { ImageDecoder: Decoders }
  const decoder = new ImageDecoder({ data: await bytes.arrayBuffer(), type: bytes.type })
  await decoder.tracks.ready
  return decoder
}
