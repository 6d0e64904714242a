import type { Props, Value } from '../../board/types'
import {
  BULLETS,
  depthOf,
  HEADINGS,
  type Inline,
  isListed,
  LINK,
  NUMBERS,
  nested,
  ofLetters,
} from '../../elements/marks'
import { withChanges } from '../../elements/text-changes'
import { replaced } from '../../elements/text-edit'
import { restyled, toggled } from '../../elements/text-marking'
import { clean, type Run } from '../../elements/text-runs'
import {
  marksAt,
  type Paragraph,
  type Part,
  paragraphAt,
  paragraphsOf,
  typedMarks,
  type Words,
  wordsOf,
} from '../../elements/words'
import type { TextSession } from '../text-session'
import { addressOf } from './address'

/** What of a text is marked: from one index of it to another. Alike: a caret. */
export type Marked = { readonly from: number; readonly to: number }

/** What an edit comes to: changes to entries, and what is marked then. */
export type Edit = { readonly changes: Props; readonly marked: Marked }

/** Puts edits of one text together. */
class Draft {
  private readonly session: TextSession
  private readonly changes = new Map<string, Value | null>()
  runs: readonly Run[]

  constructor(session: TextSession) {
    this.session = session
    this.runs = session.runs
  }

  get words(): Words {
    return wordsOf(this.runs)
  }

  take(changes: Props): void {
    for (const [path, value] of changes) this.changes.set(path, value)
    this.runs = withChanges(this.session.runs, this.changes)
  }

  replace(from: number, to: number, parts: readonly Part[]): void {
    this.take(replaced(this.runs, from, to, parts, this.session.pen))
  }

  restyle(start: number, style: string): void {
    this.take(restyled(this.runs, start, style, this.session.pen))
  }

  mark({ from, to }: Marked, mark: string, on: boolean, link = ''): void {
    this.take(toggled(this.runs, from, to, mark, on, this.session.pen, link))
  }

  done(from: number, to = from): Edit {
    return { changes: this.changes, marked: { from, to } }
  }
}

/** Writes letters in place of what is marked. `marks`: of letters; as those around where it is null. */
export function written(session: TextSession, { from, to }: Marked, text: string, marks: string | null): Edit {
  const { words } = session
  const letters = clean(text)
  const around = from < to ? marksAt(words, from) : typedMarks(words, from)
  const how = marks === null ? { marks: ofLetters(around.marks), link: around.link } : { marks, link: '' }
  const draft = new Draft(session)
  draft.replace(from, to, [{ text: letters, marks: how.marks + paragraphAt(words, from).style, link: how.link }])
  return draft.done(from + letters.length)
}

/** Puts parts that come from elsewhere in place of what is marked; an empty paragraph becomes what the first of them was. */
export function put(session: TextSession, { from, to }: Marked, parts: readonly Part[], head: string): Edit {
  const draft = new Draft(session)
  const { style, ...paragraph } = paragraphAt(session.words, from)
  const empty = paragraph.from === from && (to >= paragraph.to || session.words.text.slice(from, to).includes('\n'))
  const here = parts.map((part) => (part.text.includes('\n') ? part : { ...part, marks: part.marks + style }))
  draft.replace(from, to, here)
  if (empty && style === '' && head !== '') draft.restyle(from, head)
  return draft.done(from + parts.reduce((sum, { text }) => sum + text.length, 0))
}

/** Begins a paragraph: a list goes on, and ends where its point says nothing; behind a heading plain words follow. */
export function broken(session: TextSession, { from, to }: Marked, marks: string | null): Edit {
  const { words } = session
  const paragraph = paragraphAt(words, from)
  const draft = new Draft(session)
  if (isListed(paragraph.style) && paragraph.from === paragraph.to && from === to) {
    draft.restyle(paragraph.from, nested(paragraph.style, -1))
    return draft.done(from)
  }
  const ends = to >= paragraph.to || paragraphAt(words, to).to === to
  const style = HEADINGS.includes(paragraph.style || ' ') && ends ? '' : paragraph.style
  const letters = marks ?? ofLetters(typedMarks(words, from).marks)
  draft.replace(from, to, [{ text: '\n', marks: letters + style, link: '' }])
  return draft.done(from + 1)
}

/** Takes letters away. At the beginning of a paragraph that is more than plain, going back makes it plainer first. */
export function erased(session: TextSession, { from, to }: Marked, caret: number, back: boolean): Edit {
  const draft = new Draft(session)
  const paragraph = paragraphAt(session.words, caret)
  if (back && to === caret && caret === paragraph.from && to - from <= 1 && paragraph.style !== '') {
    draft.restyle(paragraph.from, nested(paragraph.style, -1))
    return draft.done(caret)
  }
  draft.replace(from, to, [])
  return draft.done(from)
}

