import { rightToLeft } from './bidi'
import { measure } from './measure'
import { inkOf } from './palette'
import type { Pen, Type } from './pen'

/** No line that is shown shortened is looked at beyond so many letters. */
const MOST = 160
/** Letters lower than so many CSS pixels are drawn as a bar: nobody can read them. */
const READABLE = 3.5

/** How a line is set, and how strong it is, in percent. */
export type Small = {
  readonly type: Type
  readonly colour: string
  readonly strength: number
  readonly align?: 'start' | 'end'
}

/** As much of a line as a width has room for; what is left out shows as an ellipsis. */
export function shortened(text: string, type: Type, width: number): string {
  const wide = (line: string) => measure().width(line, type) > width
  const letters = [...text].slice(0, MOST)
  if (letters.length < MOST && !wide(text)) return text
  let [from, to] = [0, letters.length]
  while (from < to) {
    const middle = Math.ceil((from + to) / 2)
    if (wide(`${letters.slice(0, middle).join('')}…`)) to = middle - 1
    else from = middle
  }
  return from === 0 ? '' : `${letters.slice(0, from).join('').trimEnd()}…`
}

/** Draws one line of small letters, shortened to its width, from a point that is relative to where the pen is. */
export function smallLine(
  text: string,
  { type, colour, strength, align = 'start' }: Small,
  { x, y, w, h }: { readonly x: number; readonly y: number; readonly w: number; readonly h: number },
  pen: Pen,
): void {
  const line = shortened(text, type, w)
  if (line === '') return
  const width = measure().width(line, type)
  const left = align === 'end' ? x + w - width : x
  const small = type.size * pen.scale < READABLE
  pen.opacity(small ? strength / 2 : strength)
  if (small) pen.bar(left, y + h * 0.3, width, h * 0.4, inkOf(colour))
  else pen.text(line, left, y + measure().baseline(type, h), type, inkOf(colour), rightToLeft(line))
}
