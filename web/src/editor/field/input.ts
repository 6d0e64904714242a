import { graphemes, wordStarts } from '../../elements/text-breaks'
import { broken, erased, linkedUp, type Marked, shortened, switched, written } from './edits'
import type { TextField } from './field'

/** What the browser is about to do to the letters is done to the words instead, and then shown. Compositions it writes by itself. */
export function heardInput(field: TextField, e: InputEvent): void {
  // The browser tells of what is marked later than of what is typed.
  field.looked()
  const { session } = field
  if (session === null || e.isComposing || !e.cancelable || e.inputType === 'insertCompositionText') return
  e.preventDefault()
  const kind = e.inputType
  if (kind === 'insertText' || kind === 'insertReplacementText') {
    const text = e.data ?? e.dataTransfer?.getData('text/plain') ?? ''
    writes(field, meant(field, e), text, kind === 'insertReplacementText')
  } else if (kind === 'insertParagraph' || kind === 'insertLineBreak') breaks(field)
  else if (kind.startsWith('delete')) erases(field, e)
  else if (kind === 'historyUndo') field.turn('back')
  else if (kind === 'historyRedo') field.turn('again')
  else if (FORMATS.has(kind)) toggles(field, FORMATS.get(kind)!)
}

const FORMATS: ReadonlyMap<string, 'b' | 'i' | 'u' | 's'> = new Map([
  ['formatBold', 'b'],
  ['formatItalic', 'i'],
  ['formatUnderline', 'u'],
  ['formatStrikeThrough', 's'],
])

/** The letters that the browser means: what is marked, or a word that it would correct. */
function meant(field: TextField, e: InputEvent): Marked {
  const range = e.inputType === 'insertReplacementText' ? e.getTargetRanges()[0] : undefined
  return range === undefined ? field.selected : field.rangeOf(range)
}

function writes(field: TextField, marked: Marked, text: string, whole: boolean): void {
  field.does(written(field.session!, marked, text, whole ? null : field.next), 'typed')
  const caret = field.selected.to
  if (text !== ' ') return
  field.does(linkedUp(field.session!, caret))
  field.does(shortened(field.session!, caret))
}

function breaks(field: TextField): void {
  const marks = field.next
  field.does(broken(field.session!, field.selected, marks), 'broken')
  field.does(linkedUp(field.session!, field.selected.to))
}

/** Marks what is marked, or what is typed next. */
export function toggles(field: TextField, mark: 'b' | 'i' | 'u' | 's' | 'c'): void {
  const { from, to } = field.selected
  if (from === to) field.choose(mark)
  else field.does(switched(field.session!, field.selected, mark))
}

function erases(field: TextField, e: InputEvent): void {
  const { from, to } = field.selected
  const back = !e.inputType.includes('Forward')
  const marked = from < to ? { from, to } : reached(field, e, back)
  const next = field.next
  field.does(erased(field.session!, marked, from < to ? -1 : to, back), back ? 'erased' : 'cut')
  if (next !== null) for (const mark of next) if (field.next?.includes(mark) !== true) field.choose(mark)
}

/** From the caret to where a deletion reaches: as the browser has it, or where it sees nothing (at the edge of a line) by letters and words. */
function reached(field: TextField, e: InputEvent, back: boolean): Marked {
  const caret = field.selected.to
  const range = e.getTargetRanges()[0]
  const told = range === undefined ? { from: caret, to: caret } : field.rangeOf(range)
  const { text } = field.session!.words
  const one = e.inputType === 'deleteContentBackward' || e.inputType === 'deleteContentForward'
  // The browser deletes a letter's accents one by one, which is right only for scripts that are written so.
  if (told.from < told.to && !(one && told.to - told.from === 1 && text.slice(told.from, told.to) === '\n')) return told
  if (back)
    return { from: e.inputType.includes('Word') ? wordBefore(text, caret) : letterBefore(text, caret), to: caret }
  return { from: caret, to: letterBehind(text, caret) }
}

function letterBefore(text: string, at: number): number {
  const letters = graphemes(text.slice(Math.max(0, at - 64), at))
  return at - (letters.at(-1)?.length ?? 0)
}

function letterBehind(text: string, at: number): number {
  return at + (graphemes(text.slice(at, at + 64))[0]?.length ?? 0)
}

function wordBefore(text: string, at: number): number {
  const before = text.slice(0, at).replace(/\s+$/, '')
  return wordStarts(before).at(-1) ?? 0
}
