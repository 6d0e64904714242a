import type { PictureReader } from '../editor/clipboard'
import { decodePayload, LONGEST, NAME, type Read } from '../editor/clipboard-payload'
import type { Pace } from '../editor/pace'
import { isPng, textIn } from './png-chunks'

type Going = (share: number) => boolean

/** The payload of an SVG of ours; null for others. */
export function payloadInSvg(source: string): string | null {
  const open = source.indexOf(`<${NAME}:board `)
  if (open < 0) return null
  const from = source.indexOf('>', open) + 1
  const end = source.indexOf(`</${NAME}:board>`, from)
  return from === 0 || end < 0 ? null : source.slice(from, end)
}

async function svg(source: string, pace: Pace, going: Going): Promise<Read> {
  const payload = payloadInSvg(source)
  if (payload !== null) return decodePayload(payload, pace, going)
  const { foreignSvg } = await import('./svg-in')
  return foreignSvg(source, pace, going)
}

async function png(file: File, pace: Pace, going: Going): Promise<Read | null> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const payload = isPng(bytes) ? await textIn(bytes, NAME, LONGEST) : null
  return payload === null ? null : decodePayload(payload, pace, going)
}

/** What a board can read of pictures and files. */
export const reader: PictureReader = { svg, png }
