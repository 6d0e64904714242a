import type { ElementProps } from './element'
import { inkOf } from './palette'
import type { Pen } from './pen'
import { number } from './props'
import { type Layout, lineLeft, piecesOf, typeOf } from './text-layout'

/** Text lower than so many CSS pixels is drawn as bars: nobody can read it. */
const READABLE = 3.5

/** Draws lines that are set, one below the other, from a point that is relative to where the pen is, within a width. */
export function lettered(
  p: ElementProps,
  set: Layout,
  { x, y, w }: { readonly x: number; readonly y: number; readonly w: number },
  colour: string,
  pen: Pen,
): void {
  const type = typeOf(p)
  const ink = inkOf(colour)
  const small = type.size * pen.scale < READABLE
  pen.opacity(number(p, 'opacity') * (small ? 0.5 : 1))
  for (const [i, line] of set.lines.entries()) {
    if (line.trim() === '') continue
    const left = x + lineLeft(p, set, i, w)
    const rtl = set.rtl[i]!
    if (small) pen.bar(left, y + (i + 0.3) * set.line, set.widths[i]!, set.line * 0.4, ink)
    else
      for (const piece of piecesOf(line, type)) {
        const at = rtl ? set.widths[i]! - piece.at - piece.w : piece.at
        pen.text(piece.text, left + at, y + i * set.line, set.line, type, ink, rtl)
      }
  }
}
