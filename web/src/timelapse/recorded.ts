import {
  BlobSource,
  BufferTarget,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny'
import type { Easel } from './easel'
import type { Maker } from './maker'
import { recorderType, type VideoFormat } from './video-here'

/** Bits a second for each pixel of the picture. */
const BITS = 6

/** The track of a canvas that gives a picture when it is asked for one. */
type Asked = MediaStreamTrack & { requestFrame(): void }

/** Records what is on an easel while it plays: that takes as long as it lasts. */
export async function beginRecording(format: VideoFormat, easel: Easel): Promise<Maker> {
  const mimeType = recorderType(format)
  if (mimeType === null) throw new Error(`no recorder for ${format}`)
  const { canvas } = easel
  const stream = canvas.captureStream(0)
  const track = stream.getVideoTracks()[0] as Asked
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: canvas.width * canvas.height * BITS })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.onstop = () => resolve()
    recorder.onerror = () => reject(new Error('the browser stopped recording'))
  })
  // Heard when the recording is over, or not at all.
  stopped.catch(() => {})
  let begun: number | null = null
  let ends = 0
  const stop = async () => {
    if (recorder.state !== 'inactive') recorder.stop()
    await stopped
    track.stop()
  }
  return {
    async take(at, lasts, changed) {
      ends = at + lasts
      // What was not drawn upon is not recorded.
      if (changed === null) easel.again()
      if (begun === null) {
        recorder.start(1000)
        begun = performance.now()
      }
      await until(begun + at)
      track.requestFrame()
      await until(begun + at + lasts)
    },
    async end() {
      await stop()
      return timed(new Blob(parts, { type: mimeType }), format, ends / 1000)
    },
    drop: stop,
  }
}

/** Resolves when the page's clock has come so far. */
function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())))
}

/**
 * What was recorded, written anew with its length (in seconds) and where its pictures are: recorders write as they go, and players cannot seek in
 * that.
 */
async function timed(recorded: Blob, format: VideoFormat, lasts: number): Promise<Blob> {
  const input = new Input({ source: new BlobSource(recorded), formats: [WEBM, MP4] })
  const track = await input.getPrimaryVideoTrack()
  if (track === null || track.codec === null) throw new Error('nothing was recorded')
  const target = new BufferTarget()
  const type = format === 'webm' ? new WebMOutputFormat() : new Mp4OutputFormat({ fastStart: 'in-memory' })
  const output = new Output({ format: type, target })
  const source = new EncodedVideoPacketSource(track.codec)
  output.addVideoTrack(source)
  await output.start()
  const config = (await track.getDecoderConfig()) ?? undefined
  let first: number | null = null
  let waits: EncodedPacket | null = null
  const write = (packet: EncodedPacket) => source.add(packet, config && { decoderConfig: config })
  for await (const packet of new EncodedPacketSink(track).packets()) {
    first ??= packet.timestamp
    if (waits !== null) await write(waits)
    waits = packet.clone({ timestamp: packet.timestamp - first })
  }
  if (waits !== null) await write(waits.clone({ duration: Math.max(waits.duration, lasts - waits.timestamp) }))
  await output.finalize()
  return new Blob([target.buffer!], { type: `video/${format}` })
}
