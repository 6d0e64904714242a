import { BufferTarget, CanvasSource, Mp4OutputFormat, Output, QUALITY_HIGH, WebMOutputFormat } from 'mediabunny'
import type { Easel } from './easel'
import type { Maker } from './maker'
import { codecFor, type VideoFormat } from './video-here'

/** A picture stays for this long at most, in ms, before it is written once more although nothing has changed: players seek by what is written. */
const LONGEST = 1000

/** Encodes what is on an easel, as fast as it can be encoded. */
export async function beginVideo(format: VideoFormat, easel: Easel): Promise<Maker> {
  const { width: w, height: h } = easel.canvas
  const codec = await codecFor(format, { w, h })
  if (codec === null) throw new Error(`no encoder for ${format}`)
  const target = new BufferTarget()
  const type = format === 'webm' ? new WebMOutputFormat() : new Mp4OutputFormat({ fastStart: 'in-memory' })
  const output = new Output({ format: type, target })
  const source = new CanvasSource(easel.canvas, { codec, quality: QUALITY_HIGH, keyFrameInterval: 2 })
  output.addVideoTrack(source)
  await output.start()
  let written = Number.NEGATIVE_INFINITY
  let waits: { readonly at: number; readonly lasts: number } | null = null
  return {
    async take(at, lasts, changed) {
      waits = { at, lasts }
      if (changed === null && at - written < LONGEST) return
      written = at
      waits = null
      // Resolves when the encoder has room: its queue is never long.
      await source.add(at / 1000, lasts / 1000)
    },
    async end() {
      // What nothing came after is written where it ends, so that the film is as long as it should be.
      if (waits !== null) await source.add(waits.at / 1000, waits.lasts / 1000)
      await output.finalize()
      return new Blob([target.buffer!], { type: `video/${format}` })
    },
    drop: () => output.cancel(),
  }
}
