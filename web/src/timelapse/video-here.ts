import type { Size } from './wish'

/** The files that hold video. */
export type VideoFormat = 'webm' | 'mp4'

/** A way of encoding video: as our writer of files calls it, and as the browser does, at a level that is good for 1080p. */
type Codec = { readonly name: 'vp9' | 'vp8' | 'av1' | 'avc'; readonly full: string }

/** Which are tried for which file: what most programs can play comes first. */
const codecs: { readonly [format in VideoFormat]: readonly Codec[] } = {
  webm: [
    { name: 'vp9', full: 'vp09.00.40.08' },
    { name: 'vp8', full: 'vp8' },
    { name: 'av1', full: 'av01.0.08M.08' },
  ],
  mp4: [{ name: 'avc', full: 'avc1.640028' }],
}

/** Whether this page can encode at all: browsers let only pages at https addresses do it. */
export const encodes = (): boolean => typeof VideoEncoder === 'function'

/** How this browser encodes such a file of a size; null where it cannot. */
export async function codecFor(format: VideoFormat, { w, h }: Size): Promise<Codec['name'] | null> {
  if (!encodes()) return null
  for (const { name, full } of codecs[format]) {
    const asked = { codec: full, width: w, height: h, bitrate: 4_000_000, framerate: 30 }
    const answer = await VideoEncoder.isConfigSupported(asked).catch(() => null)
    if (answer?.supported === true) return name
  }
  return null
}

/** What is asked of the browser's recorder; the first that it has is taken. */
const types: { readonly [format in VideoFormat]: readonly string[] } = {
  webm: ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'],
  mp4: ['video/mp4;codecs=avc1.42001f', 'video/mp4'],
}

/** How this browser records such a file; null where it cannot. Unlike an encoder a recorder is there at any address. */
export function recorderType(format: VideoFormat): string | null {
  if (typeof MediaRecorder !== 'function' || !('captureStream' in HTMLCanvasElement.prototype)) return null
  return types[format].find((type) => MediaRecorder.isTypeSupported(type)) ?? null
}
