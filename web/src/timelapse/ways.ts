import type { Way } from './maker'
import { codecFor, encodes, recorderType } from './video-here'
import type { Format, Size } from './wish'

/** Pictures a second of a video, and of a GIF: its time has hundredths of a second, and browsers slow down what is faster than 2 of them. */
const VIDEO = 30
const GIF = 12.5

/** How a format can be made here. 'recorded': while it plays, which takes as long as it lasts. */
export type Offered = { readonly format: Format; readonly how: 'encoded' | 'recorded' }

/** The formats that this browser can make, at this address, in this size. */
export async function offeredHere(size: Size): Promise<readonly Offered[]> {
  const videos = await Promise.all(
    (['webm', 'mp4'] as const).map(async (format): Promise<Offered | null> => {
      if ((await codecFor(format, size)) !== null) return { format, how: 'encoded' }
      // A recorder is no second choice of the same browser: where it encodes at all, it says what it cannot.
      return !encodes() && recorderType(format) !== null ? { format, how: 'recorded' } : null
    }),
  )
  const pictures: readonly Offered[] = [
    { format: 'gif', how: 'encoded' },
    { format: 'svg', how: 'encoded' },
  ]
  return [...videos.filter((one) => one !== null), ...pictures]
}

/** How pictures become a file of a format. */
export async function wayOf(format: Exclude<Format, 'svg'>): Promise<Way> {
  if (format === 'gif') {
    const { beginGif } = await import('./gif')
    return { rate: GIF, reads: true, begin: beginGif }
  }
  if (encodes()) {
    const { beginVideo } = await import('./video')
    return { rate: VIDEO, reads: false, begin: (easel) => beginVideo(format, easel) }
  }
  const { beginRecording } = await import('./recorded')
  return { rate: VIDEO, reads: false, begin: (easel) => beginRecording(format, easel) }
}
