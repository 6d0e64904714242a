import { generate } from 'lean-qr'
import { useMemo } from 'react'
import { say } from '../words/say'

/** What cameras want around a code, in its squares. */
const QUIET = 4

/** A link as a QR code: dark on white in any theme, since many cameras read nothing else. */
export default function QrPicture({ link }: { readonly link: string }) {
  const { path, side } = useMemo(() => drawn(link), [link])
  return (
    <figure className="share-qr">
      <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={say('The link as a QR code')}>
        <rect width={side} height={side} fill="#fff" />
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <figcaption className="soft small-print">{say('The camera of a phone opens the board from it.')}</figcaption>
    </figure>
  )
}

/** The squares as one path, a run of them in a row at a time. */
function drawn(link: string): { readonly path: string; readonly side: number } {
  const code = generate(link)
  let path = ''
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) {
      const from = x
      while (code.get(x, y)) x++
      if (x > from) path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`
    }
  return { path, side: code.size + 2 * QUIET }
}
