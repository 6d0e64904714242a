import type { ElementProps } from './element'
import { LINK, ofLetters, ofParagraph } from './marks'
import { HEAD, placed, type Run, runsOf, slicesOf } from './text-runs'
import { applied, spansOf } from './text-spans'

/** Letters that are marked alike, from an index of the text to before another. */
export type Stretch = {
  readonly from: number
  readonly to: number
  readonly marks: string
  /** Where they lead; '' for nowhere. */
  readonly link: string
}

/** What a text says and how: its letters, those of them that are marked, in order, and what its first paragraph is. */
export type Words = { readonly text: string; readonly stretches: readonly Stretch[]; readonly head: string }

/** Some letters and how they are marked: with the marks of line breaks among them. */
export type Part = { readonly text: string; readonly marks: string; readonly link: string }

/** Words without marks. */
export function plain(text: string): Words {
  return { text, stretches: [], head: '' }
}

/** What entries say together. */
export function wordsOf(runs: readonly Run[]): Words {
  if (runs.every((run) => run.marks === '' && !run.id.includes('_'))) return plain(runs.map((run) => run.text).join(''))
  const parts = slicesOf(placed(runs)).flatMap(({ run, from, to, marks, link }) =>
    meant({ text: run.text.slice(from, to), marks, link }),
  )
  return said(parts, ofParagraph(applied('', '', spansOf(runs).get(HEAD) ?? []).marks))
}

/** A part with the marks that letters and breaks take notice of. */
function meant(part: Part): Part[] {
  const { text, marks, link } = part
  if (marks === '') return [part]
  const letters = ofLetters(marks)
  const style = ofParagraph(marks)
  if (letters === style) return [{ text, marks: letters, link }]
  return text
    .split(/(\n)/)
    .map((one) => (one === '\n' ? { text: one, marks: style, link: '' } : { text: one, marks: letters, link }))
}

/** Whether words are the same in letters and marks. */
export function sameWords(a: Words, b: Words): boolean {
  if (a.text !== b.text || a.head !== b.head || a.stretches.length !== b.stretches.length) return false
  return a.stretches.every((one, i) => {
    const other = b.stretches[i]!
    return one.from === other.from && one.to === other.to && one.marks === other.marks && one.link === other.link
  })
}

/** Parts one behind the other. */
export function said(parts: readonly Part[], head = ''): Words {
  const stretches: Stretch[] = []
  let text = ''
  for (const { text: letters, marks, link } of parts) {
    const from = text.length
    text += letters
    const last = stretches.at(-1)
    if (marks === '' || letters === '') continue
    if (last?.to === from && last.marks === marks && last.link === link)
      stretches[stretches.length - 1] = { ...last, to: text.length }
    else stretches.push({ from, to: text.length, marks, link })
  }
  return { text, stretches, head }
}

const nowhere = { marks: '', link: '' }

/** How a letter is marked. */
export function marksAt({ stretches }: Words, index: number): { readonly marks: string; readonly link: string } {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (stretches[middle]!.to <= index) low = middle + 1
    else high = middle
  }
  const found = stretches[low]
  return found !== undefined && found.from <= index ? found : nowhere
}

/** The words of an element. */
export function wordsIn(p: ElementProps): Words {
  return wordsOf(runsOf(p))
}

/** A part of words, as parts. */
export function partsOf(words: Words, from = 0, to = words.text.length): Part[] {
  const parts: Part[] = []
  let at = from
  const add = (end: number, marks: string, link: string) => {
    if (at < end) parts.push({ text: words.text.slice(at, end), marks, link })
    at = Math.max(at, end)
  }
  for (const stretch of words.stretches) {
    if (stretch.to <= at) continue
    if (stretch.from >= to) break
    add(Math.min(stretch.from, to), '', '')
    add(Math.min(stretch.to, to), stretch.marks, stretch.link)
  }
  add(to, '', '')
  return parts
}

/** A paragraph of a text: from its first letter to before the break that ends it. */
export type Paragraph = { readonly from: number; readonly to: number; readonly style: string }

/** The paragraphs of words; there is always one. */
export function paragraphsOf(words: Words): Paragraph[] {
  const found: Paragraph[] = []
  let from = 0
  for (const line of words.text.split('\n')) {
    const to = from + line.length
    found.push({ from, to, style: from === 0 ? words.head : ofParagraph(marksAt(words, from - 1).marks) })
    from = to + 1
  }
  return found
}

/** The paragraph that an index of the text lies in. */
export function paragraphAt(words: Words, index: number): Paragraph {
  const from = words.text.lastIndexOf('\n', index - 1) + 1
  const end = words.text.indexOf('\n', index)
  const to = end < 0 ? words.text.length : end
  return { from, to, style: from === 0 ? words.head : ofParagraph(marksAt(words, from - 1).marks) }
}

/** How letters that are typed at an index are marked: as the one before them, at the beginning of a paragraph as the one behind. */
export function typedMarks(words: Words, index: number): { readonly marks: string; readonly link: string } {
  const { from, to } = paragraphAt(words, index)
  if (from === to) return nowhere
  const before = marksAt(words, index > from ? index - 1 : index)
  const behind = index < to ? marksAt(words, index) : nowhere
  // What leads somewhere does not grow at its ends.
  const within = index > from && before.link !== '' && before.link === behind.link
  const marks = ofLetters(before.marks)
  return within ? { marks, link: before.link } : { marks: marks.replace(LINK, ''), link: '' }
}
