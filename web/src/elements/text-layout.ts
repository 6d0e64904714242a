import type { ElementProps } from './element'
import { LINE, measure } from './measure'
import type { Type } from './pen'
import { number, string } from './props'
import { joined, runsOf } from './text-runs'

/** A text as it is set: its lines, and its size in hundredths (whole numbers, rounded up). */
export type Layout = {
  readonly lines: readonly string[]
  readonly widths: readonly number[]
  readonly w: number
  readonly h: number
  readonly line: number
}

/** The font and size of a text element. */
export function typeOf(p: ElementProps): Type {
  return { font: string(p, 'font'), size: number(p, 'font-size') }
}

/** Breaks a line between words, and within a word that is too long for a line of its own. */
function wrapped(line: string, width: number, type: Type): string[] {
  const of = (text: string) => measure().width(text, type)
  const lines: string[] = []
  let current = ''
  for (const word of line.match(/\s*\S+|\s+$/g) ?? ['']) {
    if (of(current + word) <= width) {
      current += word
      continue
    }
    if (current !== '') lines.push(current)
    current = current === '' ? word : word.trimStart()
    while (of(current) > width) {
      const letters = [...current]
      let n = 1
      while (n < letters.length && of(letters.slice(0, n + 1).join('')) <= width) n++
      if (n >= letters.length) break
      lines.push(letters.slice(0, n).join(''))
      current = letters.slice(n).join('')
    }
  }
  lines.push(current)
  return lines
}

/** Sets a text: wrapped at `width` hundredths where that is more than 0. */
export function layout(text: string, type: Type, width: number): Layout {
  const lines = text.split('\n').flatMap((line) => (width > 0 ? wrapped(line, width, type) : [line]))
  const line = type.size * LINE
  const widths = lines.map((one) => measure().width(one, type))
  const widest = widths.reduce((a, b) => Math.max(a, b), 0)
  return { lines, widths, w: Math.ceil(width > 0 ? width : widest), h: Math.ceil(lines.length * line), line }
}

const kept = new WeakMap<ElementProps, Layout>()

/** The layout of an element's text, kept as long as its properties are the same. */
export function layoutOf(p: ElementProps): Layout {
  let found = kept.get(p)
  if (found === undefined) {
    found = layout(joined(runsOf(p)), typeOf(p), number(p, 'width'))
    kept.set(p, found)
  }
  return found
}