/** What a line begins with that is to become a list or a heading, as in Markdown. */
const SHORTCUTS: readonly (readonly [RegExp, string])[] = [
  [/^[-*•]$/, BULLETS[0]!],
  [/^1[.)]$/, NUMBERS[0]!],
  [/^#$/, HEADINGS[0]!],
  [/^##$/, HEADINGS[1]!],
  [/^###$/, HEADINGS[2]!],
]

/** What a space behind the first letters of a paragraph makes of it; null for nothing. */
export function shortened(session: TextSession, caret: number): Edit | null {
  const { words } = session
  const { from, style } = paragraphAt(words, caret)
  const found = SHORTCUTS.find(([sign]) => sign.test(words.text.slice(from, caret - 1)))
  if (found === undefined || style === found[1] || words.text[caret - 1] !== ' ') return null
  const draft = new Draft(session)
  draft.replace(from, caret, [])
  draft.restyle(from, found[1])
  return draft.done(from)
}

/** Makes an address that has just been written lead where it says; null where there is none before the caret. */
export function linkedUp(session: TextSession, caret: number): Edit | null {
  const { words } = session
  const word = /\S+$/.exec(words.text.slice(0, caret - 1))?.[0]
  if (word === undefined || !/^(https?:\/\/|www\.)\S+\.\S/i.test(word)) return null
  const said = word.replace(/[.,;:!?'")\]]+$/, '')
  const link = addressOf(said)
  const from = caret - 1 - word.length
  if (link === null || marksAt(words, from).link !== '') return null
  const draft = new Draft(session)
  draft.mark({ from, to: from + said.length }, LINK, true, link)
  return draft.done(caret)
}

/** Whether all marked letters have a mark. */
export function allHave({ words }: TextSession, { from, to }: Marked, mark: string): boolean {
  let any = false
  for (let at = from; at < to; at++) {
    if (words.text[at] === '\n') continue
    any = true
    if (!marksAt(words, at).marks.includes(mark)) return false
  }
  return any
}

/** Marks letters, or unmarks them where all are. */
export function switched(session: TextSession, marked: Marked, mark: Inline): Edit {
  const draft = new Draft(session)
  draft.mark(marked, mark, !allHave(session, marked, mark))
  return draft.done(marked.from, marked.to)
}

/** The paragraphs that are marked, if only in part. */
function paragraphsIn(words: Words, { from, to }: Marked): Paragraph[] {
  return paragraphsOf(words).filter((one) => one.to >= from && one.from <= to)
}

/** Makes paragraphs a heading or a list; those that are it already plain. A list keeps how deep it stands. */
export function styled(session: TextSession, marked: Marked, style: string): Edit {
  const draft = new Draft(session)
  const paragraphs = paragraphsIn(session.words, marked)
  const list = BULLETS.includes(style || ' ') ? BULLETS : NUMBERS.includes(style || ' ') ? NUMBERS : null
  const meant = (now: string) => list?.[Math.max(0, depthOf(now))] ?? style
  const off = paragraphs.every((one) => one.style === meant(one.style))
  for (const one of paragraphs) draft.restyle(one.from, off ? '' : meant(one.style))
  return draft.done(marked.from, marked.to)
}

/** Moves points of lists one step in (1) or out (-1); null where nothing is a list. */
export function moved(session: TextSession, marked: Marked, by: 1 | -1): Edit | null {
  const lists = paragraphsIn(session.words, marked).filter(({ style }) => isListed(style))
  if (lists.length === 0) return null
  const draft = new Draft(session)
  for (const { from, style } of lists) draft.restyle(from, nested(style, by))
  return draft.done(marked.from, marked.to)
}

/** The letters about a caret that lead to the same place. */
export function linkAround({ words }: TextSession, { from, to }: Marked): Marked & { readonly link: string } {
  const at = words.stretches.findIndex(
    (one) => one.link !== '' && one.from <= from && (from < to ? from < one.to : from <= one.to),
  )
  if (at < 0) return { from, to, link: '' }
  const { link } = words.stretches[at]!
  let first = at
  let last = at
  const joins = (a: number, b: number) =>
    words.stretches[b]?.link === link && words.stretches[a]!.to === words.stretches[b]!.from
  while (joins(first - 1 < 0 ? 0 : first - 1, first) && first > 0) first--
  while (joins(last, last + 1)) last++
  return { from: words.stretches[first]!.from, to: words.stretches[last]!.to, link }
}

/** Makes letters lead somewhere; '' nowhere. Where none are marked: those about the caret that lead somewhere, else the address is written. */
export function led(session: TextSession, marked: Marked, link: string): Edit {
  const draft = new Draft(session)
  const around = linkAround(session, marked)
  const all = marked.from < marked.to ? marked : around
  if (all.from === all.to) {
    const said = link.replace(/^mailto:/, '')
    if (link !== '') draft.replace(all.from, all.to, [{ text: said, marks: LINK, link }])
    return draft.done(all.from + said.length)
  }
  draft.mark(all, LINK, link !== '', link)
  return draft.done(all.to)
}
