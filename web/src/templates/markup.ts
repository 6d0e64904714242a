import { type Part, said, type Words } from '../elements/words'

/** How lines of a template's words begin, and which paragraphs that makes of them (elements/marks.ts). */
const beginnings: readonly (readonly [begins: string, style: string])[] = [
  ['# ', 'x'],
  ['## ', 'y'],
  ['### ', 'z'],
  ['- ', 'd'],
  ['1. ', 'n'],
]

/**
 * Words as they stand in a template: "# " begins a heading (up to three), "- " a point of a list, "1. " a numbered one; **bold** letters
 * stand between asterisks.
 */
export function wordsFrom(text: string): Words {
  const parts: Part[] = []
  let head = ''
  for (const [i, line] of text.split('\n').entries()) {
    const [begins, style] = beginnings.find(([start]) => line.startsWith(start)) ?? ['', '']
    if (i === 0) head = style
    else parts.push({ text: '\n', marks: style, link: '' })
    for (const [n, piece] of line.slice(begins.length).split('**').entries())
      if (piece !== '') parts.push({ text: piece, marks: n % 2 === 1 ? 'b' : '', link: '' })
  }
  return said(parts, head)
}
